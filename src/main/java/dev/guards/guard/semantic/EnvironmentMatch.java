package dev.guards.guard.semantic;

import dev.guards.analysis.Cause;
import dev.guards.analysis.Row;
import dev.guards.analysis.Selection;
import dev.guards.analysis.Verdict;
import dev.guards.catalog.Recognition;
import dev.guards.environment.Environment;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Idioms;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Missing;
import dev.guards.inventory.Target;
import dev.guards.promql.LabelMatcher;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import java.util.List;

/** Reports queries that speak the language of another environment: Kubernetes names on Docker, Docker names on Kubernetes. */
public final class EnvironmentMatch implements SemanticGuard {
    private static final Rule METRIC = Rule.error("metric-environment-mismatch", "the metric belongs to another environment");
    private static final Rule LABEL = Rule.error("label-environment-mismatch", "container metrics have the label only in another environment");

    @Override
    public String id() {
        return "environment-match";
    }

    @Override
    public String summary() {
        return "each query speaks the language of the environment it is sent to";
    }

    @Override
    public List<Rule> rules() {
        return List.of(METRIC, LABEL, CgroupVersion.RULE);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (StackQuery query : stack.queries()) {
            if (query.analysis() != null) {
                CgroupVersion.check(query, findings);
                for (Selection selection : query.analysis().selections()) {
                    metric(stack, query, selection, findings);
                    for (LabelMatcher matcher : selection.selector().matchers()) {
                        label(stack, query, selection, matcher, findings);
                    }
                }
            }
        }
    }

    private static void metric(Stack stack, StackQuery query, Selection selection, Findings findings) {
        String metric = selection.selector().metricName();
        if (metric == null) {
            return;
        }
        Span span = selection.selector().name() != null ? selection.selector().name().span() : selection.selector().span();
        Environment.Kind here = stack.environment().kind();
        String portable = Idioms.portable(metric, here);
        boolean wrongWorld = query.verdict() == Verdict.EMPTY && selection.cause() instanceof Cause.MetricMissing missing
                && missing.missing() != null && missing.missing().reason() == Missing.Reason.WRONG_ENVIRONMENT;
        if (!wrongWorld && (portable == null || isVouchedFor(stack, metric, selection))) {
            return;
        }
        Object key = List.of(METRIC.id(), metric, query.text().source().path());
        Finding known = findings.again(key, span);
        if (known != null) {
            query.concerns(known);
            return;
        }
        Finding finding = findings.remember(key, findings.report(METRIC, span, portable != null
                ? "`" + metric + "` is " + Idioms.why(metric) + ", and this is " + article(here) : selection.cause().message()));
        query.concerns(finding).verdict(wrongWorld ? "empty" : "");
        if (portable != null) {
            finding.help("use `" + portable + "`, which exists in both; a capture of /metrics that has the metric settles it too");
        } else {
            Missing missing = ((Cause.MetricMissing) selection.cause()).missing();
            finding.proof(missing.evidence());
            finding.help(missing.remedy());
        }
    }

    /** A capture that holds the metric, or a person's word in guards.yaml. */
    private static boolean isVouchedFor(Stack stack, String metric, Selection selection) {
        if (stack.repository().settings().allowed(metric, null) != null) {
            return true;
        }
        for (Row row : selection.candidates()) {
            for (String job : row.labels().get("job").isFinite() ? row.labels().get("job").values() : List.<String>of()) {
                if (stack.repository().settings().allowed(metric, job) != null) {
                    return true;
                }
            }
        }
        return stack.inventory().jobs().stream().flatMap(j -> j.targets().stream()).anyMatch(t -> isCaptured(stack, t, metric));
    }

    private static boolean isCaptured(Stack stack, Target target, String metric) {
        return target.exporter() != null && target.exporter().strength() == Recognition.Strength.CAPTURE
                && stack.inventory().series(metric).stream().anyMatch(s -> s.target() == target);
    }

    private static String article(Environment.Kind kind) {
        return kind == Environment.Kind.DOCKER ? "a Docker environment" : "a Kubernetes environment";
    }

    /** A label that container metrics can have only elsewhere, asked for by a matcher that needs it. */
    private static void label(Stack stack, StackQuery query, Selection selection, LabelMatcher matcher, Findings findings) {
        String metric = selection.selector().metricName();
        String label = matcher.label().literal();
        Environment.Kind here = stack.environment().kind();
        String instead = label == null || !Idioms.isOfContainers(metric) ? null : Idioms.otherLabel(label, here);
        if (instead == null || query.verdict() != Verdict.EMPTY || !isBlamed(selection, matcher)) {
            return;
        }
        Object key = List.of(LABEL.id(), label, query.text().source().path());
        Finding known = findings.again(key, matcher.span());
        if (known != null) {
            query.concerns(known);
            return;
        }
        boolean otherMeaning = selection.cause() instanceof Cause.ValueImpossible;
        Finding finding = findings.remember(key, findings.report(LABEL, matcher.span(), otherMeaning
                ? "`" + label + "` of container metrics is an id of the container runtime in " + article(here)
                : "container metrics have no label `" + label + "` in " + article(here)));
        query.concerns(finding).verdict("empty");
        finding.proof(Evidence.about(label, selection.candidates().stream().map(Row::evidence).toList()));
        finding.help(here == Environment.Kind.DOCKER ? "select the container by `name`, as in `name=~\"myproject-.*\"`"
                : "select by `namespace`, `pod` and `container`");
    }

    /** The cause itself, or, where the metric is missing altogether, a matcher that would be the next one. */
    private static boolean isBlamed(Selection selection, LabelMatcher matcher) {
        if (selection.cause() instanceof Cause.LabelMissing missing) {
            return missing.matcher().equals(matcher);
        }
        if (selection.cause() instanceof Cause.ValueImpossible impossible) {
            return impossible.matcher().equals(matcher);
        }
        Matcher plain = matcher.plain();
        boolean needsLabel = plain == null ? !matcher.op().isNegative() : ValueSet.absent().excludes(plain);
        return selection.cause() instanceof Cause.MetricMissing && needsLabel;
    }
}
