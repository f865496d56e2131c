package dev.guards.environment;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.config.compose.ComposeLoader;
import dev.guards.config.compose.ComposeProject;
import dev.guards.config.settings.Settings;
import dev.guards.text.Paths;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Finds the Docker environments of a repository. All Compose files make up one, as they run on one host, unless several
 * directories each hold a whole stack of their own (metrics store and Grafana), or a metrics store of one name without a network
 * that joins them: then each of these is an environment, and what else there is belongs to all of them.
 */
final class DockerEnvironments {
    /** In the order in which {@code docker compose} looks for them. */
    private static final List<String> MAIN_FILES = List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

    private final Documents documents;
    private final Settings settings;
    private final Workspace workspace;
    private final List<Problem> problems = new ArrayList<>();
    private final ComposeLoader loader;

    private DockerEnvironments(Documents documents, Settings settings) {
        this.documents = documents;
        this.settings = settings;
        this.workspace = documents.workspace();
        this.loader = new ComposeLoader(workspace, problems::add);
    }

    /** One directory with Compose files. */
    private static final class Directory {
        private final String path;
        private final List<Workload> workloads = new ArrayList<>();
        private final Set<String> unset = new LinkedHashSet<>();
        private final Map<String, Text> required = new TreeMap<>();
        private boolean complete = true;
        private boolean included;

        Directory(String path) {
            this.path = path;
        }

        /** Whether both run a metrics store under one name, and nothing joins them: no host runs them as one. */
        boolean standsBeside(Directory other) {
            boolean sameStore = false;
            for (Workload workload : workloads) {
                for (Workload another : other == this || included || other.included ? List.<Workload>of() : other.workloads) {
                    if (workload.networks().keySet().stream().anyMatch(n -> !n.startsWith(workload.namespace() + "_")
                            && another.networks().containsKey(n))) {
                        return false;
                    }
                    Role role = Programs.role(workload);
                    sameStore |= role != null && role.storesMetrics() && role == Programs.role(another) && workload.name().equals(another.name());
                }
            }
            return sameStore;
        }

        boolean isWholeStack() {
            boolean metrics = false;
            boolean grafana = false;
            for (Workload workload : workloads) {
                Role role = Programs.role(workload);
                metrics |= role != null && role.storesMetrics();
                grafana |= role == Role.GRAFANA || role == Role.LGTM;
            }
            return metrics && grafana;
        }
    }

    /** @param settings what the files do not tell; where it lists Compose files, only these make environments */
    static List<Environment> detect(Documents documents, Settings settings) {
        return new DockerEnvironments(documents, settings).environments();
    }

    private List<Environment> environments() {
        List<String> files = new ArrayList<>();
        for (Document document : documents.of(Kind.COMPOSE)) {
            if (document.parent() == null) {
                files.add(document.path());
            }
        }
        List<Environment> declared = declared(files);
        return declared.isEmpty() ? detected(files) : declared;
    }

    /** Environments whose files are listed: those of one directory run together, later ones over earlier ones. */
    private List<Environment> declared(List<String> all) {
        List<Environment> found = new ArrayList<>();
        for (Settings.DeclaredEnvironment declared : settings.environments().values()) {
            Map<String, List<String>> filesByDirectory = new LinkedHashMap<>();
            if (declared.runtime() != Settings.Runtime.KUBERNETES) {
                for (String file : DeclaredFiles.of(declared, all, problems)) {
                    filesByDirectory.computeIfAbsent(Paths.parent(file), d -> new ArrayList<>()).add(file);
                }
            }
            List<Directory> directories = new ArrayList<>();
            filesByDirectory.forEach((path, files) -> {
                Directory directory = new Directory(path);
                add(directory, loader.load(files), new LinkedHashMap<>());
                directories.add(directory);
            });
            if (!directories.isEmpty()) {
                found.add(environment(declared.name().value(), directories, loose()));
            }
        }
        return found;
    }

    private List<Document> loose() {
        List<Document> loose = new ArrayList<>();
        for (Document document : documents.all()) {
            if (document.parent() == null) {
                loose.add(document);
            }
        }
        return loose;
    }

