package dev.guards.config.compose;

import dev.guards.text.Absent;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import dev.guards.text.Workspace;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Loads Compose projects the way {@code docker compose} does: the first file decides the project directory. */
public final class ComposeLoader {
    static final String RULE = "compose-invalid";
    private static final int DEEPEST_INCLUDE = 20;

    private final Workspace workspace;
    private final Consumer<Problem> problems;
    private final Map<String, Node> read = new HashMap<>();

    /** @param problems what Compose would refuse, and what could not be read; each is said once per file */
    public ComposeLoader(Workspace workspace, Consumer<Problem> problems) {
        this.workspace = workspace;
        Set<String> said = new LinkedHashSet<>();
        this.problems = p -> {
            if (said.add(p.span().place() + p.message())) {
                problems.accept(p);
            }
        };
    }

    /** Loads files as {@code -f} gives them, later ones over earlier ones. */
    public ComposeProject load(List<String> files) {
        String directory = Paths.parent(files.get(0));
        return new Loading(directory, Map.of(), new ArrayList<>()).project(files);
    }

    /** The variables of the {@code .env} file of a directory. */
    public Map<String, String> environment(String directory) {
        Map<String, String> variables = new LinkedHashMap<>();
        readEnvironment(Paths.join(directory, ".env"), variables);
        return variables;
    }

    private boolean readEnvironment(String path, Map<String, String> variables) {
        Source source = path == null ? null : workspace.source(path);
        if (source == null) {
            return false;
        }
        for (EnvFile.Line line : EnvFile.read(source)) {
            if (line.value() != null) {
                Text value = line.value().value().indexOf('$') < 0 ? line.value()
                        : new Interpolation(variables, p -> { }).apply(line.value());
                variables.put(line.name().value(), value.value());
            }
        }
        return true;
    }

    private Node file(String path) {
        if (read.containsKey(path)) {
            return read.get(path);
        }
        Source source = workspace.source(path);
        Node root = null;
        if (source != null) {
            try {
                // Syntax problems are reported by whoever reads every document.
                root = YamlReader.read(source.whole(), p -> { });
            } catch (ReadException e) {
                root = null;
            }
        }
        read.put(path, root);
        return root;
    }

    private void refuse(Span span, String message, String help) {
        problems.accept(new Problem(RULE, span, message, help));
    }

    /** One project, or one that another includes. */
    private final class Loading {
        private final String directory;
        private final Map<String, String> variables;
        private final List<String> path;
        private final Map<String, String> bases = new HashMap<>();
        private final Set<String> unset = new TreeSet<>();
        private final Map<String, Text> required = new TreeMap<>();
        private boolean complete = true;

        /** @param path files that include each other on the way here */
        Loading(String directory, Map<String, String> outer, List<String> path) {
            this.directory = directory;
            this.path = path;
            this.variables = environment(directory);
            this.variables.putAll(outer);
        }

        ComposeProject project(List<String> files) {
            Node root = new Absent(new Source(files.get(0), "").span(0, 0));
            for (String file : files) {
                bases.putIfAbsent(file, directory);
                Node own = load(file);
                if (own == null) {
                    complete = false;
                    continue;
                }
                Node included = includes(own, file);
                root = Merge.merge(Merge.merge(included, root), own);
            }
            return new ComposeProject(directory, List.copyOf(files), name(root), root, Map.copyOf(bases), unset, required, complete, workspace::resolve);
        }

        private Node load(String file) {
            Node raw = file(file);
            if (raw == null) {
                return null;
            }
            Interpolation interpolation = new Interpolation(variables, problems);
            Node node = interpolation.apply(raw);
            unset.addAll(interpolation.unset());
            interpolation.required().forEach(required::putIfAbsent);
            List<Mapping.Entry> services = new ArrayList<>();
            for (Mapping.Entry service : node.get("services").entries()) {
                services.add(new Mapping.Entry(service.key(), extended(node, file, service.key(), new ArrayList<>())));
            }
            List<Mapping.Entry> entries = new ArrayList<>();
            for (Mapping.Entry entry : node.entries()) {
                entries.add(entry.key().value().equals("services")
                        ? new Mapping.Entry(entry.key(), new Mapping(services, entry.value().span())) : entry);
            }
            return new Mapping(entries, node.span());
        }

