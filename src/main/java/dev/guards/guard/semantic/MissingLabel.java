package dev.guards.guard.semantic;

import dev.guards.analysis.Analysis;
import dev.guards.analysis.Cause;
import dev.guards.analysis.RecordedSeries;
import dev.guards.analysis.Row;
import dev.guards.environment.CommandLine;
import dev.guards.environment.PrometheusServer;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.guard.Edit;
import dev.guards.guard.Rule;
import dev.guards.guard.Stack;
import dev.guards.inventory.Evidence;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.List;

/**
 * Why series do not have a label, where more is known than that.
 *
 * @param rule     what to report it as
 * @param message  lower case, no final period
 * @param evidence the place that is to blame; its span is null where none is
 * @param fix      null when there is none
 */
record MissingLabel(Rule rule, String message, Evidence evidence, String help, Edit fix) {
    static final Rule UNKNOWN = Rule.error("label-unknown", "a matcher needs a label that the metric does not have here");
    static final Rule RENAMED = Rule.error("label-renamed", "the label has another name in this version, or with this scrape configuration");
    static final Rule DROPPED = Rule.error("label-dropped-by-relabel", "relabelling removes the label");
    static final Rule NOT_RECORDED = Rule.error("label-dropped-by-recording-rule", "the recording rule aggregates the label away");
    static final Rule EXTERNAL = Rule.error("external-label-in-selector", "external labels are added when series leave the server, not before");
    static final Rule NOT_STORED = Rule.error("cadvisor-labels-disabled", "cAdvisor is told to leave out the labels of containers");

    static MissingLabel of(Stack stack, Cause.LabelMissing cause) {
        MissingLabel known = dropped(cause);
        known = known == null ? notRecorded(stack, cause) : known;
        known = known == null ? notStored(cause) : known;
        known = known == null ? renamed(cause) : known;
        known = known == null ? external(stack, cause) : known;
        if (known != null) {
            return known;
        }
        String near = Suggest.similar(cause.label(), cause.exists());
        boolean needsAny = cause.matcher().op().isNegative();
        return new MissingLabel(UNKNOWN, cause.message(), null, near != null ? "did you mean `" + near + "`?"
                : needsAny ? "remove the matcher, which lets nothing through" : "remove the matcher, or select by a label that exists", null);
    }

    private static MissingLabel dropped(Cause.LabelMissing cause) {
        for (Row row : cause.rows()) {
            for (Evidence link : row.evidence()) {
                if (cause.label().equals(link.label()) && link.equals(Evidence.sets(link.span(), cause.label(), null))) {
                    return new MissingLabel(DROPPED, "`" + cause.label() + "` of " + subject(cause) + " is removed by relabelling", link,
                            "keep the label in that rule, or select by another", null);
                }
            }
        }
        return null;
    }

    private static MissingLabel notRecorded(Stack stack, Cause.LabelMissing cause) {
        if (cause.metric() == null || !(stack.series() instanceof RecordedSeries recorded)) {
            return null;
        }
        for (RecordedSeries.Output output : recorded.outputs(cause.metric())) {
            Analysis analysis = recorded.analysis(output);
            Analysis.Loss loss = analysis == null ? null : analysis.lost(cause.label());
            if (loss != null && loss.removed()) {
                return new MissingLabel(NOT_RECORDED, "the rule that records `" + cause.metric() + "` loses `" + cause.label() + "`",
                        new Evidence(loss.span(), loss.message()), "keep `" + cause.label() + "` in the rule", null);
            }
        }
        return null;
    }

    /** {@code --store_container_labels=false}, with or without a list of those to keep. */
    private static MissingLabel notStored(Cause.LabelMissing cause) {
        if (!cause.label().startsWith("container_label_")) {
            return null;
        }
        for (Row row : cause.rows()) {
            Workload workload = row.target() == null ? null : row.target().workload();
            Text option = workload == null ? null : CommandLine.optionText(workload.words(), "store_container_labels");
            if (option != null && option.value().equals("false")) {
                return new MissingLabel(NOT_STORED, "cAdvisor stores no label `" + cause.label() + "`", new Evidence(option.span(),
                        "`--store_container_labels` is false"), "list the container's label in `--whitelisted_container_labels`", null);
            }
        }
        return null;
    }

    private static MissingLabel renamed(Cause.LabelMissing cause) {
        String now = LabelAliases.of(cause.label(), cause.exists());
        return now == null ? null : new MissingLabel(RENAMED, "`" + cause.label() + "` of " + subject(cause) + " is called `" + now + "` here", null,
                "use `" + now + "`", Edit.safe(cause.matcher().label().span(), now));
    }

    private static MissingLabel external(Stack stack, Cause.LabelMissing cause) {
        for (Program program : stack.environment().programs(Role.PROMETHEUS)) {
            PrometheusServer server = PrometheusServer.of(program);
            Text value = server.config() == null ? null : server.config().externalLabels().get(cause.label());
            if (value != null) {
                return new MissingLabel(EXTERNAL, "`" + cause.label() + "` is an external label, which series do not have inside of the server",
                        new Evidence(value.span(), "added to what leaves the server"),
                        "set it on the targets, by `labels` or a relabelling rule, or remove the matcher", null);
            }
        }
        return null;
    }

    private static String subject(Cause.LabelMissing cause) {
        return cause.metric() == null ? "the series" : "`" + cause.metric() + "`";
    }

    static List<Rule> rules() {
        return List.of(UNKNOWN, RENAMED, DROPPED, NOT_RECORDED, EXTERNAL, NOT_STORED);
    }
}
