package dev.guards.guard.semantic;

import dev.guards.environment.FileView;
import dev.guards.environment.Program;

/** The folder whose YAML files a Grafana reads at its start. */
final class ProvisioningFolder {
    private static final String FOLDER = "/etc/grafana/provisioning";

    private ProvisioningFolder() {
    }

    /**
     * Whether a file of the repository is among them.
     *
     * @param kind {@code datasources}, {@code dashboards} ...
     */
    static boolean isRead(Program grafana, String path, String kind) {
        for (String ending : new String[] {"*.yml", "*.yaml"}) {
            for (FileView.Found found : grafana.files().glob(FOLDER + "/" + kind + "/" + ending)) {
                if (!found.assumed() && found.text().source().path().equals(path)) {
                    return true;
                }
            }
        }
        return false;
    }
}
