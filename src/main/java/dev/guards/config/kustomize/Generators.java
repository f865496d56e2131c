package dev.guards.config.kustomize;

import dev.guards.config.kubernetes.Manifest;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Scalar;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * {@code configMapGenerator} and {@code secretGenerator}: objects made from files, whose texts stay where they are. The
 * hash that kustomize appends to their names is left out, on both ends of each reference.
 */
final class Generators {
    static final String MISSING_FILE = "kustomize-file-missing";

    private final List<Resource> resources;
    private final Function<String, Source> files;
    private final Consumer<Problem> problems;

    /** @param files reads a path relative to the kustomization; null when there is no such file */
    Generators(List<Resource> resources, Function<String, Source> files, Consumer<Problem> problems) {
        this.resources = resources;
        this.files = files;
        this.problems = problems;
    }

    /**
     * @param kind    {@code ConfigMap} or {@code Secret}
     * @param options {@code generatorOptions} of the kustomization
     */
    void generate(String kind, Node generator, Node options) {
        Text name = generator.get("name").text();
        if (name == null) {
            return;
        }
        Map<Text, Node> data = new LinkedHashMap<>();
        boolean secret = kind.equals("Secret");
        for (Text file : generator.get("files").texts()) {
            addFile(file, data, secret);
        }
        for (Text literal : generator.get("literals").texts()) {
            addPair(literal, data);
        }
        for (String key : List.of("env", "envs")) {
            for (Text file : generator.get(key).texts()) {
                addVariables(file, data, secret);
            }
        }
        String behavior = generator.get("behavior").string("create");
        String dataKey = secret ? "stringData" : "data";
        Resource existing = find(kind, name.value());
        if (existing != null && !behavior.equals("create")) {
            existing.change(root -> {
                Node changed = behavior.equals("replace") ? Tree.remove(root, dataKey) : root;
                for (Map.Entry<Text, Node> entry : data.entrySet()) {
                    changed = Tree.updateOrCreate(changed, dataKey, generator.span(),
                            map -> Tree.put(map, entry.getKey(), entry.getValue()));
                }
                return changed;
            });
        } else {
            resources.add(new Resource(Manifest.of(object(kind, name, generator, options, dataKey, data))));
        }
    }

    private Resource find(String kind, String name) {
        for (Resource resource : resources) {
            if (resource.manifest().kind().equals(kind) && resource.names().contains(name)) {
                return resource;
            }
        }
        return null;
    }

    private static Node object(String kind, Text name, Node generator, Node options, String dataKey, Map<Text, Node> data) {
        Map<Text, Node> metadata = new LinkedHashMap<>();
        metadata.put(Text.at(name.span(), "name"), Tree.text(name));
        if (generator.get("namespace").text() != null) {
            metadata.put(Text.at(name.span(), "namespace"), generator.get("namespace"));
        }
        for (String key : List.of("labels", "annotations")) {
            Node all = new StrategicMerge(false).merge(options.get(key), generator.at("options", key));
            Node given = all.isPresent() ? all : options.get(key);
            if (given.isPresent()) {
                metadata.put(Text.at(given.span(), key), given);
            }
        }
        Map<Text, Node> object = new LinkedHashMap<>();
        object.put(Text.at(name.span(), "apiVersion"), Tree.text(Text.at(name.span(), "v1")));
        object.put(Text.at(name.span(), "kind"), Tree.text(Text.at(name.span(), kind)));
        object.put(Text.at(name.span(), "metadata"), Tree.mapping(generator.span(), metadata));
        object.put(Text.at(name.span(), dataKey), Tree.mapping(generator.span(), data));
        return Tree.mapping(generator.span(), object);
    }

    /** {@code path} or {@code key=path}. */
    private void addFile(Text entry, Map<Text, Node> data, boolean secret) {
        int equals = entry.value().indexOf('=');
        Text path = entry.slice(equals + 1, entry.length());
        Source source = read(path, secret);
        if (source != null) {
            Text key = equals > 0 ? entry.slice(0, equals)
                    : path.slice(path.value().lastIndexOf('/') + 1, path.length());
            data.put(key, new Scalar(Scalar.Type.TEXT, source.whole(), source.whole().span()));
        }
    }

    /** Files of secrets are rarely committed; that one is missing says nothing. */
    private Source read(Text path, boolean secret) {
        Source source = files.apply(path.value());
        if (source == null && !secret) {
            problems.accept(new Problem(MISSING_FILE, path.span(), "generator file `" + path + "` does not exist",
                    "correct the path, relative to this kustomization, or add the file"));
        }
        return source;
    }

    private static void addPair(Text literal, Map<Text, Node> data) {
        int equals = literal.value().indexOf('=');
        if (equals > 0) {
            data.put(literal.slice(0, equals), Tree.text(literal.slice(equals + 1, literal.length())));
        }
    }

    private void addVariables(Text file, Map<Text, Node> data, boolean secret) {
        Source source = read(file, secret);
        for (int line = 1; source != null && line <= source.lineCount(); line++) {
            String written = source.lineText(line);
            if (!written.startsWith("#")) {
                int start = source.lineStart(line);
                addPair(Text.of(source, start, start + written.length()), data);
            }
        }
    }
}
