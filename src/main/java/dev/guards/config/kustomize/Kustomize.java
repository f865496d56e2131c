package dev.guards.config.kustomize;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.config.helm.Release;
import dev.guards.config.helm.Releases;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.Manifests;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the kustomizations of a repository. */
public final class Kustomize {
    private final Documents documents;
    private final Map<String, Kustomization> byDirectory = new LinkedHashMap<>();
    private final Map<String, List<Node>> nodesByPath = new HashMap<>();

    /** @param documents all that the repository holds */
    public Kustomize(Documents documents) {
        this.documents = documents;
        for (Document document : documents.of(Kind.KUSTOMIZATION)) {
            String path = document.path();
            String directory = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
            byDirectory.putIfAbsent(directory, new Kustomization(directory, document.root()));
        }
        for (Document document : documents.of(Kind.KUBERNETES)) {
            if (document.parent() == null) {
                nodesByPath.computeIfAbsent(document.path(), path -> new ArrayList<>()).add(document.root());
            }
        }
    }

    /** All kustomizations, by path. */
    public List<Kustomization> all() {
        return List.copyOf(byDirectory.values());
    }

    /** The kustomizations that no other one includes, components aside: what somebody deploys. */
    public List<Kustomization> roots() {
        Set<String> included = new HashSet<>();
        for (Kustomization kustomization : byDirectory.values()) {
            for (String key : List.of("resources", "bases", "components")) {
                for (Text entry : kustomization.root().get(key).texts()) {
                    included.add(kustomization.resolve(entry.value()));
                }
            }
        }
        List<Kustomization> roots = new ArrayList<>();
        for (Kustomization kustomization : byDirectory.values()) {
            if (!included.contains(kustomization.directory()) && !kustomization.isComponent()) {
                roots.add(kustomization);
            }
        }
        return roots;
    }

    /** What {@code kustomize build} of this one gives. */
    public Built build(Kustomization kustomization) {
        Run run = new Run();
        List<Resource> resources = new ArrayList<>();
        run.include(kustomization, resources);
        List<Manifest> manifests = new ArrayList<>();
        resources.forEach(resource -> manifests.add(resource.manifest()));
        return new Built(kustomization, manifests, run.files, run.unseen, run.problems);
    }

    /** One build, with what it has met on its way. */
    private final class Run {
        private final Set<String> files = new LinkedHashSet<>();
        private final List<Built.Unseen> unseen = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Set<String> open = new LinkedHashSet<>();

        /** Builds a kustomization of its own; a component works on what is there already. */
        void include(Kustomization kustomization, List<Resource> resources) {
            Node root = kustomization.root();
            open.add(kustomization.directory());
            files.add(root.span().source().path());
            for (String key : List.of("resources", "bases")) {
                for (Text entry : root.get(key).texts()) {
                    resource(kustomization, entry, resources);
                }
            }
            for (Text entry : root.get("components").texts()) {
                resource(kustomization, entry, resources);
            }
            generate(kustomization, resources);
            for (Release release : KustomizedCharts.of(kustomization, documents.workspace())) {
                resources.add(new Resource(Releases.object(release)));
            }
            patch(kustomization, resources);
            transform(root, resources);
            open.remove(kustomization.directory());
        }

