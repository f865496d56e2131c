package dev.guards.guard.semantic;

import dev.guards.analysis.Flow;
import dev.guards.analysis.Verdict;
import dev.guards.config.Document;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.environment.Role;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.VectorSelector;
import dev.guards.text.Source;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reports rules that are never evaluated, alerts that can never or always fire, and templates with labels that are not there. */
public final class RulesAndAlerts implements SemanticGuard {
    private static final Rule NOT_LOADED = Rule.error("rule-file-not-loaded", "no server of the stack loads the rule file");
    private static final Rule NEVER = Rule.error("alert-never-fires", "the expression of the alert can never return a series");
    private static final Rule RECORDS_NOTHING = Rule.error("record-never-stored", "the expression of the recording rule can never return a series");
    private static final Rule NO_COMPARISON = Rule.warning("alert-no-comparison", "the alert has no condition: any series makes it fire");
    private static final Rule TEMPLATE = Rule.error("alert-template", "a template uses a label that the alert does not have");
    private static final Rule DUPLICATE = Rule.warning("rule-duplicate", "two rules store the same series, or raise the same alert");

    private static final Set<String> CONDITIONS = Set.of("absent", "absent_over_time", "changes", "resets");

    @Override
    public String id() {
        return "rules-and-alerts";
    }

    @Override
    public String summary() {
        return "each rule is loaded, can return data and names labels that exist";
    }

    @Override
    public List<Rule> rules() {
        return List.of(NOT_LOADED, NEVER, RECORDS_NOTHING, NO_COMPARISON, TEMPLATE, DUPLICATE);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (Document document : stack.rules().unloaded()) {
            notLoaded(stack, document, findings);
        }
        Map<String, StackQuery> seen = new HashMap<>();
        for (StackQuery query : stack.queries()) {
            if (query.rule() != null) {
                duplicate(stack, query, seen, findings);
                if (query.analysis() != null) {
                    rule(stack, query, findings);
                }
            }
        }
    }

    private static void notLoaded(Stack stack, Document document, Findings findings) {
        Span start = document.root().span();
        Finding finding = findings.report(NOT_LOADED, start.source().span(start.start(), Math.min(start.start() + 1, start.end())),
                "no Prometheus of the stack loads these rules");
        stack.environment().programs(Role.PROMETHEUS)
                .forEach(server -> finding.note(server.span(), server + " has no `rule_files` entry that leads here"));
        finding.help("add the file to `rule_files`, and mount it where the server finds it");
    }

    private static void duplicate(Stack stack, StackQuery query, Map<String, StackQuery> seen, Findings findings) {
        RuleFile.Rule rule = query.rule();
        String identity = rule.record() + "|" + rule.alert() + "|" + (rule.isRecording() ? "" : rule.expr()) + "|" + rule.labels();
        StackQuery first = seen.putIfAbsent(identity, query);
        if (first != null && isOneServers(stack, rule.span().source(), first.rule().span().source())) {
            query.concerns(findings.report(DUPLICATE, rule.span(), rule.isRecording() ? "`" + rule.record() + "` is recorded twice"
                    : "alert `" + rule.alert() + "` is there twice")).note(first.rule().span(), "the first one").help("remove one of the two");
        }
    }

    /** Two files may be alternatives; that one server evaluates both is sure only where its configuration leads to both. */
    private static boolean isOneServers(Stack stack, Source a, Source b) {
        return a == b || stack.environment().programs(Role.PROMETHEUS).size() == 1
                && isEvaluated(stack, a) && isEvaluated(stack, b);
    }

    private static boolean isEvaluated(Stack stack, Source source) {
        return stack.inventory().rules().stream().anyMatch(file -> file.root().span().source() == source);
    }

    private static void rule(Stack stack, StackQuery query, Findings findings) {
        RuleFile.Rule rule = query.rule();
        if (query.verdict() == Verdict.EMPTY) {
            Finding finding = findings.report(rule.isRecording() ? RECORDS_NOTHING : NEVER, rule.span(), rule.isRecording()
                    ? "`" + rule.record() + "` is never stored" : "alert `" + rule.alert() + "` can never fire");
            query.concerns(finding);
            stack.empty(finding, query.analysis().assumesHost(), false);
            Flow.Emptiness empty = query.analysis().root().empty();
            if (empty != null) {
                finding.note(empty.span(), empty.message());
                finding.follows(empty.span(), rule.isRecording() ? "`" + rule.record() + "` is never stored"
                        : "alert `" + rule.alert() + "` can never fire");
            }
            return;
        }
        if (!rule.isRecording()) {
            if (!isConditional(query.expr())) {
                query.concerns(findings.report(NO_COMPARISON, query.expr().span(), "alert `" + rule.alert() + "` fires for any series"))
                        .help("compare with a threshold");
            }
            templates(query, findings);
        }
    }

    /**
     * Whether something in the expression can make it return nothing while its series exist. One without series, {@code vector(1)}, is meant
     * to fire.
     */
    private static boolean isConditional(Expr expr) {
        boolean[] found = {false};
        boolean[] selects = {false};
        expr.walk(e -> {
            boolean compares = e instanceof Binary binary && !binary.bool() && (binary.op() == null || isCondition(binary.op()));
            boolean computes = e instanceof Call call && (call.function() == null || CONDITIONS.contains(call.function().name()));
            boolean hole = e instanceof dev.guards.promql.HoleExpr;
            found[0] |= compares || computes || hole;
            selects[0] |= e instanceof VectorSelector;
        });
        return found[0] || !selects[0];
    }

    private static boolean isCondition(BinaryOp op) {
        return switch (op) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, AND, UNLESS -> true;
            default -> false;
        };
    }

    /** {@code {{ $labels.x }}} where neither the expression nor the rule gives the alert an {@code x}. */
    private static void templates(StackQuery query, Findings findings) {
        RuleFile.Rule rule = query.rule();
        Flow root = query.analysis().root();
        List<Text> texts = new ArrayList<>(rule.annotations().values());
        texts.addAll(rule.labels().values());
        for (Text text : texts) {
            for (int at = text.value().indexOf("$labels."); at >= 0; at = text.value().indexOf("$labels.", at + 1)) {
                int start = at + "$labels.".length();
                int end = start;
                while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                    end++;
                }
                String label = text.value().substring(start, end);
                boolean known = label.isEmpty() || root.rows().isEmpty() || root.presence(label) != Flow.Presence.IMPOSSIBLE;
                if (!known) {
                    Finding finding = findings.report(TEMPLATE, text.span(start, end), "`$labels` has no `" + label + "` here");
                    query.concerns(finding);
                    dev.guards.analysis.Analysis.Loss loss = query.analysis().lost(label);
                    if (rule.labels().containsKey(label)) {
                        finding.note(rule.labels().get(label).span(), "the rule's own labels are not in `$labels`");
                    }
                    if (loss != null) {
                        finding.note(loss.span(), loss.message());
                    }
                    List<String> exists = new ArrayList<>(root.guaranteed());
                    exists.addAll(root.possible());
                    finding.help(exists.isEmpty() ? "the result has no labels" : "labels that exist: " + String.join(", ", exists));
                }
            }
        }
    }
}
