package dev.guards.guard.semantic;

import dev.guards.analysis.LogCause;
import dev.guards.analysis.LogRow;
import dev.guards.analysis.LogSelection;
import dev.guards.analysis.Unfilled;
import dev.guards.analysis.Verdict;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Evidence;
import dev.guards.logql.Selector;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reports stream selectors that no log stream fits. */
public final class LokiLabels implements SemanticGuard {
    private static final Rule UNDEFINED = Rule.error("loki-label-undefined", "no log agent sets the stream label that a selector asks for");
    private static final Rule VALUE = Rule.error("loki-value-unsatisfiable", "no log stream has the value that a selector asks for");
    private static final Rule METADATA = Rule.error("structured-metadata-in-selector", "structured metadata is not among the labels that a selector sees");
    private static final Rule NO_AGENT = Rule.error("log-agent-missing", "logs are asked for, and the stack runs nothing that sends them");

    @Override
    public String id() {
        return "loki-labels";
    }

    @Override
    public String summary() {
        return "each stream selector fits a log stream that an agent sends";
    }

    @Override
    public List<Rule> rules() {
        return List.of(UNDEFINED, VALUE, METADATA, NO_AGENT);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (StackQuery query : stack.queries()) {
            if (query.logs() != null && query.verdict() == Verdict.EMPTY) {
                for (LogSelection selection : query.logs().selections()) {
                    selection(stack, query, selection, findings);
                }
            }
        }
        stack.unfilled().forEach(unfilled -> variable(stack, unfilled.reason(), findings));
    }

    /** A variable that asks for streams where there are none is another place of that finding. */
    private static void variable(Stack stack, Unfilled unfilled, Findings findings) {
        if (unfilled.kind() == Unfilled.Kind.SERIES && unfilled.selection() == null && stack.inventory().streams().isEmpty()
                && !stack.inventory().isStreamsOpen()) {
            findings.again(NO_AGENT.id(), unfilled.span());
        }
    }

    private static void selection(Stack stack, StackQuery query, LogSelection selection, Findings findings) {
        LogCause cause = selection.cause();
        if (cause instanceof LogCause.NoStreams) {
            noAgent(stack, query, selection, findings);
        } else if (cause instanceof LogCause.LabelMissing missing) {
            label(stack, query, selection, missing, findings);
        } else if (cause instanceof LogCause.ValueImpossible value) {
            value(stack, query, selection, value, findings);
        } else if (cause instanceof LogCause.NoneTogether) {
            Finding finding = query.concerns(findings.report(VALUE, cause.span(), cause.message()));
            stack.empty(finding, selection.assumesHost(), false);
            streams(null, selection, finding);
        }
    }

    /** Nothing sends logs: that is one finding; which labels and names the selectors take for granted is another, for each file. */
    private static void noAgent(Stack stack, StackQuery query, LogSelection selection, Findings findings) {
        Object key = NO_AGENT.id();
        Finding known = findings.again(key, selection.selector().span());
        if (known == null) {
            boolean loki = !stack.environment().programs(Role.LOKI).isEmpty();
            known = findings.remember(key, findings.report(NO_AGENT, selection.selector().span(), loki
                    ? "no log agent sends any stream to Loki" : "the stack runs neither Loki nor a log agent"));
            known.verdict("empty").help("run " + (loki ? "" : "Loki and ") + "Promtail, Grafana Alloy or another agent that sends the containers' logs");
        }
        query.concerns(known);
        for (Selector.StreamMatcher matcher : selection.selector().matchers()) {
            Matcher plain = matcher.literal();
            if (plain != null && !plain.op().isNegative()) {
                name(stack, query, matcher, plain, findings);
            }
        }
    }

