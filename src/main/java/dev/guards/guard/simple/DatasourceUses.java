package dev.guards.guard.simple;

import dev.guards.config.Documents;
import dev.guards.config.grafana.AlertRule;
import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DashboardProvider;
import dev.guards.config.grafana.Datasource;
import dev.guards.config.grafana.DatasourceReference;
import dev.guards.config.grafana.Datasources;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Panel;
import dev.guards.config.grafana.Query;
import dev.guards.config.grafana.Variable;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.text.Node;
import dev.guards.text.Source;
import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The part of {@link GrafanaDatasources} that looks at references; each name is reported once a dashboard. */
final class DatasourceUses {
    private static final int MAX_SCRIPT = 1 << 20;

    private final Documents documents;
    private final GrafanaFiles grafana;
    private final Datasources datasources;
    private final Findings findings;
    private final Map<String, Finding> reported = new HashMap<>();
    private final Map<String, Boolean> replaced = new HashMap<>();
    private final boolean others;
    private boolean uidMattered;

    DatasourceUses(Repository repository, Findings findings) {
        this.documents = repository.documents();
        this.grafana = repository.grafana();
        this.datasources = grafana.datasources();
        this.others = grafana.mayHaveOtherDatasources();
        this.findings = findings;
    }

    /** Says whether any reference is to a uid that is not there, or that Grafana made up. */
    boolean check() {
        for (GrafanaFiles.Placed placed : grafana.dashboards()) {
            reported.clear();
            Dashboard dashboard = placed.dashboard();
            for (Panel panel : dashboard.panels()) {
                // A row, or a text, asks nothing of the datasource that it names.
                if (!panel.queries().isEmpty()) {
                    reference(panel.datasource(), placed, panel.name(), "");
                }
                for (Query query : panel.queries()) {
                    reference(query.datasource(), placed, panel.name(), query.refId() == null ? "" : query.refId().value());
                }
            }
            for (Variable variable : dashboard.variables()) {
                reference(variable.datasource(), placed, "$" + variable.id(), "");
            }
            for (Dashboard.Annotation annotation : dashboard.annotations()) {
                reference(annotation.datasource(), placed, "annotation", "");
            }
        }
        for (AlertRule rule : grafana.alertRules()) {
            reported.clear();
            for (Query query : rule.queries()) {
                reference(query.datasource(), null, rule.name(), query.refId() == null ? "" : query.refId().value());
            }
        }
        return uidMattered;
    }

    private void reference(DatasourceReference datasource, GrafanaFiles.Placed placed, String owner, String refId) {
        switch (datasource.kind()) {
            case UID, NAME -> named(datasource, placed, owner, refId);
            case VARIABLE -> placeholder(datasource, placed, owner, refId);
            default -> {
                // the default and the built-in ones always exist
            }
        }
    }

    private void named(DatasourceReference datasource, GrafanaFiles.Placed placed, String owner, String refId) {
        String value = datasource.value().value();
        if (datasources.all().isEmpty() || value.contains("{{") || value.indexOf('$') >= 0) {
            return;
        }
        List<Datasource> found = datasources.findAll(value);
        uidMattered |= datasource.kind() == DatasourceReference.Kind.UID
                && (found.isEmpty() || found.get(0).uid() == null && found.get(0).effectiveUid().equals(value));
        if (found.isEmpty()) {
            if (others) {
                return;
            }
            report(GrafanaDatasources.UID_UNDEFINED, datasource, placed, owner, refId, "no provisioned datasource has the "
                    + (datasource.kind() == DatasourceReference.Kind.UID ? "uid" : "name or uid") + " `" + value + "`", help(datasource));
            return;
        }
        boolean fits = datasource.type() == null;
        for (Datasource candidate : found) {
            fits |= candidate.type() == null || datasource.type() == null || candidate.type().equals(datasource.type());
        }
        if (!fits) {
            report(GrafanaDatasources.TYPE_MISMATCH, datasource, placed, owner, refId, "datasource `" + value + "` is of type `"
                    + found.get(0).type() + "`, not `" + datasource.type() + "`", "").note(found.get(0).type().span(), "as provisioned");
        }
    }