    private List<Environment> detected(List<String> all) {
        Map<String, List<String>> filesByDirectory = new TreeMap<>();
        for (String file : all) {
            filesByDirectory.computeIfAbsent(Paths.parent(file), d -> new ArrayList<>()).add(file);
        }
        Set<String> included = included();
        List<Directory> directories = new ArrayList<>();
        filesByDirectory.forEach((path, files) -> directories.add(directory(path, files, included)));
        if (directories.isEmpty()) {
            return List.of();
        }
        List<Directory> whole = directories.stream().filter(d -> d.isWholeStack() || directories.stream().anyMatch(d::standsBeside)).toList();
        List<Document> loose = loose();
        if (whole.size() < 2) {
            return List.of(environment("docker", directories, loose));
        }
        List<Environment> environments = new ArrayList<>();
        for (Directory own : whole) {
            List<Directory> members = new ArrayList<>(List.of(own));
            directories.stream().filter(d -> !whole.contains(d)).forEach(members::add);
            List<Document> near = loose.stream().filter(d -> nearest(d.path(), whole) == own).toList();
            environments.add(environment("docker:" + (own.path.isEmpty() ? "." : own.path), members, near));
        }
        return environments;
    }

    /** The whole stack whose directory shares the most leading parts with a file's; the first of several. */
    private static Directory nearest(String path, List<Directory> whole) {
        Directory best = null;
        int bestShared = -1;
        for (Directory directory : whole) {
            int shared = Paths.sharedStart(Paths.parent(path), directory.path);
            if (shared > bestShared) {
                best = directory;
                bestShared = shared;
            }
        }
        return best;
    }

    /** Files that other Compose files include: they run as a part of these. */
    private Set<String> included() {
        Set<String> found = new LinkedHashSet<>();
        for (Document document : documents.of(Kind.COMPOSE)) {
            for (dev.guards.text.Node include : document.root().get("include").items()) {
                for (Text path : include.text() != null ? include.texts() : include.get("path").texts()) {
                    String resolved = Paths.normalize(Paths.join(Paths.parent(document.path()), path.value()));
                    if (resolved != null) {
                        found.add(resolved);
                    }
                }
            }
        }
        return found;
    }

    private Directory directory(String path, List<String> files, Set<String> included) {
        Directory directory = new Directory(path);
        List<String> main = main(path, files);
        Map<String, Workload> known = new LinkedHashMap<>();
        if (!main.isEmpty()) {
            directory.included = included.containsAll(main);
            add(directory, loader.load(main), known);
        }
        List<String> further = files.stream().filter(f -> !main.contains(f) && !included.contains(f)).toList();
        Alternatives alternatives = alternatives(main.isEmpty() && further.size() > 1 ? further : List.of());
        Set<String> settled = new HashSet<>(known.keySet());
        Map<String, Set<String>> below = new LinkedHashMap<>();
        further.forEach(file -> below.put(file, below(file, main, further)));
        // A file is known before those that are laid over it.
        List<String> ordered = new ArrayList<>(further);
        ordered.sort(Comparator.comparing(file -> !below.get(file).isEmpty()));
        for (String file : ordered) {
            List<String> together = new ArrayList<>(main);
            together.addAll(below.get(file));
            together.add(file);
            String condition = main.isEmpty() && files.size() == 1 ? "" : "only with " + file;
            add(directory, loader.load(together), service -> alternatives.isInEach(file, service) && settled.add(service) ? "" : condition,
                    condition.isEmpty(), known);
        }
        return directory;
    }

    /** What a file is laid over besides the main one: for each service of which it says only more, the first file that says what it runs. */
    private Set<String> below(String file, List<String> main, List<String> further) {
        List<String> together = new ArrayList<>(main);
        together.add(file);
        Set<String> found = new LinkedHashSet<>();
        for (Workload part : ComposeWorkloads.of(workspace, loader.load(together), service -> "")) {
            for (String other : Alternatives.isWhole(part) ? List.<String>of() : further) {
                boolean defines = !other.equals(file) && ComposeWorkloads.of(workspace, loader.load(List.of(other)), service -> "").stream()
                        .anyMatch(w -> w.name().equals(part.name()) && Alternatives.isWhole(w));
                if (defines) {
                    found.add(other);
                    break;
                }
            }
        }
        return found;
    }

    private Alternatives alternatives(List<String> files) {
        Map<String, List<Workload>> services = new LinkedHashMap<>();
        files.forEach(file -> services.put(file, ComposeWorkloads.of(workspace, loader.load(List.of(file)), service -> "")));
        return new Alternatives(services);
    }

