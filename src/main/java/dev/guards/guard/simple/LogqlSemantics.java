package dev.guards.guard.simple;

import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.Language;
import dev.guards.config.grafana.Panel;
import dev.guards.config.grafana.Query;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.logql.Expr;
import dev.guards.logql.LogQl;
import dev.guards.logql.LogRange;
import dev.guards.logql.Options;
import dev.guards.logql.Parsed;
import dev.guards.logql.Walk;
import dev.guards.text.Span;
import java.util.List;
import java.util.Set;

/** Log queries that Loki takes but that do not do what they are there for, or not cheaply. */
public final class LogqlSemantics implements SimpleGuard {
    private static final Rule PANEL_MISMATCH = Rule.error("logql-panel-mismatch", "a panel or alert that needs numbers has a log query, or one that shows lines has a metric query");
    private static final Rule ERROR_UNHANDLED = Rule.warning("logql-error-unhandled", "one line that cannot be parsed or converted makes a metric query fail");
    private static final Rule RANGE_HARDCODED = Rule.info("logql-range-hardcoded", "a graph counts lines over a range that does not follow its resolution");
    private static final Rule FILTER_ORDER = Rule.info("logql-filter-order", "a line filter stands behind a parser, which then parses every line");
    private static final Rule FILTER_PLAIN = Rule.info("logql-filter-plain", "a line filter uses a regular expression for plain text");
    private static final Set<String> NUMERIC_PANELS = Set.of("timeseries", "graph", "stat", "gauge", "bargauge", "barchart", "piechart",
            "heatmap", "histogram", "state-timeline", "status-history");
    private static final Set<String> GRAPHS = Set.of("timeseries", "graph");

    @Override
    public String id() {
        return "logql-semantics";
    }

    @Override
    public String summary() {
        return "log queries fit what shows them, survive bad lines and filter early";
    }

    @Override
    public List<Rule> rules() {
        return List.of(PANEL_MISMATCH, ERROR_UNHANDLED, RANGE_HARDCODED, FILTER_ORDER, FILTER_PLAIN);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        for (WrittenQuery query : WrittenQuery.all(repository)) {
            if (query.language() == Language.LOGQL && query.certain() && !query.selector() && !query.isTemplate()) {
                Parsed parsed = LogQl.parse(query.expr(), query.holes() ? Options.GRAFANA : Options.PLAIN);
                if (parsed.ok()) {
                    check(query, parsed, findings);
                }
            }
        }
    }

    private static void check(WrittenQuery query, Parsed parsed, Findings findings) {
        placed(query, parsed, findings);
        if (!parsed.isLog()) {
            errors(query, parsed.expr(), findings);
            ranges(query, parsed.expr(), findings);
        }
        for (LineFilterFlaws.Flaw flaw : LineFilterFlaws.of(parsed.expr())) {
            Finding finding = findings.report(flaw.late() ? FILTER_ORDER : FILTER_PLAIN, flaw.span(), flaw.message());
            about(query, finding).help(flaw.help()).fix(flaw.fix());
        }
    }

    private static Finding about(WrittenQuery query, Finding finding) {
        return finding.subject(query.subject()).expression(query.expr().value());
    }

    private static void placed(WrittenQuery query, Parsed parsed, Findings findings) {
        DashboardQuery source = query.dashboard();
        boolean unknown = source == null || parsed.expr() instanceof Expr.Hole || parsed.expr() instanceof Expr.HoleCall;
        if (unknown) {
            return;
        }
        Panel panel = source.panel();
        Span span = query.expr().span();
        if (source.usage() == DashboardQuery.Usage.ALERT && parsed.isLog()) {
            about(query, findings.report(PANEL_MISMATCH, span, "an alert needs numbers, and this query returns log lines"))
                    .help("count them: `sum(count_over_time(" + "... [5m]))`");
        } else if (panel != null && panel.type() != null && panel.transformations().isEmpty() && !source.query().hidden()) {
            String type = panel.type().value();
            if (parsed.isLog() && NUMERIC_PANELS.contains(type)) {
                about(query, findings.report(PANEL_MISMATCH, span, "a `" + type + "` panel draws numbers, and this query returns log lines"))
                        .help("count them: `sum(count_over_time(... [$__auto]))`, or use a `logs` panel");
            } else if (!parsed.isLog() && type.equals("logs")) {
                about(query, findings.report(PANEL_MISMATCH, span, "a `logs` panel shows lines, and this query returns numbers"))
                        .help("drop the functions around the log query, or use a `timeseries` panel");
            }
        }
    }

    private static void errors(WrittenQuery query, Expr expr, Findings findings) {
        for (LogRange range : Walk.ranges(expr)) {
            FailingStages.Failure failure = FailingStages.of(range);
            if (failure != null) {
                Object key = List.of(ERROR_UNHANDLED.id(), query.expr().source().path(), failure.what());
                Finding known = findings.again(key, failure.span());
                if (known == null) {
                    known = findings.remember(key, findings.report(ERROR_UNHANDLED, failure.span(), failure.message()));
                    known.help("let such lines go: `| __error__=\"\"` behind it");
                }
                about(query, known);
            }
        }
    }

    private static void ranges(WrittenQuery query, Expr expr, Findings findings) {
        DashboardQuery source = query.dashboard();
        boolean graph = source != null && source.usage() == DashboardQuery.Usage.PANEL && source.panel() != null && source.panel().type() != null
                && GRAPHS.contains(source.panel().type().value()) && source.query().mode() == Query.Mode.RANGE;
        if (graph) {
            for (LogRange range : Walk.ranges(expr)) {
                range(query, range, findings);
            }
        }
    }

    private static void range(WrittenQuery query, LogRange range, Findings findings) {
        if (range.range().isHole()) {
            return;
        }
        Object key = List.of(RANGE_HARDCODED.id(), query.expr().source().path());
        Finding known = findings.again(key, range.range().span());
        if (known == null) {
            known = findings.remember(key, findings.report(RANGE_HARDCODED, range.range().span(), "the range is always "
                    + range.range().text() + ", whatever the distance between two points of the graph"));
            known.help("use [$__auto], so that each line counts once");
        }
        about(query, known);
    }
}