    private String help(DatasourceReference datasource) {
        List<String> names = new ArrayList<>();
        Datasource sameType = null;
        int ofType = 0;
        for (Datasource known : datasources.all()) {
            names.add(known.effectiveUid());
            if (datasource.type() != null && known.type() != null && known.type().equals(datasource.type())) {
                sameType = known;
                ofType++;
            }
        }
        if (ofType == 1) {
            return "use `" + sameType.effectiveUid() + "`, the uid of `" + sameType.label() + "`";
        }
        String near = Suggest.nearest(datasource.value().value(), names);
        return near != null ? "did you mean `" + near + "`?" : "provisioned are " + String.join(", ", names);
    }

    /** An importing user is asked for {@code ${DS_X}}; nobody is asked when Grafana loads a file. */
    private void placeholder(DatasourceReference datasource, GrafanaFiles.Placed placed, String owner, String refId) {
        String name = datasource.variable();
        boolean open = placed != null && placed.dashboard().variable(name) == null
                && (placed.dashboard().input(name) != null || name.startsWith("DS_"))
                && datasources.findAll(datasource.value().value()).isEmpty();
        if (open && isProvisioned(placed) && !isMapped(placed, name) && !isReplacedBySomebody(name)) {
            report(GrafanaDatasources.INPUT_PLACEHOLDER, datasource, placed, owner, refId, "`" + datasource.value()
                    + "` is replaced when a user imports the dashboard, not when Grafana loads it from a file",
                    "write the uid of the datasource, or define a datasource variable `" + name + "`");
        }
    }

    /** Embedded in a ConfigMap, or in a folder that a provider of the repository loads. */
    private boolean isProvisioned(GrafanaFiles.Placed placed) {
        if (placed.document().parent() != null) {
            return true;
        }
        String path = "/" + placed.document().path();
        String folder = path.substring(0, path.lastIndexOf('/'));
        for (DashboardProvider provider : grafana.providers()) {
            String own = "/" + provider.node().span().source().path();
            String ownFolder = own.substring(0, own.lastIndexOf('/'));
            boolean beside = !ownFolder.isEmpty() && (folder.equals(ownFolder) || folder.startsWith(ownFolder + "/"));
            if (beside || provider.path() != null && sharesEnd(folder, provider.path().value())) {
                return true;
            }
        }
        return false;
    }

    /** {@code monitoring/grafana/dashboards} and {@code /etc/grafana/dashboards} end alike in two parts. */
    private static boolean sharesEnd(String folder, String loaded) {
        String trimmed = loaded.endsWith("/") ? loaded.substring(0, loaded.length() - 1) : loaded;
        int last = trimmed.lastIndexOf('/');
        int secondLast = last <= 0 ? -1 : trimmed.lastIndexOf('/', last - 1);
        return secondLast >= 0 && folder.endsWith(trimmed.substring(secondLast));
    }

    /** A GrafanaDashboard resource may say what its inputs stand for. */
    private static boolean isMapped(GrafanaFiles.Placed placed, String input) {
        Node resource = placed.document().parent() == null ? null : placed.document().parent().root();
        if (resource != null) {
            for (Node mapping : resource.at("spec", "datasources").items()) {
                if (mapping.get("inputName").string("").equals(input)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A script, a start command or an image build that names the placeholder fills it in. */
    private boolean isReplacedBySomebody(String name) {
        return replaced.computeIfAbsent(name, wanted -> {
            for (String path : documents.workspace().files()) {
                String file = path.substring(path.lastIndexOf('/') + 1);
                boolean script = file.endsWith(".sh") || file.endsWith(".yml") || file.endsWith(".yaml") || file.endsWith(".py")
                        || file.contains("Dockerfile") || file.equals("Makefile") || file.endsWith(".mk") || file.endsWith(".tf");
                Source source = script ? documents.workspace().source(path) : null;
                if (source != null && source.text().length() < MAX_SCRIPT && names(source.text(), wanted)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean names(String script, String placeholder) {
        return script.contains("{" + placeholder + "}") || script.contains("{" + placeholder + "\\}")
                || placeholder.startsWith("DS_") && script.contains(placeholder);
    }

    private Finding report(Rule rule, DatasourceReference datasource, GrafanaFiles.Placed placed, String owner, String refId,
                           String message, String help) {
        String key = rule.id() + datasource.value() + datasource.type();
        Finding finding = reported.get(key);
        if (finding == null) {
            finding = findings.report(rule, datasource.value().span(), message).help(help);
            reported.put(key, finding);
        }
        String dashboard = placed == null ? datasource.span().source().path() : placed.dashboard().name();
        return finding.subject(new Finding.Subject(dashboard, owner, refId));
    }
}
