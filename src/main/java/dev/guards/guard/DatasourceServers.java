package dev.guards.guard;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.Datasource;
import dev.guards.config.grafana.DatasourceReference;
import dev.guards.config.grafana.Datasources;
import dev.guards.environment.EnvVariable;
import dev.guards.environment.Environment;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.inventory.AddressBook;
import dev.guards.inventory.MetricsServers;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** The datasources of Grafana in one environment, with the variables of its container filled in, and the containers they lead to. */
final class DatasourceServers {
    private final Datasources datasources;
    private final AddressBook addresses;
    private final Workload grafana;

    /** @param provisioned the datasources that belong to the environment */
    DatasourceServers(Environment environment, List<Datasource> provisioned) {
        this.addresses = new AddressBook(environment);
        Workload found = null;
        for (Program program : environment.programs()) {
            boolean runs = program.workload() != null && (program.role() == Role.GRAFANA || program.role() == Role.LGTM);
            found = runs && found == null ? program.workload() : found;
        }
        this.grafana = found;
        List<Datasource> filled = new ArrayList<>();
        provisioned.forEach(datasource -> filled.add(datasource.withUrl(filled(datasource.url()))));
        this.datasources = new Datasources(filled, false);
    }

    Datasources datasources() {
        return datasources;
    }

    /** The container that answers; null when that cannot be told, or one of several may. */
    Workload of(DatasourceReference reference, Dashboard dashboard) {
        Workload only = null;
        for (Datasource datasource : datasources.candidates(reference, dashboard)) {
            Text url = datasource.url();
            String address = url == null || datasource.isDirect() ? "" : MetricsServers.address(url.value());
            AddressBook.Found found = address.isEmpty() || address.indexOf('$') >= 0 ? null : addresses.find(address, grafana, url.span());
            Workload workload = found == null || !found.problems().isEmpty() ? null : found.workload();
            if (workload == null || only != null && only != workload) {
                return null;
            }
            only = workload;
        }
        return only;
    }

    /** As Grafana reads its provisioning: {@code $NAME} and {@code ${NAME}} are variables of its container; those without a value stay. */
    private Text filled(Text url) {
        if (url == null || grafana == null || url.value().indexOf('$') < 0) {
            return url;
        }
        String text = url.value();
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean braced = c == '$' && text.startsWith("{", at + 1);
            int start = braced ? at + 2 : at + 1;
            int end = start;
            while (c == '$' && end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
            EnvVariable variable = end == start ? null : grafana.environment().get(text.substring(start, end));
            boolean closed = !braced || text.startsWith("}", end);
            if (variable == null || variable.value() == null || !closed) {
                out.append(c);
                at++;
            } else {
                out.append(variable.value());
                at = braced ? end + 1 : end;
            }
        }
        int[] offsets = new int[out.length() + 1];
        offsets[out.length()] = text.length();
        return url.decoded(out.toString(), 0, text.length(), () -> offsets);
    }
}
