package dev.guards.guard.simple;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Panel;
import dev.guards.guard.DashboardUrl;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Grafana needs of a dashboard beside its queries: names, ids, links, and panels that have something to draw. */
public final class DashboardStructure implements SimpleGuard {
    static final Rule TITLE_MISSING = Rule.warning("dashboard-title-missing", "a dashboard has no title, so Grafana refuses to provision it");
    static final Rule UID_MISSING = Rule.info("dashboard-uid-missing", "a dashboard has no uid, so each Grafana makes up another and links to it break");
    static final Rule UID_DUPLICATE = Rule.error("dashboard-uid-duplicate", "two dashboards of one folder share a uid, so one overwrites the other");
    static final Rule UID_INVALID = Rule.error("dashboard-uid-invalid", "a uid is longer than 40 characters or has others than letters, digits, `-` and `_`");
    static final Rule TITLE_DUPLICATE = Rule.warning("dashboard-title-duplicate", "two dashboards of one folder share a title");
    static final Rule ID_HARDCODED = Rule.info("dashboard-id-hardcoded", "a dashboard carries the database id of the Grafana it was exported from");
    static final Rule EDITABLE = Rule.off("dashboard-editable", "a dashboard that comes from a file can be edited in the browser");
    static final Rule REFRESH = Rule.info("dashboard-refresh-aggressive", "a dashboard refreshes more often than every five seconds, which Grafana does not allow by default");
    static final Rule SCHEMA_OLD = Rule.info("dashboard-schema-old", "a dashboard has the rows of Grafana 4, which newer versions rewrite when they load it");
    static final Rule LINK_BROKEN = Rule.info("dashboard-link-broken", "a link leads to a dashboard uid that no dashboard of the repository has");
    static final Rule LINK_VARIABLE = Rule.warning("link-variable-unknown", "a link sets a variable that the dashboard it leads to does not have");

    @Override
    public String id() {
        return "dashboard-structure";
    }

    @Override
    public String summary() {
        return "dashboards have the names, ids, links and queries that Grafana needs";
    }

