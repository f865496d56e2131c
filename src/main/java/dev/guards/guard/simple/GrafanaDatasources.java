package dev.guards.guard.simple;

import dev.guards.config.Document;
import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.Datasource;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.Severity;
import dev.guards.guard.SimpleGuard;
import dev.guards.text.Mapping;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Datasources as they are provisioned, and as dashboards and alert rules name them. */
public final class GrafanaDatasources implements SimpleGuard {
    static final Rule UID_UNDEFINED = Rule.error("datasource-uid-undefined", "a dashboard or alert names a datasource that no provisioning file defines");
    static final Rule UID_MISSING = Rule.warning("datasource-uid-missing", "a datasource is provisioned without uid, so it gets one made from its name");
    static final Rule UID_DUPLICATE = Rule.error("datasource-uid-duplicate", "two datasources of one folder share a uid");
    static final Rule DEFAULT_AMBIGUOUS = Rule.error("datasource-default-ambiguous", "two datasources of one folder are both the default, which Grafana refuses");
    static final Rule INPUT_PLACEHOLDER = Rule.error("datasource-input-placeholder", "a dashboard that is loaded from a file still has the placeholder of an export for its datasource");
    static final Rule TYPE_MISMATCH = Rule.error("datasource-type-mismatch", "the type beside a datasource's uid is not that of the provisioned datasource");
    static final Rule LANGUAGE_MISMATCH = Rule.error("query-language-mismatch", "a LogQL query is sent to Prometheus, or a PromQL query to Loki");

    @Override
    public String id() {
        return "grafana-datasources";
    }

    @Override
    public String summary() {
        return "datasources are provisioned once, and dashboards name those that exist";
    }

    @Override
    public List<Rule> rules() {
        return List.of(UID_UNDEFINED, UID_MISSING, UID_DUPLICATE, DEFAULT_AMBIGUOUS, INPUT_PLACEHOLDER, TYPE_MISMATCH,
                LANGUAGE_MISMATCH);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        GrafanaFiles grafana = repository.grafana();
        boolean uidMattered = new DatasourceUses(repository, findings).check();
        provisioned(grafana, uidMattered, findings);
        for (DashboardQuery query : grafana.queries()) {
            language(query, findings);
        }
    }

    private static void provisioned(GrafanaFiles grafana, boolean uidMattered, Findings findings) {
        Map<String, Datasource> uids = new HashMap<>();
        Map<String, Datasource> defaults = new HashMap<>();
        for (GrafanaFiles.Provisioned entry : grafana.provisionedDatasources()) {
            Datasource datasource = entry.datasource();
            String place = folder(entry.document()) + datasource.node().get("orgId").string("1") + "\n";
            if (datasource.uid() == null && datasource.name() != null) {
                Finding finding = findings.report(UID_MISSING, datasource.name().span(), "datasource `" + datasource.name()
                        + "` has no `uid`; Grafana makes up `" + datasource.effectiveUid() + "`");
                finding.help("add `uid: " + slug(datasource.name().value()) + "`, and use it in the dashboards")
                        .severity(uidMattered ? Severity.WARNING : Severity.INFO);
                Edit edit = addUid(datasource);
                if (edit != null) {
                    finding.fix(edit);
                }
            }
            Datasource same = datasource.uid() == null ? null : uids.putIfAbsent(place + datasource.uid(), datasource);
            if (same != null && !sameName(same, datasource)) {
                findings.report(UID_DUPLICATE, datasource.uid().span(), "uid `" + datasource.uid() + "` is also that of `"
                        + same.label() + "`").note(same.uid().span(), "the other datasource").help("give one of the two another uid");
            }
            Datasource first = datasource.isDefault() ? defaults.putIfAbsent(place, datasource) : null;
            if (first != null && !sameName(first, datasource)) {
                findings.report(DEFAULT_AMBIGUOUS, datasource.node().get("isDefault").span(), "`" + datasource.label() + "` and `"
                        + first.label() + "` are both the default datasource").note(first.node().get("isDefault").span(),
                        "the other default").help("set one of them to false; Grafana does not start otherwise");
            }
        }
    }

    /** One datasource written in two files of the folder is one datasource. */
    private static boolean sameName(Datasource a, Datasource b) {
        return a.name() != null && b.name() != null && a.name().equals(b.name());
    }

    private static String folder(Document document) {
        String path = document.path();
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        return document.parent() == null ? folder : path + "#" + document.parent().root().span().start() + "\n";
    }

    private static String slug(String name) {
        StringBuilder slug = new StringBuilder();
        for (char c : name.toLowerCase(java.util.Locale.ROOT).toCharArray()) {
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (plain || slug.length() > 0 && slug.charAt(slug.length() - 1) != '-') {
                slug.append(plain ? c : '-');
            }
        }
        return slug.toString();
    }

    /** Behind the name, in block style; null in flow style. */
    private static Edit addUid(Datasource datasource) {
        Mapping.Entry name = datasource.node() instanceof Mapping mapping ? mapping.entry("name") : null;
        if (name == null) {
            return null;
        }
        Source source = name.key().source();
        int column = name.key().span().column();
        String before = source.lineText(name.key().span().line()).substring(0, column - 1);
        boolean block = before.replace("-", " ").isBlank() && source.lineText(name.value().span().endLine()).indexOf('#') < 0
                && datasource.name().isVerbatim();
        if (!block) {
            return null;
        }
        return Edit.proposed(source.span(name.value().span().end(), name.value().span().end()),
                "\n" + " ".repeat(column - 1) + "uid: " + slug(datasource.name().value()));
    }

    private static void language(DashboardQuery query, Findings findings) {
        Text expr = query.expr();
        String wrong = query.certain() ? ForeignLanguage.of(query) : "";
        if (!wrong.isEmpty()) {
            String type = query.datasource().type() != null ? " of type `" + query.datasource().type() + "`" : "";
            Dashboard dashboard = query.dashboard();
            findings.report(LANGUAGE_MISMATCH, expr.span(), "this is " + wrong + ", and the datasource" + type + " speaks "
                    + (wrong.equals("LogQL") ? "PromQL" : "LogQL"))
                    .subject(new Finding.Subject(query.dashboardName(), dashboard == null ? "" : query.owner(), query.refId()))
                    .expression(expr.value()).help("choose the datasource that the query is written for");
        }
    }
}
