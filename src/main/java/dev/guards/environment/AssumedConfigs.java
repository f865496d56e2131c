package dev.guards.environment;

import dev.guards.config.Document;
import dev.guards.config.Kind;
import dev.guards.text.Paths;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives programs a configuration where the files lead to none: an installer copies it, an image of somebody else holds
 * it, a volume is filled by another container. The one that {@code guards.yaml} names is certain. Else the one whose path
 * ends most like the path that the container expects, or like the mount's source, is assumed, or the only one of its kind.
 * Nothing can be proved absent under an assumption.
 */
final class AssumedConfigs {
    /** @param why completes "is taken to be X, ..." */
    private record Choice(Document document, String why) {
    }

    private final Workspace workspace;
    private final List<Document> candidates;
    private final Map<String, Text> named;
    private final List<Assumption> assumptions;

    /**
     * @param candidates  documents that belong to the environment
     * @param named       configurations that somebody vouches for, by the service or container that runs on them
     * @param assumptions takes what is assumed
     */
    AssumedConfigs(Workspace workspace, List<Document> candidates, Map<String, Text> named, List<Assumption> assumptions) {
        this.workspace = workspace;
        this.candidates = candidates;
        this.named = named;
        this.assumptions = assumptions;
    }

    /** The programs, each with the configuration that it has or evidently should have. */
    List<Program> of(List<Program> programs) {
        Set<Document> used = new HashSet<>();
        for (Program program : programs) {
            if (program.config() != null) {
                used.add(program.config());
            }
        }
        List<Program> found = new ArrayList<>();
        for (Program program : programs) {
            Kind kind = Programs.config(program.role());
            Text name = program.workload() == null ? null : named.getOrDefault(program.workload().name(), named.get(program.workload().container()));
            boolean settled = program.config() != null || program.path().isEmpty();
            if (kind == null || program.workload() == null || name == null && settled) {
                found.add(program);
            } else {
                found.add(name != null ? named(program, kind, name) : assumed(program, kind, used));
            }
        }
        return found;
    }

    private Program named(Program program, Kind kind, Text name) {
        for (Document candidate : candidates) {
            if (candidate.kind() == kind && candidate.path().equals(Paths.normalize(name.value()))) {
                return new Program(program.role(), program.workload(), candidate, program.path(), around(program, candidate), program.span());
            }
        }
        assumptions.add(new Assumption("guards.yaml names `" + name + "` as the configuration of " + program + ", and there is no such "
                + program.role().shown() + " configuration", name.span()));
        return program;
    }

    private Program assumed(Program program, Kind kind, Set<Document> used) {
        List<Document> left = new ArrayList<>();
        for (Document candidate : candidates) {
            if (candidate.kind() == kind && !used.contains(candidate)) {
                left.add(candidate);
            }
        }
        Choice choice = choice(program, left);
        if (choice == null) {
            return program;
        }
        String path = choice.document().path();
        say("the configuration of " + program + " is taken to be `" + path + "`, " + choice.why() + "; `configs: {"
                + program.workload().name() + ": " + path + "}` in guards.yaml makes it certain", program);
        return new Program(program.role(), program.workload(), choice.document(), program.path(), around(program, choice.document()),
                program.span(), choice.why());
    }

    /** Variants of one service are assumed to run on one file, which is said once. */
    private void say(String message, Program program) {
        if (assumptions.stream().noneMatch(a -> a.message().equals(message))) {
            assumptions.add(new Assumption(message, program.span()));
        }
    }

    private FileView around(Program program, Document config) {
        return config.parent() == null ? FileView.of(workspace, program.workload(), Paths.parent(config.path())) : program.files();
    }

    private static Choice choice(Program program, List<Document> left) {
        String source = program.files().source(program.path());
        int best = 0;
        List<Document> alike = new ArrayList<>();
        for (Document document : left) {
            int shared = Math.max(sharedEnd(document, program.path()), source == null ? 0 : sharedEnd(document, source));
            if (shared > best) {
                best = shared;
                alike.clear();
            }
            if (shared == best && shared > 0) {
                alike.add(document);
            }
        }
        Document nearest = nearest(alike, program);
        if (nearest != null) {
            boolean likeSource = source != null && sharedEnd(nearest, source) > sharedEnd(nearest, program.path());
            return new Choice(nearest, "which ends like `" + (likeSource ? source : program.path()) + "`");
        }
        return alike.isEmpty() && left.size() == 1 ? new Choice(left.get(0), "the only one in the repository") : null;
    }

    /** The one that lies nearest to where the program is defined; null when that says nothing. */
    private static Document nearest(List<Document> documents, Program program) {
        String home = Paths.parent(program.span().source().path());
        Document best = null;
        int most = -1;
        boolean tied = false;
        for (Document document : documents) {
            int shared = Paths.sharedStart(Paths.parent(document.path()), home);
            tied = shared == most || tied && shared < most;
            if (shared > most) {
                best = document;
                most = shared;
            }
        }
        return tied ? null : best;
    }

    /** How many parts two paths share at their ends; 0 when even their last parts differ, but for the two endings of YAML. */
    private static int sharedEnd(Document document, String wanted) {
        String[] own = alike(document.parent() == null ? document.path() : document.name()).split("/");
        String[] other = alike(wanted).split("/");
        int count = 0;
        while (count < own.length && count < other.length && !own[own.length - 1 - count].isEmpty()
                && own[own.length - 1 - count].equals(other[other.length - 1 - count])) {
            count++;
        }
        return count;
    }

    private static String alike(String path) {
        return path.endsWith(".yaml") ? path.substring(0, path.length() - ".yaml".length()) + ".yml" : path;
    }
}