    @Override
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(List.of(TITLE_MISSING, UID_MISSING, UID_DUPLICATE, UID_INVALID, TITLE_DUPLICATE,
                ID_HARDCODED, EDITABLE, REFRESH, SCHEMA_OLD, LINK_BROKEN, LINK_VARIABLE));
        rules.addAll(PanelStructure.RULES);
        return rules;
    }

    @Override
    public void check(Repository repository, Findings findings) {
        Map<String, Dashboard> byUid = new HashMap<>();
        Map<String, Dashboard> uidsOfFolder = new HashMap<>();
        Map<String, Dashboard> titlesOfFolder = new HashMap<>();
        for (GrafanaFiles.Placed placed : repository.grafana().dashboards()) {
            Dashboard dashboard = placed.dashboard();
            if (dashboard.uid() != null) {
                byUid.putIfAbsent(dashboard.uid().value(), dashboard);
            }
        }
        for (GrafanaFiles.Placed placed : repository.grafana().dashboards()) {
            Dashboard dashboard = placed.dashboard();
            String folder = folder(placed);
            names(dashboard, findings);
            clash(dashboard, folder, uidsOfFolder, titlesOfFolder, findings);
            settings(dashboard, findings);
            links(dashboard, byUid, findings);
            new PanelStructure(dashboard, repository.grafana().datasources(), findings).check();
        }
    }

    /** Dashboards of one folder are loaded together; an embedded one lies in the folder of its resource. */
    private static String folder(GrafanaFiles.Placed placed) {
        String path = placed.document().path();
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static void names(Dashboard dashboard, Findings findings) {
        if (dashboard.title() == null || dashboard.title().value().isBlank()) {
            about(dashboard, findings.report(TITLE_MISSING, start(dashboard), "the dashboard has no title"))
                    .help("add `\"title\": \"...\"`");
        }
        Text uid = dashboard.uid();
        if (uid == null) {
            about(dashboard, findings.report(UID_MISSING, dashboard.place(), "the dashboard has no `uid`"))
                    .help("add a `uid` of your own, so that links and the browser's history keep working");
        } else if (uid.length() > 40) {
            about(dashboard, findings.report(UID_INVALID, uid.span(), "uid `" + uid + "` has " + uid.length()
                    + " characters; Grafana takes at most 40"));
        } else if (!isShortUid(uid.value())) {
            about(dashboard, findings.report(UID_INVALID, uid.span(), "uid `" + uid + "` has characters that Grafana refuses"))
                    .help("use letters, digits, `-` and `_`");
        }
    }

    private static boolean isShortUid(String uid) {
        for (int i = 0; i < uid.length(); i++) {
            char c = uid.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')) {
                return uid.contains("{{");
            }
        }
        return true;
    }

    private static void clash(Dashboard dashboard, String folder, Map<String, Dashboard> uids, Map<String, Dashboard> titles,
                              Findings findings) {
        if (dashboard.uid() != null) {
            Dashboard first = uids.putIfAbsent(folder + "\n" + dashboard.uid(), dashboard);
            if (first != null) {
                about(dashboard, findings.report(UID_DUPLICATE, dashboard.uid().span(), "uid `" + dashboard.uid()
                        + "` is also that of `" + first.name() + "`")).note(first.uid().span(), "the other dashboard")
                        .help("give one of the two another uid; Grafana keeps only the one that it loads last");
                return;
            }
        }
        if (dashboard.title() != null) {
            Dashboard first = titles.putIfAbsent(folder + "\n" + dashboard.title(), dashboard);
            if (first != null) {
                about(dashboard, findings.report(TITLE_DUPLICATE, dashboard.title().span(), "title `" + dashboard.title()
                        + "` is also that of another dashboard in this folder")).note(first.title().span(), "the other dashboard");
            }
        }
    }

    private static void settings(Dashboard dashboard, Findings findings) {
        Node id = dashboard.node().get("id");
        if (dashboard.format() != Dashboard.Format.V2 && id.text() != null && !id.isNull()) {
            about(dashboard, findings.report(ID_HARDCODED, id.span(), "`id` is the number of the dashboard in another Grafana"))
                    .help("set it to null").fix(Edit.safe(id.span(), "null"));
        }
        if (dashboard.node().get("editable").isTrue()) {
            about(dashboard, findings.report(EDITABLE, dashboard.node().get("editable").span(), "the dashboard is editable"));
        }
        Node refresh = dashboard.format() == Dashboard.Format.V2 ? dashboard.node().at("timeSettings", "autoRefresh")
                : dashboard.node().get("refresh");
        String interval = refresh.string("");
        boolean below = interval.endsWith("ms") || interval.length() == 2 && interval.endsWith("s") && interval.charAt(0) < '5';
        if (below) {
            about(dashboard, findings.report(REFRESH, refresh.span(), "the dashboard refreshes every `" + interval
                    + "`; Grafana's `min_refresh_interval` is 5s unless configured"));
        }
        if (dashboard.format() == Dashboard.Format.ROWS) {
            about(dashboard, findings.report(SCHEMA_OLD, dashboard.place(), "the dashboard has `rows`, the format of Grafana 4"))
                    .help("import it into a current Grafana and export it again");
        }
    }

    private static void links(Dashboard dashboard, Map<String, Dashboard> byUid, Findings findings) {
        for (Dashboard.Link link : dashboard.links()) {
            link(dashboard, null, link, byUid, findings);
        }
        for (Panel panel : dashboard.panels()) {
            for (Dashboard.Link link : panel.links()) {
                link(dashboard, panel, link, byUid, findings);
            }
        }
    }

    private static void link(Dashboard dashboard, Panel panel, Dashboard.Link link, Map<String, Dashboard> byUid,
                             Findings findings) {
        DashboardUrl url = link.url() == null ? null : DashboardUrl.of(link.url());
        if (url == null) {
            return;
        }
        Dashboard target = byUid.get(url.uid().value());
        if (target == null) {
            Finding finding = findings.report(LINK_BROKEN, url.uid().span(), "no dashboard of this repository has the uid `"
                    + url.uid() + "`");
            subject(finding, dashboard, panel);
            return;
        }
        for (Text variable : url.variables()) {
            if (target.variable(variable.value()) == null) {
                Finding finding = findings.report(LINK_VARIABLE, variable.span(), "dashboard `" + target.name()
                        + "` has no variable `" + variable + "`");
                finding.note(target.place(), "the dashboard that the link leads to");
                subject(finding, dashboard, panel);
            }
        }
    }

    private static void subject(Finding finding, Dashboard dashboard, Panel panel) {
        finding.subject(new Finding.Subject(dashboard.name(), panel == null ? "" : panel.name(), ""));
    }

    private static Finding about(Dashboard dashboard, Finding finding) {
        return finding.subject(new Finding.Subject(dashboard.name(), "", ""));
    }

    /** The title's place, or that of the opening brace. */
    private static Span start(Dashboard dashboard) {
        Node node = dashboard.node();
        if (node instanceof Mapping mapping && mapping.entry("title") != null) {
            return mapping.entry("title").span();
        }
        return node.span().source().span(node.span().start(), node.span().start() + 1);
    }
}