    /** The files that {@code docker compose up} takes by itself. */
    private List<String> main(String path, List<String> files) {
        String listed = loader.environment(path).get("COMPOSE_FILE");
        if (listed != null) {
            List<String> found = new ArrayList<>();
            for (String part : listed.split("[:;]")) {
                String resolved = Paths.normalize(Paths.join(path, part));
                if (resolved != null && workspace.files().contains(resolved)) {
                    found.add(resolved);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        for (String name : MAIN_FILES) {
            String file = Paths.join(path, name);
            if (files.contains(file)) {
                List<String> found = new ArrayList<>(List.of(file));
                String stem = name.substring(0, name.lastIndexOf('.'));
                for (String ending : List.of(".override.yaml", ".override.yml")) {
                    String override = Paths.join(path, stem + ending);
                    if (workspace.files().contains(override)) {
                        found.add(override);
                        break;
                    }
                }
                return found;
            }
        }
        return List.of();
    }

    private void add(Directory directory, ComposeProject project, Map<String, Workload> known) {
        add(directory, project, service -> "", true, known);
    }

    /**
     * Services that are known already come again only where the further file changes them.
     *
     * @param condition by service: what it depends on that it runs
     * @param base      whether the project runs as it is given
     */
    private void add(Directory directory, ComposeProject project, UnaryOperator<String> condition, boolean base, Map<String, Workload> known) {
        directory.complete &= project.complete();
        directory.unset.addAll(project.unset());
        project.required().forEach(directory.required::putIfAbsent);
        String last = project.files().get(project.files().size() - 1);
        for (Workload workload : ComposeWorkloads.of(workspace, project, condition)) {
            boolean touched = base || !known.containsKey(workload.name()) || touches(last, workload.name());
            if (touched) {
                directory.workloads.add(workload);
                known.putIfAbsent(workload.name(), workload);
            }
        }
    }

    private boolean touches(String file, String service) {
        for (Document document : documents.of(Kind.COMPOSE)) {
            if (document.path().equals(file) && document.root().get("services").has(service)) {
                return true;
            }
        }
        return false;
    }

    private Environment environment(String name, List<Directory> directories, List<Document> loose) {
        List<Workload> workloads = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        List<Assumption> assumptions = new ArrayList<>();
        boolean complete = true;
        for (Directory directory : directories) {
            workloads.addAll(directory.workloads);
            paths.add(directory.path);
            complete &= directory.complete;
            if (!directory.workloads.isEmpty()) {
                assumptions(directory, assumptions);
            }
        }
        Programs reader = new Programs(documents, problems::add);
        AssumedConfigs configs = new AssumedConfigs(workspace, loose, settings.configs(name), assumptions);
        List<Program> programs = new ArrayList<>(configs.of(reader.of(workloads)));
        programs.addAll(reader.unmounted(programs, loose));
        return new Environment(name, Environment.Kind.DOCKER, paths, workloads, programs, complete, assumptions, problems);
    }

    private static void assumptions(Directory directory, List<Assumption> assumptions) {
        Workload first = directory.workloads.get(0);
        if (!Unknown.isKnown(first.namespace())) {
            assumptions.add(new Assumption("the Compose project name is the name of a directory that the files do not tell", first.span()));
        }
        if (!directory.unset.isEmpty()) {
            assumptions.add(new Assumption("variables without a value may be anything: " + String.join(", ", directory.unset), first.span()));
        }
        if (!directory.required.isEmpty()) {
            List<String> said = new ArrayList<>();
            directory.required.forEach((name, text) -> said.add(text.isEmpty() ? name : name + " (" + text + ")"));
            assumptions.add(new Assumption("variables that Compose does not start without have a value: " + String.join(", ", said),
                    directory.required.values().iterator().next().span()));
        }
        Set<String> likely = new TreeSet<>();
        for (Workload workload : directory.workloads) {
            for (Mount mount : workload.mounts()) {
                if (mount.content() instanceof Mount.LikelyPath path && !Unknown.isKnown(path.written())) {
                    likely.add("`" + Unknown.shown(path.written()) + "` is taken to be `" + path.path() + "`");
                }
            }
        }
        for (Workload workload : directory.workloads) {
            if (workload.likelyContext() != null) {
                assumptions.add(new Assumption("the image `" + workload.image() + "` is taken to be built from `" + workload.likelyContext() + "`, whose name it has",
                        workload.span()));
            }
        }
        if (!likely.isEmpty()) {
            assumptions.add(new Assumption("of mounts whose path starts with such a variable, " + String.join(", ", likely), first.span()));
        }
    }
}
