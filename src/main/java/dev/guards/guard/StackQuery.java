package dev.guards.guard;

import dev.guards.analysis.Analysis;
import dev.guards.analysis.LogAnalysis;
import dev.guards.analysis.Unfilled;
import dev.guards.analysis.Verdict;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.Language;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.inventory.Inventory;
import dev.guards.promql.Expr;
import dev.guards.promql.Feature;
import dev.guards.promql.Parsed;
import dev.guards.text.Text;
import java.util.Set;

/** One expression that a dashboard, variable, alert or rule asks of an environment, with what was found out about it. */
public final class StackQuery {
    /** Who asks; {@code MATCH} is the selector of a variable query. */
    public enum Use { PANEL, VARIABLE, MATCH, ANNOTATION, GRAFANA_ALERT, ALERT, RECORD }

    private final Text text;
    private final Language language;
    private final Use use;
    private final DashboardQuery asked;
    private final RuleFile.Group group;
    private final RuleFile.Rule rule;
    private final Analysis analysis;
    private final Verdict verdict;
    private final Parsed parsed;
    private final dev.guards.logql.Expr logExpr;
    private final LogAnalysis logs;
    private final Unfilled unfilled;
    private Inventory inventory;

    private StackQuery(Text text, Language language, Use use, DashboardQuery asked, RuleFile.Group group, RuleFile.Rule rule, Parsed parsed,
            Analysis analysis, dev.guards.logql.Expr logExpr, LogAnalysis logs, Unfilled unfilled) {
        this.text = text;
        this.language = language;
        this.use = use;
        this.asked = asked;
        this.group = group;
        this.rule = rule;
        this.analysis = analysis;
        this.parsed = parsed;
        this.logExpr = logExpr;
        this.logs = logs;
        this.unfilled = unfilled;
        this.verdict = unfilled != null ? Verdict.EMPTY : analysis != null ? analysis.verdict() : logs != null ? logs.verdict() : Verdict.UNKNOWN;
    }

    /** @param analysis null when the expression does not parse or goes to a datasource outside of the environment */
    static StackQuery ofDashboard(DashboardQuery asked, Parsed parsed, Analysis analysis) {
        return new StackQuery(asked.expr(), asked.language(), use(asked), asked, null, null, parsed, analysis, null, null, null);
    }

    /** The same for LogQL. */
    static StackQuery ofLogs(DashboardQuery asked, dev.guards.logql.Expr expr, LogAnalysis analysis) {
        return new StackQuery(asked.expr(), asked.language(), use(asked), asked, null, null, null, null, expr, analysis, null);
    }

    /** A query that is empty because a variable can never get a value, and for no other reason: it has no analysis of its own. */
    static StackQuery emptiedBy(DashboardQuery asked, Unfilled unfilled) {
        return new StackQuery(asked.expr(), asked.language(), use(asked), asked, null, null, null, null, null, null, unfilled);
    }

    static StackQuery ofRule(RuleFile.Group group, RuleFile.Rule rule, Parsed parsed, Analysis analysis) {
        return new StackQuery(rule.expr(), Language.PROMQL, rule.isRecording() ? Use.RECORD : Use.ALERT, null, group, rule, parsed,
                analysis, null, null, null);
    }

    private static Use use(DashboardQuery asked) {
        return switch (asked.usage()) {
            case PANEL -> Use.PANEL;
            case VARIABLE -> Use.VARIABLE;
            case MATCH -> Use.MATCH;
            case ANNOTATION -> Use.ANNOTATION;
            case ALERT -> Use.GRAFANA_ALERT;
        };
    }

    public Text text() {
        return text;
    }

    public Language language() {
        return language;
    }

    public Use use() {
        return use;
    }

    /** Null for rules of Prometheus. */
    public DashboardQuery asked() {
        return asked;
    }

    /** The group of the rule; null for what Grafana asks. */
    public RuleFile.Group group() {
        return group;
    }

    /** Null for what Grafana asks. */
    public RuleFile.Rule rule() {
        return rule;
    }

    /** Null when it is no PromQL, or does not parse. */
    public Expr expr() {
        return parsed == null ? null : parsed.expr();
    }

    /** What a server has to switch on to take the query; empty for what is no PromQL. */
    public Set<Feature> requires() {
        return parsed == null ? Set.of() : parsed.requires();
    }

    /** Null when there is no expression, or nothing can be said of where it is sent. */
    public Analysis analysis() {
        return analysis;
    }

    /** Null when it is no LogQL, or does not parse. */
    public dev.guards.logql.Expr logExpr() {
        return logExpr;
    }

    /** Null when there is no LogQL expression, or nothing can be said of where it is sent. */
    public LogAnalysis logs() {
        return logs;
    }

    /** What the server that is asked answers from; null when there is no {@link #analysis()}. */
    public Inventory inventory() {
        return inventory;
    }

    StackQuery answeredBy(Inventory server) {
        this.inventory = server;
        return this;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** The variable that empties it; null when none does, or something else does too. */
    public Unfilled unfilled() {
        return unfilled;
    }

    public Finding.Subject subject() {
        if (rule != null) {
            Text name = rule.isRecording() ? rule.record() : rule.alert();
            return new Finding.Subject(text.source().path(), name == null ? "" : name.value(), "");
        }
        return new Finding.Subject(asked.dashboardName(), asked.owner(), asked.refId());
    }

    /** Completes a finding about this query. */
    public Finding concerns(Finding finding) {
        return finding.subject(subject()).expression(text.value());
    }
}
