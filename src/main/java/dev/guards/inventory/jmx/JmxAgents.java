package dev.guards.inventory.jmx;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Recognition;
import dev.guards.config.jmx.JmxConfig;
import dev.guards.environment.FileView;
import dev.guards.environment.Workload;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.YamlReader;

/** Finds the JMX exporter behind a target. */
public final class JmxAgents {
    private static final String EXPORTER = "jmx_exporter";

    private JmxAgents() {
    }

    /**
     * The JMX exporter that a workload runs on a port; null when it runs none there.
     *
     * @param files what the workload sees
     */
    public static Recognition of(Workload workload, int port, FileView files, Catalog catalog) {
        for (JmxAgent agent : JmxAgent.of(workload)) {
            if (agent.port() == port) {
                FileView.Found file = agent.config().startsWith("/") ? files.read(agent.config()) : null;
                JmxConfig config = file == null ? null : config(file);
                Exporter own = catalog.exporter(EXPORTER);
                Exporter exporter = config == null ? own : new JmxExporter(own, config, agent.version(), JmxPrograms.of(workload));
                Recognition.Strength strength = config == null ? Recognition.Strength.ARGUMENTS
                        : file.assumed() ? Recognition.Strength.EMBEDDED : Recognition.Strength.SOURCE;
                return new Recognition(exporter, agent.version(), strength, "the JMX exporter on port " + port
                        + (config == null ? "" : " with `" + file.text().source().path() + "`"));
            }
        }
        return null;
    }

    private static JmxConfig config(FileView.Found file) {
        try {
            Node root = YamlReader.read(file.text(), problem -> { });
            return JmxConfig.read(root);
        } catch (ReadException e) {
            return null;
        }
    }
}