        /** A service with what it extends below it. */
        private Node extended(Node root, String file, Text service, List<String> chain) {
            Node own = root.get("services").get(service.value());
            Node extension = own.get("extends");
            if (!extension.isPresent() || extension.isNull()) {
                return own;
            }
            Text base = extension.text() != null ? extension.text() : extension.get("service").text();
            if (base == null) {
                refuse(extension.span(), "extends names no service", "write `extends: {service: NAME}`");
                return own;
            }
            Text otherFile = extension.get("file").text();
            String target = otherFile == null ? file : resolve(otherFile, file);
            if (chain.contains(file + "\n" + service) || chain.size() > DEEPEST_INCLUDE) {
                refuse(extension.span(), "service `" + service + "` extends itself", "remove one `extends` of the circle");
                complete = false;
                return own;
            }
            chain.add(file + "\n" + service);
            Node from = target == null ? null : target.equals(file) ? root : other(target);
            if (from == null) {
                refuse((otherFile == null ? base : otherFile).span(), "cannot read `" + (otherFile == null ? file : otherFile)
                        + "`, which service `" + service + "` extends", "the path is relative to " + file);
                complete = false;
                return own;
            }
            if (!from.get("services").has(base.value())) {
                refuse(base.span(), "service `" + base + "` not found in " + target, "");
                complete = false;
                return own;
            }
            return Merge.merge(extended(from, target, base, chain), own);
        }

        private Node other(String target) {
            Node raw = file(target);
            if (raw == null) {
                return null;
            }
            bases.putIfAbsent(target, Paths.parent(target));
            return new Interpolation(variables, problems).apply(raw);
        }

        private String resolve(Text written, String file) {
            return Unknown.isKnown(written) && !written.value().startsWith("/")
                    ? workspace.resolve(Paths.join(bases.getOrDefault(file, directory), written.value())) : null;
        }

        private Node includes(Node own, String file) {
            Node all = new Absent(own.span());
            for (Node include : own.get("include").items()) {
                List<Text> written = include.text() != null ? List.of(include.text()) : include.get("path").texts();
                if (written.isEmpty()) {
                    continue;
                }
                if (isRemote(written.get(0).value())) {
                    complete = false;
                    continue;
                }
                Node included = include(include, written, file);
                if (included == null) {
                    complete = false;
                    continue;
                }
                conflicts(all, included, written.get(0));
                conflicts(own, included, written.get(0));
                all = Merge.merge(all, included);
            }
            return all;
        }

        private Node include(Node include, List<Text> written, String file) {
            List<String> targets = new ArrayList<>();
            for (Text one : written) {
                String target = resolve(one, file);
                if (target == null || workspace.source(target) == null) {
                    refuse(one.span(), "cannot read `" + Unknown.shown(one.value()) + "`, which is included",
                            "the path is relative to the project directory, and must lie below the root of the run, or --allow-outside be given");
                    return null;
                }
                if (path.contains(target) || target.equals(file) || path.size() > DEEPEST_INCLUDE) {
                    refuse(one.span(), "`" + one + "` includes itself", "remove one `include` of the circle");
                    return null;
                }
                targets.add(target);
            }
            Text at = include.get("project_directory").text();
            String home = at == null ? Paths.parent(targets.get(0)) : resolve(at, file);
            List<String> longer = new ArrayList<>(path);
            longer.add(file);
            Loading inner = new Loading(home == null ? directory : home, variables, longer);
            for (Text env : include.get("env_file").texts()) {
                complete &= readEnvironment(resolve(env, file), inner.variables);
            }
            ComposeProject project = inner.project(targets);
            project.bases().forEach(bases::putIfAbsent);
            unset.addAll(project.unset());
            project.required().forEach(required::putIfAbsent);
            complete &= project.complete();
            return project.root();
        }

        private void conflicts(Node here, Node included, Text written) {
            for (Mapping.Entry service : included.get("services").entries()) {
                Mapping.Entry own = here.get("services") instanceof Mapping m ? m.entry(service.key().value()) : null;
                if (own != null && own.key().span().source() != service.key().span().source()) {
                    refuse(written.span(), "imports service `" + service.key() + "`, which " + own.key().span().place() + " defines too",
                            "Compose refuses two definitions: rename one, or override it in an override file of the included project");
                }
            }
        }

        /** In order: COMPOSE_PROJECT_NAME, {@code name:}, the directory's name; that of the root depends on the checkout. */
        private String name(Node root) {
            String given = variables.getOrDefault("COMPOSE_PROJECT_NAME", root.get("name").string(""));
            if (given.isEmpty()) {
                given = directory.isEmpty() ? String.valueOf(Unknown.MARK) : Paths.name(directory);
            }
            StringBuilder name = new StringBuilder();
            for (char c : given.toLowerCase(Locale.ROOT).toCharArray()) {
                boolean kept = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == Unknown.MARK
                        || (c == '_' || c == '-') && name.length() > 0;
                if (kept) {
                    name.append(c);
                }
            }
            return name.length() == 0 ? String.valueOf(Unknown.MARK) : name.toString();
        }
    }

    private static boolean isRemote(String path) {
        return path.contains("://") || path.startsWith("git@");
    }
}
