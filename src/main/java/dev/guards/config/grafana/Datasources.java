package dev.guards.config.grafana;

import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The datasources that Grafana has in one environment, as its provisioning says, and what a reference resolves to.
 *
 * @param complete whether there are no others: false when someone may have added some by hand, or a file is not there
 */
public record Datasources(List<Datasource> all, boolean complete) {
    public static final Datasources UNKNOWN = new Datasources(List.of(), false);

    public Datasources {
        all = List.copyOf(all);
    }

    /** By uid first, then by name, as Grafana does; null when there is none. */
    public Datasource find(String uidOrName) {
        List<Datasource> found = findAll(uidOrName);
        return found.isEmpty() ? null : found.get(0);
    }

    /** All that a uid or name may mean, where several environments stand side by side; those of the uid first. */
    public List<Datasource> findAll(String uidOrName) {
        List<Datasource> found = new ArrayList<>();
        for (Datasource datasource : all) {
            if (datasource.effectiveUid().equals(uidOrName)) {
                found.add(datasource);
            }
        }
        for (Datasource datasource : all) {
            if (datasource.name() != null && datasource.name().value().equals(uidOrName) && !found.contains(datasource)) {
                found.add(datasource);
            }
        }
        return found;
    }

    /** The marked one, or the only one; null when nothing says. */
    public Datasource defaultOne() {
        for (Datasource datasource : all) {
            if (datasource.isDefault()) {
                return datasource;
            }
        }
        return complete && all.size() == 1 ? all.get(0) : null;
    }

    /** The datasource that a reference means in a dashboard (null for none); null when it is unknown or chosen by the user. */
    public Datasource resolve(DatasourceReference reference, Dashboard dashboard) {
        return switch (reference.kind()) {
            case DEFAULT -> defaultOne();
            case UID, NAME -> find(reference.value().value());
            case VARIABLE -> {
                Variable variable = dashboard == null ? null : dashboard.variable(reference.variable());
                boolean fixed = variable != null && variable.kind() != Variable.Kind.DATASOURCE && variable.text() != null;
                yield fixed ? find(variable.text().value()) : onlyOne(pluginOfVariable(reference, dashboard));
            }
            default -> null;
        };
    }

    /** All that a reference may mean, where several environments stand side by side; none when it is unknown or chosen by the user. */
    public List<Datasource> candidates(DatasourceReference reference, Dashboard dashboard) {
        Datasource meant = reference == null ? null : resolve(reference, dashboard);
        if (meant == null) {
            return List.of();
        }
        return switch (reference.kind()) {
            case DEFAULT -> all.stream().filter(d -> d == meant || d.isDefault()).toList();
            case UID, NAME -> findAll(reference.value().value());
            default -> List.of(meant);
        };
    }

    /** Whether a reference surely leads to a server outside of any environment of the repository. */
    public boolean isRemote(DatasourceReference reference, Dashboard dashboard) {
        Datasource meant = reference == null ? null : resolve(reference, dashboard);
        return meant != null && meant.isRemote();
    }

    private Datasource onlyOne(String plugin) {
        Datasource only = null;
        for (Datasource datasource : all) {
            if (datasource.type() != null && datasource.type().value().equals(plugin)) {
                if (only != null) {
                    return null;
                }
                only = datasource;
            }
        }
        return only;
    }

    /** The plugin id of a reference; empty when it is unknown. */
    public String pluginOf(DatasourceReference reference, Dashboard dashboard) {
        return switch (reference.kind()) {
            case VARIABLE -> {
                String plugin = pluginOfVariable(reference, dashboard);
                yield plugin.isEmpty() ? typeBeside(reference) : plugin;
            }
            case UID, NAME -> {
                String plugin = agreedType(reference.value().value());
                yield plugin.isEmpty() ? typeBeside(reference) : plugin;
            }
            default -> {
                Datasource known = defaultOne();
                boolean named = !typeBeside(reference).isEmpty();
                yield named ? typeBeside(reference) : known != null && known.type() != null ? known.type().value() : "";
            }
        };
    }

    private static String typeBeside(DatasourceReference reference) {
        return reference.type() == null ? "" : reference.type().value();
    }

    /** The type of the datasources with this uid or name; empty when there is none, or they differ. */
    private String agreedType(String uidOrName) {
        String agreed = "";
        for (Datasource datasource : findAll(uidOrName)) {
            if (datasource.type() != null) {
                if (!agreed.isEmpty() && !agreed.equals(datasource.type().value())) {
                    return "";
                }
                agreed = datasource.type().value();
            }
        }
        return agreed;
    }

    private static String pluginOfVariable(DatasourceReference reference, Dashboard dashboard) {
        if (dashboard == null) {
            return "";
        }
        Variable variable = dashboard.variable(reference.variable());
        if (variable != null) {
            Text plugin = variable.kind() == Variable.Kind.DATASOURCE ? variable.text() : null;
            return plugin == null ? "" : plugin.value();
        }
        Dashboard.Input input = dashboard.input(reference.variable());
        return input == null || input.pluginId() == null ? "" : input.pluginId().value();
    }
}
