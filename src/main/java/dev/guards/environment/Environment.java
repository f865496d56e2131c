package dev.guards.environment;

import dev.guards.config.kubernetes.Cluster;
import dev.guards.text.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of configurations that run together.
 *
 * @param name        {@code docker}, {@code kubernetes}, or as told apart: {@code docker:examples/a}
 * @param directories directories of the repository, below the root, whose files belong to it; {@code ""} is the root
 * @param complete    true when every container that runs beside the stack is believed to be among the workloads; false when
 *                    files are known to be missing (an include that is not there), so that nothing can be proved absent
 * @param problems    what could not be read or resolved on the way
 * @param cluster     the Kubernetes objects; null elsewhere
 */
public record Environment(String name, Kind kind, List<String> directories, List<Workload> workloads, List<Program> programs,
        boolean complete, List<Assumption> assumptions, List<Problem> problems, Cluster cluster) {
    /** Where it runs. */
    public enum Kind {
        DOCKER, KUBERNETES,
        /** Machines whose programs no file lists: only configurations are known. */
        HOST;

        public String word() {
            return this == DOCKER ? "docker" : this == KUBERNETES ? "kubernetes" : "host";
        }
    }

    public Environment {
        directories = List.copyOf(directories);
        workloads = List.copyOf(workloads);
        programs = List.copyOf(programs);
        assumptions = List.copyOf(assumptions);
        problems = List.copyOf(problems);
    }

    /** An environment that is no Kubernetes cluster. */
    public Environment(String name, Kind kind, List<String> directories, List<Workload> workloads, List<Program> programs,
            boolean complete, List<Assumption> assumptions, List<Problem> problems) {
        this(name, kind, directories, workloads, programs, complete, assumptions, problems, null);
    }

    /** By name: everything that it holds would be walked at each look-up otherwise. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    public List<Program> programs(Role role) {
        List<Program> found = new ArrayList<>();
        for (Program program : programs) {
            if (program.role() == role) {
                found.add(program);
            }
        }
        return found;
    }

    /** The workload whose service, controller or container has this name; null when none has. */
    public Workload workload(String name) {
        for (Workload workload : workloads) {
            if (workload.name().equals(name)) {
                return workload;
            }
        }
        for (Workload workload : workloads) {
            if (workload.container().equals(name)) {
                return workload;
            }
        }
        return null;
    }

    /** How far a file lies from this environment: the number of directories between; -1 when it belongs to none of its directories. */
    public int distance(String path) {
        int best = -1;
        for (String directory : directories) {
            if (directory.isEmpty() || path.startsWith(directory + "/")) {
                String rest = path.substring(directory.isEmpty() ? 0 : directory.length() + 1);
                int depth = (int) rest.chars().filter(c -> c == '/').count();
                best = best < 0 ? depth : Math.min(best, depth);
            }
        }
        return best;
    }

    /** Whether a file lies in a directory that is this environment's own, the root of the repository not counting as one. */
    public boolean owns(String path) {
        for (String directory : directories) {
            if (!directory.isEmpty() && path.startsWith(directory + "/")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return name;
    }
}
