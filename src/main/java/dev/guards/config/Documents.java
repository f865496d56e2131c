package dev.guards.config;

import dev.guards.config.alloy.AlloyReader;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.Manifests;
import dev.guards.text.Absent;
import dev.guards.text.JsonReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Scalar;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every document of a workspace that may say something about the stack or its dashboards, each read once. Files of other
 * trades are passed over without an opinion; a file that is meant for us but cannot be read is a problem.
 */
public final class Documents {
    private static final Set<String> FOREIGN_JSON = Set.of("package.json", "package-lock.json", "tsconfig.json",
            "composer.json", "composer.lock", "renovate.json", "angular.json", "components.json", ".eslintrc.json");

    private final Workspace workspace;
    private final Consumer<Problem> problems;
    private final List<Document> all = new ArrayList<>();
    private final List<Source> templates = new ArrayList<>();
    private final List<Source> unreadable = new ArrayList<>();
    private boolean complete = true;

    private Documents(Workspace workspace, Consumer<Problem> problems) {
        this.workspace = workspace;
        this.problems = problems;
    }

    /** Reads what a workspace holds. */
    public static Documents read(Workspace workspace, Consumer<Problem> problems) {
        Documents documents = new Documents(workspace, problems);
        boolean onlyFile = workspace.files().size() == 1;
        for (String path : workspace.files()) {
            documents.file(path, onlyFile);
        }
        return documents;
    }

    /** Reads manifests or another YAML stream given on standard input, in addition. */
    public Documents andStream(Source source) {
        yaml(source, true);
        return this;
    }

    public Workspace workspace() {
        return workspace;
    }

    /** In the order of the paths, documents of a stream in their order, embedded ones behind what embeds them. */
    public List<Document> all() {
        return all;
    }

    public List<Document> of(Kind kind) {
        List<Document> found = new ArrayList<>();
        for (Document document : all) {
            if (document.kind() == kind) {
                found.add(document);
            }
        }
        return found;
    }

    /** Whether every file that is meant for us could be read; what is only doubtful, such as a repeated key, does not count. */
    public boolean isComplete() {
        return complete;
    }

    /** Files of ours that could not be read, wholly or in an embedded document: what they say is missing from {@link #all}. */
    public List<Source> unreadable() {
        return unreadable;
    }

    /** YAML files that are templates of Helm or another engine and were not read. */
    public List<Source> templates() {
        return templates;
    }

