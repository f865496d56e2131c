package dev.guards.guard.semantic;

import dev.guards.analysis.Cause;
import dev.guards.analysis.Row;
import dev.guards.analysis.Selection;
import dev.guards.analysis.Unfilled;
import dev.guards.analysis.Verdict;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Idioms;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Inventory;
import dev.guards.inventory.Job;
import dev.guards.inventory.Target;
import dev.guards.promql.LabelMatcher;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import dev.guards.text.Suggest;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Reports matchers whose value no series has. */
public final class LabelValues implements SemanticGuard {
    private static final Rule JOB_UNKNOWN = Rule.error("job-unknown", "no scrape job has the name that a `job` matcher asks for");
    static final Rule UNSATISFIABLE = Rule.error("label-value-unsatisfiable", "a label never has a value that the matcher lets through");
    private static final Rule CONTRADICTION = Rule.error("selector-contradiction", "no value can satisfy the matchers of one label");

    @Override
    public String id() {
        return "label-values";
    }

    @Override
    public String summary() {
        return "each matcher lets some existing value through";
    }

    @Override
    public List<Rule> rules() {
        return List.of(JOB_UNKNOWN, UNSATISFIABLE, CONTRADICTION, WrongValue.GLOB, WrongValue.EXPORTED, WrongValue.ENUM, WrongValue.SHAPE,
                ComposeNames.RULE);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        Map<Inventory, ValueSet> jobsOf = new IdentityHashMap<>();
        for (StackQuery query : stack.queries()) {
            if (query.analysis() != null && query.verdict() == Verdict.UNKNOWN && stack.isDocker()) {
                ComposeNames.check(query, findings);
            }
            if (query.analysis() != null && query.verdict() == Verdict.EMPTY) {
                ValueSet jobs = jobsOf.computeIfAbsent(query.inventory(), LabelValues::jobs);
                for (Selection selection : query.analysis().selections()) {
                    LabelMatcher job = unknownJob(selection.selector(), jobs);
                    if (job != null) {
                        job(stack, query, selection, job, jobs, findings);
                    } else if (selection.cause() instanceof Cause.ValueImpossible cause && !isOfOtherEnvironment(stack, cause)) {
                        value(stack, query, selection, cause, findings);
                    } else if (selection.cause() instanceof Cause.Contradiction cause) {
                        query.concerns(findings.report(CONTRADICTION, cause.matchers().get(0).span(), cause.message()))
                                .verdict("empty").help("remove one of the matchers");
                    } else if (selection.cause() instanceof Cause.NoneTogether cause) {
                        together(stack, query, selection, cause, findings);
                    }
                }
            }
        }
        stack.unfilled().forEach(unfilled -> variable(unfilled.reason(), jobsOf.computeIfAbsent(stack.inventory(), LabelValues::jobs), findings));
    }

    /** A variable that asks for a job as a query does in vain is another place of that finding. */
    private static void variable(Unfilled unfilled, ValueSet jobs, Findings findings) {
        LabelMatcher matcher = unfilled.selection() == null ? null : unknownJob(unfilled.selection().selector(), jobs);
        if (matcher != null) {
            findings.again(jobKey(matcher, unfilled.span().source().path()), matcher.span());
        }
    }

    private static Object jobKey(LabelMatcher matcher, String path) {
        return List.of(JOB_UNKNOWN.id(), matcher.value().text().value(), path);
    }

    /** What environment-match reports. */
    private static boolean isOfOtherEnvironment(Stack stack, Cause.ValueImpossible cause) {
        return Idioms.isOfContainers(cause.metric()) && Idioms.otherLabel(cause.label(), stack.environment().kind()) != null;
    }

    /** Values of {@code job} on what is scraped; any when that cannot be told. */
    private static ValueSet jobs(Inventory inventory) {
        if (inventory.isOpen()) {
            return ValueSet.any();
        }
        ValueSet jobs = ValueSet.none();
        for (Job job : inventory.jobs()) {
            if (job.open() || job.honorLabels()) {
                return ValueSet.any();
            }
            for (Target target : job.targets()) {
                jobs = jobs.union(target.labels().get("job"));
            }
        }
        return jobs;
    }

