package dev.guards.environment;

import dev.guards.config.Document;
import dev.guards.text.Span;

/**
 * A program of the observability stack with the configuration it runs on. Either may be missing: a configuration of the
 * repository that no workload mounts, or a workload whose configuration the repository does not hold.
 *
 * @param workload null when the configuration is not tied to one
 * @param config   null when it is not known; {@link Environment#problems()} may say why
 * @param span     what shows that it is there: the workload, or the start of the configuration
 */
public record Program(Role role, Workload workload, Document config, Span span) {
    /** Value of a command-line option ({@code --name=v}, {@code -name=v}, {@code --name v}); null when it is not given. */
    public String option(String name) {
        return workload == null ? null : CommandLine.option(workload.words(), name);
    }

    @Override
    public String toString() {
        return role.shown() + (workload == null ? "" : " (" + workload + ")");
    }
}