        private void resource(Kustomization from, Text entry, List<Resource> resources) {
            String path = isRemote(entry.value()) ? null : from.resolve(entry.value());
            if (isRemote(entry.value())) {
                unseen.add(new Built.Unseen(entry.span(), "remote resource `" + entry + "`"));
            } else if (path != null && open.contains(path) && byDirectory.containsKey(path)) {
                problems.add(new Problem("kustomize-cycle", entry.span(), "`" + entry + "` includes itself through "
                        + String.join(", ", open), "remove one of the entries"));
            } else if (path != null && byDirectory.containsKey(path)) {
                Kustomization included = byDirectory.get(path);
                List<Resource> target = included.isComponent() ? resources : new ArrayList<>();
                include(included, target);
                if (target != resources) {
                    resources.addAll(target);
                }
            } else if (path == null) {
                unseen.add(new Built.Unseen(entry.span(), "`" + entry + "`, outside of the checked directory,"));
            } else if (documents.workspace().source(path) == null) {
                problems.add(new Problem(Generators.MISSING_FILE, entry.span(), "resource `" + entry + "` does not exist",
                        "correct the path, relative to this kustomization, or add the file"));
            } else {
                files.add(path);
                for (Node node : nodesByPath.getOrDefault(path, List.of())) {
                    Manifests.of(node).forEach(manifest -> resources.add(new Resource(manifest)));
                }
            }
        }

        private void generate(Kustomization kustomization, List<Resource> resources) {
            Node root = kustomization.root();
            Generators generators = new Generators(resources, path -> file(kustomization, path), problems::add);
            for (Node generator : root.get("configMapGenerator").items()) {
                generators.generate("ConfigMap", generator, root.get("generatorOptions"));
            }
            for (Node generator : root.get("secretGenerator").items()) {
                generators.generate("Secret", generator, root.get("generatorOptions"));
            }
        }

        private Source file(Kustomization kustomization, String written) {
            String path = kustomization.resolve(written);
            Source source = path == null ? null : documents.workspace().source(path);
            if (source != null) {
                files.add(path);
            }
            return source;
        }

        private void patch(Kustomization kustomization, List<Resource> resources) {
            Patches patches = new Patches(resources);
            Node root = kustomization.root();
            for (Node entry : root.get("patchesStrategicMerge").items()) {
                Text text = entry.text();
                boolean inline = text != null && text.value().contains("\n");
                read(inline ? text : fileText(kustomization, text)).forEach(patch -> patches.apply(patch, entry.get("target")));
            }
            for (String key : List.of("patches", "patchesJson6902")) {
                for (Node entry : root.get(key).items()) {
                    Text inline = entry.get("patch").text();
                    Text text = inline != null ? inline : fileText(kustomization, entry.get("path").text());
                    read(text).forEach(patch -> patches.apply(patch, entry.get("target")));
                }
            }
        }

        private Text fileText(Kustomization kustomization, Text path) {
            if (path == null) {
                return null;
            }
            Source source = file(kustomization, path.value());
            if (source == null) {
                problems.add(new Problem(Generators.MISSING_FILE, path.span(), "patch `" + path + "` does not exist",
                        "correct the path, relative to this kustomization, or add the file"));
            }
            return source == null ? null : source.whole();
        }

        private List<Node> read(Text patch) {
            if (patch == null) {
                return List.of();
            }
            try {
                return YamlReader.readAll(patch, problems::add);
            } catch (ReadException e) {
                problems.add(e.problem());
                return List.of();
            }
        }

        /** In the order in which kustomize runs its transformers. */
        private void transform(Node root, List<Resource> resources) {
            Text namespace = root.get("namespace").text();
            if (namespace != null && !namespace.isEmpty()) {
                Naming.moveTo(namespace, resources);
            }
            Naming.rename(resources, root.get("namePrefix").text(), root.get("nameSuffix").text());
            Labelling.label(resources, root.get("commonLabels"), true, true);
            for (Node labels : root.get("labels").items()) {
                Labelling.label(resources, labels.get("pairs"), labels.get("includeTemplates").isTrue(),
                        labels.get("includeSelectors").isTrue());
            }
            Labelling.annotate(resources, root.get("commonAnnotations"));
            root.get("replicas").items().forEach(replicas -> Images.scale(resources, replicas));
            root.get("images").items().forEach(image -> Images.replace(resources, image));
        }
    }

    private static boolean isRemote(String entry) {
        return entry.contains("://") || entry.startsWith("git@") || entry.startsWith("github.com/")
                || entry.contains("?ref=");
    }
}
