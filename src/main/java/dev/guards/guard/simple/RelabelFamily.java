package dev.guards.guard.simple;

import dev.guards.guard.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What {@link RelabelFlow} reports of one kind of relabelling, and in which words: the same mistakes cost lines of a log agent,
 * targets of a scrape job or samples of a scrape.
 *
 * @param targetInternal null where labels that start with `__` are kept
 * @param readBySystem internal labels that the program itself reads after relabelling
 * @param vital        the label without which nothing is left; null when there is none
 * @param whole        what a rule that drops all drops, for messages
 * @param end          when internal labels are removed, for messages
 */
record RelabelFamily(Rule sourceUnknown, Rule neverMatches, Rule dropsAll, Rule overwritten, Rule groupMissing, Rule targetInternal,
        Rule leadingSlash, Set<String> readBySystem, String vital, String whole, String end) {

    static final RelabelFamily LOGS = new RelabelFamily(
            Rule.error("log-relabel-source-unknown", "a relabelling rule reads a label that does not exist at that point"),
            Rule.error("log-relabel-never-matches", "a relabelling rule can match nothing, because of what the label holds or of a rule before it"),
            Rule.error("log-relabel-drops-all", "the relabelling rules drop every line of a source"),
            Rule.error("log-relabel-overwritten", "a later, more general rule overwrites whatever a relabelling rule sets"),
            Rule.error("log-relabel-group-missing", "a replacement names a capture group that the regex does not have"),
            Rule.warning("log-relabel-target-internal", "a rule sets a label that starts with `__`, which is removed before lines are sent, and nothing reads it"),
            Rule.warning("docker-name-leading-slash", "the name of a Docker container is taken with its leading `/`"),
            Set.of("__path__", "__path_exclude__", "__host__", "__tenant_id__", "__address__"), null, "line of the source", "lines are sent");

    static final RelabelFamily TARGETS = new RelabelFamily(
            Rule.error("relabel-source-unknown", "a relabelling rule reads a label that the discovery does not give and no rule before sets"),
            Rule.error("relabel-never-matches", "a relabelling rule can match nothing, because of what the label holds or of a rule before it"),
            Rule.error("relabel-drops-all", "a relabelling rule drops every target of a job, or every sample of a scrape"),
            Rule.warning("relabel-overwritten", "a later, more general rule overwrites whatever a relabelling rule sets"),
            Rule.error("relabel-group-missing", "a replacement names a capture group that the regex does not have"),
            Rule.warning("relabel-target-internal", "a rule sets a label that starts with `__`, which is not stored, and nothing reads it"),
            Rule.warning("relabel-leading-slash", "the name of a Docker container is taken with its leading `/`"),
            Set.of("__address__", "__scheme__", "__metrics_path__", "__scrape_interval__", "__scrape_timeout__"), "__address__",
            "target of the job", "series are stored");

    static final RelabelFamily SAMPLES = new RelabelFamily(TARGETS.sourceUnknown, TARGETS.neverMatches, TARGETS.dropsAll,
            TARGETS.overwritten, TARGETS.groupMissing, null, TARGETS.leadingSlash, Set.of(), "__name__",
            "sample of the job", "series are stored");

    List<Rule> rules() {
        return new ArrayList<>(List.of(sourceUnknown, neverMatches, dropsAll, overwritten, groupMissing, targetInternal, leadingSlash));
    }

    /** Whether the program itself does something with an internal label. */
    boolean reads(String label) {
        return readBySystem.contains(label) || this == TARGETS && label.startsWith("__param_");
    }
}
