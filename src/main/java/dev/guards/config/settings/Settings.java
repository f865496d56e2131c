package dev.guards.config.settings;

import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;
import java.util.Map;

/**
 * The content of {@code guards.yaml}; every part may be left out.
 *
 * @param environments declared ones, by name; detection finds them when there are none
 * @param severities   by rule id, in place of the rule's own
 * @param allowed      metrics and labels that exist although nothing in the files shows it
 * @param ignored      findings that are accepted
 * @param jobSources   directories of source code by scrape job, relative to the root
 * @param catalogs     files with further exporters, relative to the root
 * @param documents    Markdown files that list metrics
 * @param alerts       what every alert must have
 */
public record Settings(Map<String, DeclaredEnvironment> environments, Map<String, Level> severities, List<Allowed> allowed,
        List<Ignored> ignored, Map<String, Text> jobSources, List<Text> catalogs, List<Documented> documents,
        AlertPolicy alerts) {
    /** Nothing is said. */
    public static final Settings NONE = new Settings(Map.of(), Map.of(), List.of(), List.of(), Map.of(), List.of(), List.of(),
            AlertPolicy.NONE);

    /** Severity words. */
    public enum Level { ERROR, WARNING, INFO, OFF }

    /** What a host runs besides the environment; {@code ASSUMED} is the default: nothing, but nobody vouches for it. */
    public enum Host { ASSUMED, EXCLUSIVE, SHARED }

    /** Who runs: Docker or Kubernetes. */
    public enum Runtime { DOCKER, KUBERNETES }

    /**
     * An environment by its files.
     *
     * @param runtime    null when the files tell
     * @param files      globs of Compose files or manifests; empty for all of that kind
     * @param dashboards globs of the dashboards shown in it; empty for what provisioning tells
     * @param configs    files that programs run on, by service or container, where mounts do not tell
     */
    public record DeclaredEnvironment(Text name, Runtime runtime, List<Text> files, List<Text> dashboards, Host host,
            Map<String, Text> configs) {
    }

    /**
     * Evidence by a person's word.
     *
     * @param metric name or glob
     * @param job    null for any
     * @param labels that exist besides, none for the metric alone
     */
    public record Allowed(Span span, Text metric, Text job, List<Text> labels, Text reason) {
    }

    /**
     * Metrics that a document lists for some jobs.
     *
     * @param file   glob of Markdown files, relative to the root
     * @param jobs   scrape jobs, at least one
     * @param closed the jobs make no others, those of client libraries aside
     */
    public record Documented(Text file, List<Text> jobs, boolean closed) {
    }

    /**
     * What a team asks of its alerting rules.
     *
     * @param labels      that each alert has, with the values that they may have; none for any
     * @param annotations that each alert has
     */
    public record AlertPolicy(Map<String, List<Text>> labels, List<Text> annotations) {
        public static final AlertPolicy NONE = new AlertPolicy(Map.of(), List.of());
    }

    /**
     * A finding that is accepted. Every part given must fit.
     *
     * @param rule      rule or guard id
     * @param path      glob of files; null for any
     * @param dashboard uid or title; null for any
     * @param panel     id or title; null for any
     * @param query     refId; null for any
     * @param until     last day, {@code yyyy-mm-dd}; null for ever
     */
    public record Ignored(Span span, Text rule, Text path, Text dashboard, Text panel, Text query, Text reason, Text until) {
    }

    public Host host(String environment) {
        DeclaredEnvironment declared = declared(environment);
        return declared == null ? Host.ASSUMED : declared.host();
    }

    /** Files that programs of an environment run on, by service or container. */
    public Map<String, Text> configs(String environment) {
        DeclaredEnvironment declared = declared(environment);
        return declared == null ? Map.of() : declared.configs();
    }

    /** What is said of an environment, or of all of its kind ({@code docker} for {@code docker:a}); null when nothing is. */
    private DeclaredEnvironment declared(String environment) {
        int colon = environment.indexOf(':');
        DeclaredEnvironment own = environments.get(environment);
        return own != null || colon < 0 ? own : environments.get(environment.substring(0, colon));
    }

    /** Whether somebody vouches for a metric of a job; of any job when it is null. */
    public Allowed allowed(String metric, String job) {
        for (Allowed entry : allowed) {
            boolean sameJob = entry.job() == null || job == null || entry.job().value().equals(job);
            if (sameJob && Globs.matches(entry.metric().value(), metric)) {
                return entry;
            }
        }
        return null;
    }
}