    /** The first matcher of {@code job} that lets no job of the stack through; the metric does not matter then. */
    private static LabelMatcher unknownJob(VectorSelector selector, ValueSet jobs) {
        if (jobs.isAny() || jobs.isEmpty()) {
            return null;
        }
        for (LabelMatcher matcher : selector.matchers()) {
            Matcher plain = matcher.plain();
            if (plain != null && plain.label().equals("job") && !plain.op().isNegative() && jobs.excludes(plain)) {
                return matcher;
            }
        }
        return null;
    }

    private static void job(Stack stack, StackQuery query, Selection selection, LabelMatcher matcher, ValueSet jobs, Findings findings) {
        Object key = jobKey(matcher, query.text().source().path());
        Finding known = findings.again(key, matcher.span());
        if (known != null) {
            query.concerns(known);
            return;
        }
        String wanted = matcher.value().text().value();
        Job overridden = overridden(query.inventory(), wanted);
        boolean elsewhere = overridden == null && overridden(stack.inventory(), wanted) != null;
        ValueSet stored = overridden == null ? ValueSet.none() : stored(overridden);
        Finding finding = findings.remember(key, findings.report(JOB_UNKNOWN, matcher.span(), overridden == null
                ? (elsewhere ? "the server that is asked has no scrape job `" : "no scrape job is called `") + wanted + "`"
                : "scrape job `" + wanted + "` stores its series with another `job`: " + stored.describe(3)));
        String near = jobs.isFinite() ? Suggest.meant(wanted, jobs.values()) : null;
        stack.empty(query.concerns(finding), selection.assumesHost(), overridden != null || near != null);
        if (overridden != null) {
            finding.note(overridden.span(), "a label of its targets or a relabelling rule takes the place of the name `" + wanted + "`");
            finding.help("select by " + stored.describe(3) + ", or leave `job` to Prometheus");
            return;
        }
        for (Job job : query.inventory().jobs()) {
            finding.note(job.span(), "job `" + job.name() + "`");
        }
        finding.help(elsewhere ? "ask a datasource of the server that scrapes it" : near != null ? "did you mean `job=\"" + near + "\"`?"
                : "jobs of this stack: " + jobs.describe(12));
    }

    /** The scrape job of that name, whose targets say that they are of another; null when there is none. */
    private static Job overridden(Inventory inventory, String name) {
        for (Job job : inventory.jobs()) {
            if (job.name().equals(name) && !job.targets().isEmpty()) {
                return job;
            }
        }
        return null;
    }

    private static ValueSet stored(Job job) {
        ValueSet stored = ValueSet.none();
        for (Target target : job.targets()) {
            stored = stored.union(target.labels().get("job"));
        }
        return stored;
    }

    private static void value(Stack stack, StackQuery query, Selection selection, Cause.ValueImpossible cause, Findings findings) {
        String written = cause.matcher().value().text().value();
        WrongValue why = WrongValue.of(stack, cause);
        Rule rule = why == null ? UNSATISFIABLE : why.rule();
        Object key = List.of(rule.id(), cause.label(), written, cause.exists().describe(12), query.text().source().path());
        Finding known = findings.again(key, cause.matcher().span());
        if (known != null) {
            query.concerns(known);
            return;
        }
        Finding finding = findings.remember(key, findings.report(rule, cause.matcher().span(), why == null ? cause.message() : why.message()));
        query.concerns(finding);
        String better = why != null && why.value() != null ? why.value() : cause.nearest();
        stack.empty(finding, selection.assumesHost(), better != null || why != null);
        evidence(cause.label(), cause.rows(), finding);
        finding.note(null, "`" + cause.label() + "` is " + cause.exists().describe(12));
        finding.help(why != null && !why.help().isEmpty() ? why.help() : better == null ? "" : "did you mean `" + better + "`?");
        if (why != null && why.value() != null && cause.matcher().quoted()) {
            finding.fix(Edit.proposed(cause.matcher().value().span(), why.value()));
        }
    }

    private static void together(Stack stack, StackQuery query, Selection selection, Cause.NoneTogether cause, Findings findings) {
        LabelMatcher last = cause.matchers().get(cause.matchers().size() - 1);
        Finding finding = query.concerns(findings.report(UNSATISFIABLE, last.span(), cause.message()));
        stack.empty(finding, selection.assumesHost(), false);
        evidence(cause.label(), cause.rows(), finding);
    }

    private static void evidence(String label, List<Row> rows, Finding finding) {
        finding.proof(Evidence.about(label, rows.stream().map(Row::evidence).toList()));
    }
}