    private void file(String path, boolean asked) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String ending = name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
        switch (ending) {
            case "yml", "yaml" -> {
                Source source = workspace.source(path);
                if (source != null) {
                    yaml(source, asked);
                }
            }
            case "json" -> {
                Source source = FOREIGN_JSON.contains(name) ? null : workspace.source(path);
                if (source != null && (asked || looksLikeDashboardFolder(path) || mayBeOurs(source.text()))) {
                    json(path, source.whole(), null);
                }
            }
            case "alloy", "river" -> {
                Source source = workspace.source(path);
                if (source != null) {
                    alloy(path, source.whole(), null);
                }
            }
            case "conf" -> {
                Source source = workspace.source(path);
                if (source != null && isFluentBit(source.text())) {
                    add(Kind.FLUENT_BIT, path, source.whole(), null);
                }
            }
            default -> {
                if (asked) {
                    problems.accept(new Problem("input-unrecognised", new Source(path, "").span(0, 0),
                            "not a kind of file that guards reads", "give a .json, .yml, .yaml or .alloy file, or a directory"));
                }
            }
        }
    }

    private void add(Kind kind, String name, Text text, Document parent) {
        all.add(new Document(kind, name, text, new Absent(text.span()), parent));
    }

    /** One that does not parse is there all the same: what it says is not known. */
    private void alloy(String name, Text text, Document parent) {
        try {
            AlloyReader.read(text);
        } catch (ReadException e) {
            if (isTemplate(text.value(), true, List.of(e.problem()))) {
                templates.add(text.source());
            } else {
                complete = false;
                unreadable.add(text.source());
                problems.accept(e.problem());
            }
        }
        add(Kind.ALLOY, name, text, parent);
    }

    /** A look at the letters before the costly reading: other JSON of a repository is not our business. */
    private static boolean mayBeOurs(String text) {
        return text.contains("\"panels\"") || text.contains("\"rows\"") || text.contains("\"schemaVersion\"")
                || text.contains("dashboard.grafana.app/") || text.contains("\"targets\"")
                || text.contains("\"apiVersion\"") && text.contains("\"kind\"");
    }

    private static boolean isFluentBit(String text) {
        return text.contains("[INPUT]") || text.contains("[OUTPUT]");
    }

    private void json(String name, Text text, Document parent) {
        List<Problem> found = new ArrayList<>();
        try {
            Node root = JsonReader.read(text, found::add);
            Kind kind = Kind.of(name, root);
            if (kind != Kind.OTHER) {
                found.forEach(problems);
                Document document = new Document(kind, name, text, root, parent);
                all.add(document);
                embedded(document);
            } else if (parent == null && workspace.files().size() == 1) {
                problems.accept(new Problem("input-unrecognised", firstCharacter(root), "this JSON is "
                        + describe(root) + ", not a dashboard", "a dashboard is an object with `panels`, as Grafana exports it"));
            } else if (looksLikeDashboardFolder(name)) {
                problems.accept(new Problem("input-unrecognised", firstCharacter(root), "lies among dashboards, but is "
                        + describe(root) + ", not a dashboard", "export it again, or move it elsewhere"));
            }
        } catch (ReadException e) {
            complete = false;
            problems.accept(e.problem());
        }
    }

    private static dev.guards.text.Span firstCharacter(Node root) {
        return root.span().source().span(root.span().start(), Math.min(root.span().start() + 1, root.span().end()));
    }

    private static String describe(Node root) {
        return root instanceof Mapping ? "an object without `panels`" : "a " + root.kind();
    }

    private static boolean looksLikeDashboardFolder(String path) {
        return path.contains("dashboards/") && !path.contains("schema");
    }

    private void yaml(Source source, boolean asked) {
        String text = source.text();
        List<Problem> found = new ArrayList<>();
        List<Node> roots = List.of();
        boolean failed = false;
        try {
            roots = YamlReader.readAll(source.whole(), found::add);
        } catch (ReadException e) {
            failed = true;
            found.add(e.problem());
        }
        if (isTemplate(text, failed, found)) {
            templates.add(source);
            return;
        }
        int before = all.size();
        for (Node root : roots) {
            Kind kind = Kind.of(source.path(), root);
            Document document = new Document(kind, source.path(), source.whole(), root, null);
            if (kind != Kind.OTHER || asked) {
                all.add(document);
            }
            embedded(document);
        }
        boolean ours = all.size() > before || asked || failed && mayBeOurYaml(source);
        if (ours) {
            complete &= !failed;
            found.forEach(problems);
            if (failed) {
                unreadable.add(source);
            }
        }
    }

    /**
     * Helm and other template languages put {@code {{ }}} where YAML has no value: such a text does not parse, or braces
     * stand where a key should. A rule file with templates in its texts parses; an error elsewhere is an error.
     */
    private static boolean isTemplate(String text, boolean failed, List<Problem> problems) {
        if (!text.contains("{{")) {
            return false;
        }
        for (Problem problem : problems) {
            int line = problem.span().line();
            Source source = problem.span().source();
            boolean atBraces = source.lineText(line).contains("{{") || line > 1 && source.lineText(line - 1).contains("{{");
            if (atBraces && (failed || problem.span().text().startsWith("{"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayBeOurYaml(Source source) {
        String path = source.path().toLowerCase();
        String text = source.text();
        for (String word : List.of("compose", "prometheus", "promtail", "loki", "grafana", "alertmanager", "rules", "kustomization")) {
            if (path.contains(word)) {
                return true;
            }
        }
        return text.contains("scrape_configs:") || text.contains("\nservices:") || text.startsWith("services:")
                || text.contains("apiVersion:") || text.contains("\ndatasources:");
    }

    /** Documents inside of ConfigMaps and of custom resources that carry JSON or YAML as a text. */
    private void embedded(Document document) {
        if (document.kind() == Kind.OTHER && HelmValues.isValues(document.path())) {
            helmValues(document);
        }
        if (document.kind() != Kind.KUBERNETES) {
            return;
        }
        for (Manifest manifest : Manifests.of(document.root())) {
            Node item = manifest.root();
            String kind = manifest.kind();
            if (kind.equals("ConfigMap")) {
                for (Mapping.Entry entry : item.get("data").entries()) {
                    embeddedText(entry.key().value(), entry.value(), document);
                }
            } else if (kind.equals("GrafanaDashboard")) {
                embeddedText("dashboard.json", item.at("spec", "json"), document);
            } else if (kind.equals("PrometheusRule")) {
                all.add(new Document(Kind.PROMETHEUS_RULES, item.at("metadata", "name").string("rules"), document.text(),
                        item.get("spec"), document));
            }
        }
    }

    private void helmValues(Document values) {
        for (HelmValues.Part part : HelmValues.parts(values.root())) {
            Kind kind = part.node() instanceof Scalar ? Kind.OTHER : Kind.of(part.name(), part.node());
            if (kind != Kind.OTHER) {
                all.add(new Document(kind, part.name(), values.text(), part.node(), values));
            } else {
                embeddedText(part.name(), part.node(), values);
            }
        }
    }

    private void embeddedText(String key, Node value, Document parent) {
        if (!(value instanceof Scalar) || value.text() == null) {
            return;
        }
        Text text = value.text();
        if (key.endsWith(".json") || key.equals("json")) {
            if (mayBeOurs(text.value())) {
                json(key, text, parent);
            }
        } else if (key.endsWith(".yml") || key.endsWith(".yaml") || key.endsWith(".rules")) {
            embeddedYaml(key, text, parent);
        } else if (key.endsWith(".alloy") || key.endsWith(".river")) {
            alloy(key, text, parent);
        } else if (key.endsWith(".conf") && isFluentBit(text.value())) {
            add(Kind.FLUENT_BIT, key, text, parent);
        }
    }

    private void embeddedYaml(String key, Text text, Document parent) {
        List<Problem> found = new ArrayList<>();
        List<Node> roots = List.of();
        boolean failed = false;
        try {
            roots = YamlReader.readAll(text, found::add);
        } catch (ReadException e) {
            failed = true;
            found.add(e.problem());
        }
        if (isTemplate(text.value(), failed, found)) {
            return;
        }
        complete &= !failed;
        found.forEach(problems);
        if (failed) {
            unreadable.add(text.source());
        }
        for (Node root : roots) {
            Kind kind = Kind.of(key, root);
            if (kind != Kind.OTHER) {
                all.add(new Document(kind, key, text, root, parent));
            }
        }
    }
}
