package dev.guards.guard.semantic;

import dev.guards.analysis.Analysis;
import dev.guards.analysis.Flow;
import dev.guards.analysis.Row;
import dev.guards.analysis.Selection;
import dev.guards.config.grafana.Query;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Idioms;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.logql.Expr;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Legends that name a label which the result of their query cannot have: Grafana writes nothing in its place. */
public final class LegendLabels implements SemanticGuard {
    private static final Rule UNKNOWN = Rule.warning("legend-label-unknown", "a legend names a label that the result of the query does not have");
    /** Functions that make labels of their own. */
    private static final Set<String> LABEL_MAKERS = Set.of("label_replace", "label_join", "count_values", "info");

    @Override
    public String id() {
        return "legend-labels";
    }

    @Override
    public String summary() {
        return "legends name labels that the result of their query has";
    }

    @Override
    public List<Rule> rules() {
        return List.of(UNKNOWN);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (StackQuery query : stack.queries()) {
            Query panelQuery = query.use() == StackQuery.Use.PANEL ? query.asked().query() : null;
            if (panelQuery != null && panelQuery.legend() != null && isNamed(query)) {
                for (Text label : labels(panelQuery.legend())) {
                    if (isMissing(stack, query, label.value())) {
                        report(stack, query, label, findings);
                    }
                }
            }
        }
    }

    /** Whether the result is series that the legend names: lines and tables have no legend. */
    private static boolean isNamed(StackQuery query) {
        return query.analysis() != null && !query.asked().query().resultFormat().equals("table")
                || query.logs() != null && !(query.logExpr() instanceof Expr.LogQuery);
    }

    /** What stands between double braces; names with variables in them are not known. */
    private static List<Text> labels(Text legend) {
        List<Text> found = new ArrayList<>();
        String value = legend.value();
        for (int open = value.indexOf("{{"); open >= 0; open = value.indexOf("{{", open + 2)) {
            int close = value.indexOf("}}", open);
            int start = open + 2;
            while (start < close && value.charAt(start) == ' ') {
                start++;
            }
            int end = close;
            while (end > start && value.charAt(end - 1) == ' ') {
                end--;
            }
            if (end > start && value.substring(start, end).chars().noneMatch(c -> c == '$' || c == '[' || c == '{')) {
                found.add(legend.slice(start, end));
            }
        }
        return found;
    }

    private static boolean isMissing(Stack stack, StackQuery query, String label) {
        if (query.logs() != null) {
            return !query.logs().root().rows().isEmpty() && query.logs().root().presence(label) == Flow.Presence.IMPOSSIBLE;
        }
        Flow root = query.analysis().root();
        if (!root.rows().isEmpty()) {
            return root.presence(label) == Flow.Presence.IMPOSSIBLE;
        }
        for (String maker : LABEL_MAKERS) {
            if (query.text().value().contains(maker)) {
                return false;
            }
        }
        boolean missing = !query.analysis().selections().isEmpty();
        for (Selection selection : query.analysis().selections()) {
            missing &= isMissing(stack, selection, label);
        }
        return missing;
    }

    /** Of a query that is empty for another reason: whether the legend would stay empty once that is repaired. */
    private static boolean isMissing(Stack stack, Selection selection, String label) {
        if (selection.candidates().isEmpty()) {
            return Idioms.isOfContainers(selection.selector().metricName()) && Idioms.otherLabel(label, stack.environment().kind()) != null;
        }
        for (Row row : selection.candidates()) {
            if (row.labels().mayHave(label)) {
                return false;
            }
        }
        return true;
    }

    private static void report(Stack stack, StackQuery query, Text label, Findings findings) {
        Object key = List.of(UNKNOWN.id(), label.value(), query.asked().dashboardName(), exists(query).toString());
        Finding known = findings.again(key, label.span());
        if (known != null) {
            query.concerns(known);
            return;
        }
        Finding finding = findings.remember(key, findings.report(UNKNOWN, label.span(), "the result has no label `" + label
                + "`, so the legend leaves it out"));
        query.concerns(finding);
        Analysis.Loss loss = query.analysis() == null ? null : query.analysis().lost(label.value());
        if (loss != null) {
            finding.note(loss.span(), loss.message());
        }
        help(stack, query, label, finding);
    }

    private static void help(Stack stack, StackQuery query, Text label, Finding finding) {
        List<String> exists = exists(query);
        String other = Idioms.otherLabel(label.value(), stack.environment().kind());
        String near = other != null && (exists.isEmpty() || exists.contains(other)) ? other : Suggest.similar(label.value(), exists);
        if (near != null) {
            finding.help("use `{{" + near + "}}`");
            if (label.isVerbatim()) {
                finding.fix(Edit.proposed(label.span(), near));
            }
        } else {
            finding.help(exists.isEmpty() ? "the result has no labels: write a plain text" : "labels of the result: " + String.join(", ", exists));
        }
    }

    private static List<String> exists(StackQuery query) {
        List<String> names = new ArrayList<>(query.logs() != null ? query.logs().root().guaranteed() : query.analysis().root().guaranteed());
        names.addAll(query.logs() != null ? query.logs().root().possible() : query.analysis().root().possible());
        names.remove("__name__");
        return names;
    }
}
