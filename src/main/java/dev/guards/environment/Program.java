package dev.guards.environment;

import dev.guards.config.Document;
import dev.guards.text.Paths;
import dev.guards.text.Span;
import java.util.List;

/**
 * A program of the observability stack with the configuration it runs on. Either may be missing: a configuration of the
 * repository that no workload mounts, or a workload whose configuration the repository does not hold.
 *
 * @param workload null when the configuration is not tied to one
 * @param config   null when it is not known; {@link Environment#problems()} may say why
 * @param path     path of the configuration as the program sees it; empty when not known
 * @param files    the files that the program sees
 * @param span     what shows that it is there: the workload, or the start of the configuration
 * @param assumed  why the configuration is believed to be its own, where the files do not lead to it; empty when they do
 */
public record Program(Role role, Workload workload, Document config, String path, FileView files, Span span, String assumed) {
    /** A program with the configuration that the files lead to, or none. */
    public Program(Role role, Workload workload, Document config, String path, FileView files, Span span) {
        this(role, workload, config, path, files, span, "");
    }

    /** True when the configuration is only believed to be its own: what it says may be so, what it does not say may be too. */
    public boolean isAssumed() {
        return !assumed.isEmpty();
    }

    /** Why it may run on something else than {@link #config} says; null when that is settled. */
    public String openBecause() {
        if (config == null) {
            return "the configuration of " + this + " is not in the repository";
        }
        return isAssumed() ? "that " + this + " runs on `" + config.path() + "` is an assumption" : null;
    }

    /** Value of a command-line option ({@code --name=v}, {@code -name=v}, {@code --name v}); null when it is not given. */
    public String option(String name) {
        return workload == null ? null : CommandLine.option(workload.words(), name);
    }

    /** Files named in the configuration, by a path or pattern relative to it. */
    public List<FileView.Found> glob(String pattern) {
        return files.glob(absolute(pattern));
    }

    /** True when the program may see files for a pattern of its configuration that the repository does not hold. */
    public boolean isOpen(String pattern) {
        return files.isOpen(absolute(pattern));
    }

    private String absolute(String pattern) {
        if (pattern.startsWith("/") || workload == null) {
            return pattern;
        }
        return Paths.absolute(Paths.join(Paths.parent(path), pattern));
    }

    @Override
    public String toString() {
        return role.shown() + (workload == null ? "" : " (" + workload + ")");
    }
}