    /** A matcher of {@code job}, which no agent sets by itself, with a name that nothing in the stack has. */
    private static void name(Stack stack, StackQuery query, Selector.StreamMatcher matcher, Matcher plain, Findings findings) {
        if (!plain.label().equals("job")) {
            return;
        }
        Object key = List.of(UNDEFINED.id(), plain.value(), query.text().source().path());
        Finding known = findings.again(key, matcher.span());
        if (known != null) {
            query.concerns(known);
            return;
        }
        Finding finding = findings.remember(key, findings.report(UNDEFINED, matcher.span(),
                "nothing gives log streams a label `job`; log agents do not set it by themselves"));
        query.concerns(finding).verdict("empty");
        Set<String> names = names(stack);
        List<String> unknown = new ArrayList<>();
        for (String wanted : plain.op() == Matcher.Op.EQUAL ? List.of(plain.value()) : List.of(plain.value().split("\\|"))) {
            if (!names.contains(wanted)) {
                unknown.add(wanted);
            }
        }
        for (String wanted : unknown) {
            String meant = Suggest.meant(wanted, names);
            finding.note(null, "no service or container is called `" + wanted + "`" + (meant == null ? "" : "; did you mean `" + meant + "`?"));
        }
        finding.help("let the agent's relabelling set a label such as `app`, and select by it");
    }

    private static Set<String> names(Stack stack) {
        Set<String> names = new TreeSet<>();
        for (Workload workload : stack.environment().workloads()) {
            names.add(workload.name());
            names.add(workload.container());
            if (workload.instanceNames().isFinite()) {
                names.addAll(workload.instanceNames().values());
            }
        }
        return names;
    }

    private static void label(Stack stack, StackQuery query, LogSelection selection, LogCause.LabelMissing cause, Findings findings) {
        Rule rule = cause.metadata() ? METADATA : UNDEFINED;
        Finding finding = once(query, rule, cause.span(), cause.label(), cause.message(), findings);
        if (finding == null) {
            return;
        }
        stack.empty(finding, selection.assumesHost(), true);
        finding.note(null, "labels of log streams: " + String.join(", ", cause.exists()));
        streams(cause.label(), selection, finding);
        String near = cause.nearest();
        finding.help(cause.metadata() ? "filter behind the selector: `| " + cause.label() + "=\"...\"`"
                : near != null ? "did you mean `" + near + "`?" : "select by a label that exists, or let the agent set this one");
    }

    private static void value(Stack stack, StackQuery query, LogSelection selection, LogCause.ValueImpossible cause, Findings findings) {
        Finding finding = once(query, VALUE, cause.span(), cause.label() + cause.span().text(), cause.message(), findings);
        if (finding == null) {
            return;
        }
        String wanted = cause.wanted() == null ? null : cause.wanted().single();
        ValueSet namesake = wanted == null ? null : stack.namesake(wanted, cause.exists());
        stack.empty(finding, selection.assumesHost(), cause.nearest() != null || namesake != null);
        finding.note(null, "`" + cause.label() + "` is " + cause.exists().describe(12));
        streams(cause.label(), selection, finding);
        finding.help(namesake != null ? "service `" + wanted + "` runs as " + namesake.describe(3) + ": select by that"
                : cause.nearest() == null ? "" : "did you mean `" + cause.nearest() + "`?");
    }

    private static Finding once(StackQuery query, Rule rule, Span span, String what, String message, Findings findings) {
        Object key = List.of(rule.id(), what, query.text().source().path());
        Finding known = findings.again(key, span);
        if (known != null) {
            query.concerns(known);
            return null;
        }
        return query.concerns(findings.remember(key, findings.report(rule, span, message)));
    }

    /** Where the streams come from, and get that label. */
    private static void streams(String label, LogSelection selection, Finding finding) {
        List<LogRow> having = selection.candidates().stream().filter(row -> label != null && row.stream().mayHave(label)).toList();
        finding.proof(Evidence.about(label, (having.isEmpty() ? selection.candidates() : having).stream().map(LogRow::evidence).toList()));
    }
}
