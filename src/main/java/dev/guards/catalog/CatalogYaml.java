package dev.guards.catalog;

import dev.guards.catalog.CatalogFile.Change;
import dev.guards.catalog.CatalogFile.Default;
import dev.guards.catalog.CatalogFile.Dynamic;
import dev.guards.catalog.CatalogFile.Effect;
import dev.guards.catalog.CatalogFile.Entry;
import dev.guards.catalog.CatalogFile.Flag;
import dev.guards.catalog.CatalogFile.Group;
import dev.guards.catalog.CatalogFile.LabelWord;
import dev.guards.catalog.CatalogFile.Signs;
import dev.guards.catalog.CatalogFile.State;
import dev.guards.catalog.CatalogFile.Variant;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a catalogue file. Strict: an unknown key, type, effect or group is a problem with its place. */
final class CatalogYaml {
    static final String RULE = "catalog-syntax";
    private static final Set<String> FILE_KEYS = Set.of("exporter", "about", "library", "kubernetes_only", "passes_through", "open",
            "images", "programs", "variables", "ports", "paths", "jobs", "owns", "claims", "also_exposes", "releases", "dynamic",
            "groups", "flags", "variants", "scopes", "renamed", "metrics");
    private static final Set<String> FLAG_KEYS = Set.of("flag", "variable", "does", "group", "prefix", "value", "since");
    private static final Set<String> VARIANT_KEYS = Set.of("name", "path", "port", "releases", "open", "also_exposes", "groups",
            "scopes");
    private static final Set<String> METRIC_KEYS = Set.of("name", "type", "labels", "group", "scope", "since", "removed", "in",
            "condition", "changes");

    private final Consumer<Problem> problems;
    private boolean failed;

    private CatalogYaml(Consumer<Problem> problems) {
        this.problems = problems;
    }

    /**
     * Reads one file.
     *
     * @return null when it has problems, which were reported
     */
    static CatalogFile read(Text text, Consumer<Problem> problems) {
        CatalogYaml reader = new CatalogYaml(problems);
        try {
            Node root = YamlReader.read(text, reader::problem);
            CatalogFile file = reader.file(root);
            return reader.failed ? null : file;
        } catch (ReadException e) {
            problems.accept(e.problem());
            return null;
        }
    }

    private void problem(Problem problem) {
        failed = true;
        problems.accept(problem);
    }

    private void problem(Node node, String message, String help) {
        problem(new Problem(RULE, node.span(), message, help));
    }

    private CatalogFile file(Node root) {
        if (!(root instanceof Mapping)) {
            problem(root, "a catalogue file is a mapping, not a " + root.kind(), "see guards/catalog/README.md");
            return null;
        }
        keys(root, FILE_KEYS);
        String id = required(root, "exporter");
        Map<String, Group> groups = groups(root.get("groups"));
        List<Entry> entries = new ArrayList<>();
        for (Node metric : root.get("metrics").items()) {
            entries.add(entry(metric));
        }
        List<Variant> variants = new ArrayList<>();
        for (Node variant : root.get("variants").items()) {
            variants.add(variant(variant));
        }
        if (variants.isEmpty()) {
            variants.add(new Variant("", "", 0, true, false, null, Map.of(), Map.of()));
        }
        List<Flag> flags = new ArrayList<>();
        for (Node flag : root.get("flags").items()) {
            flags.add(flag(flag));
        }
        List<Dynamic> dynamic = new ArrayList<>();
        for (Node item : root.get("dynamic").itemsOrSelf()) {
            if (item instanceof Mapping) {
                keys(item, Set.of("prefix", "group"));
                dynamic.add(new Dynamic(required(item, "prefix"), item.get("group").string("")));
            } else {
                dynamic.add(new Dynamic(item.string(""), ""));
            }
        }
        Node releases = root.get("releases");
        keys(releases, Set.of("from", "to"));
        CatalogFile file = new CatalogFile(id, root.get("about").string(""), root.get("library").isTrue(),
                root.get("kubernetes_only").isTrue(), root.get("passes_through").isTrue(), root.get("open").isTrue(),
                new Signs(words(root.get("images")), words(root.get("programs")), words(root.get("variables")),
                        words(root.get("ports")), words(root.get("paths")), words(root.get("jobs"))),
                words(root.get("owns")), words(root.get("claims")), words(root.get("also_exposes")),
                version(releases.get("from")), version(releases.get("to")), dynamic, groups, flags, variants,
                scopes(root.get("scopes")), renames(root.get("renamed"), id), entries);
        check(root, file);
        return file;
    }

    private void check(Node root, CatalogFile file) {
        if (file.library() && !file.claims().isEmpty()) {
            problem(root.get("claims"), "a library claims nothing: any program may contain it", "");
        }
        List<Node> metrics = root.get("metrics").items();
        for (int i = 0; i < file.entries().size(); i++) {
            Entry entry = file.entries().get(i);
            Node at = metrics.get(i);
            for (String group : entry.groups()) {
                if (!file.groups().containsKey(group)) {
                    problem(at.get("group"), "group `" + group + "` is not declared under `groups`",
                            hint(group, file.groups().keySet()));
                }
            }
            for (String name : entry.variants()) {
                if (file.variants().stream().noneMatch(v -> v.name().equals(name))) {
                    problem(at.get("in"), "variant `" + name + "` is not declared under `variants`", "");
                }
            }
        }
        List<Node> flags = root.get("flags").items();
        for (int i = 0; i < file.flags().size(); i++) {
            Flag flag = file.flags().get(i);
            boolean aboutGroup = flag.effect() == Effect.ON || flag.effect() == Effect.OFF;
            if (aboutGroup && !file.groups().containsKey(flag.target())) {
                problem(flags.get(i), "flag `" + flag.name() + "` switches group `" + flag.target()
                        + "`, which is not declared under `groups`", hint(flag.target(), file.groups().keySet()));
            }
        }
    }

    private Map<String, Group> groups(Node node) {
        Map<String, Group> found = new LinkedHashMap<>();
        for (Mapping.Entry entry : node.entries()) {
            String name = entry.key().value();
            List<Default> defaults = new ArrayList<>();
            if (entry.value().items().isEmpty()) {
                defaults.add(new Default(Version.UNKNOWN, state(entry.value())));
            }
            for (Node step : entry.value().items()) {
                keys(step, Set.of("from", "on"));
                defaults.add(new Default(version(step.get("from")), state(step.get("on"))));
            }
            found.put(name, new Group(name, defaults));
        }
        return found;
    }

    private State state(Node node) {
        if (node.isTrue()) {
            return State.ON;
        }
        if (node.isFalse()) {
            return State.OFF;
        }
        if (!"maybe".equals(node.string())) {
            problem(node, "a group is `on`, `off` or `maybe`", "");
        }
        return State.MAYBE;
    }

    private Flag flag(Node node) {
        keys(node, FLAG_KEYS);
        String word = required(node, "does").replace('-', '_').toUpperCase(Locale.ROOT);
        Effect effect = null;
        for (Effect candidate : Effect.values()) {
            if (candidate.name().equals(word)) {
                effect = candidate;
            }
        }
        if (effect == null) {
            problem(node.get("does"), "unknown effect of a flag", "see guards/catalog/README.md");
        }
        String target = node.get("group").string(node.get("prefix").string(""));
        return new Flag(required(node, "flag"), node.get("variable").string(""), effect, target, node.get("value").string(""),
                version(node.get("since")));
    }

    private Variant variant(Node node) {
        keys(node, VARIANT_KEYS);
        Map<String, State> states = new LinkedHashMap<>();
        for (Mapping.Entry entry : node.get("groups").entries()) {
            states.put(entry.key().value(), state(entry.value()));
        }
        String port = node.get("port").string("0");
        return new Variant(required(node, "name"), node.get("path").string(""), number(node.get("port"), port),
                !"other".equals(node.get("releases").string("")), node.get("open").isTrue(),
                node.has("also_exposes") ? words(node.get("also_exposes")) : null, states, scopes(node.get("scopes")));
    }

    private int number(Node node, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            problem(node, "not a number: `" + digits + "`", "");
            return 0;
        }
    }

    private Map<String, List<LabelWord>> scopes(Node node) {
        Map<String, List<LabelWord>> found = new LinkedHashMap<>();
        for (Mapping.Entry entry : node.entries()) {
            found.put(entry.key().value(), labels(entry.value()));
        }
        return found;
    }

    private List<Rename> renames(Node node, String id) {
        List<Rename> found = new ArrayList<>();
        for (Node item : node.items()) {
            keys(item, Set.of("from", "to", "in"));
            found.add(new Rename(required(item, "from"), required(item, "to"), id, version(item.get("in"))));
        }
        return found;
    }

    private Entry entry(Node node) {
        keys(node, METRIC_KEYS);
        MetricType type = MetricType.of(node.get("type").string("untyped"));
        if (type == null) {
            problem(node.get("type"), "unknown metric type `" + node.get("type").string("") + "`",
                    "counter, gauge, histogram, summary, native histogram, info or untyped");
        }
        List<Change> changes = new ArrayList<>();
        for (Node change : node.get("changes").items()) {
            keys(change, Set.of("until", "labels"));
            changes.add(new Change(version(change.get("until")), labels(change.get("labels"))));
        }
        return new Entry(required(node, "name"), type, labels(node.get("labels")), words(node.get("group")),
                node.get("scope").string(""), version(node.get("since")), version(node.get("removed")), words(node.get("in")),
                node.get("condition").string(""), changes);
    }

    private List<LabelWord> labels(Node node) {
        List<LabelWord> found = new ArrayList<>();
        for (Text text : node.texts()) {
            found.add(LabelWord.of(text.value()));
        }
        return found;
    }

    private Version version(Node node) {
        String word = node.string();
        Version version = Version.of(word);
        if (word != null && !version.isExact()) {
            problem(node, "not a version: `" + word + "`", "write it with digits and dots, quoted: \"1.10\"");
        }
        return version;
    }

    private static List<String> words(Node node) {
        List<String> found = new ArrayList<>();
        for (Text text : node.texts()) {
            found.add(text.value());
        }
        return found;
    }

    private String required(Node node, String key) {
        String value = node.get(key).string();
        if (value == null || value.isEmpty()) {
            problem(node, "`" + key + "` is missing", "");
            return "";
        }
        return value;
    }

    private void keys(Node node, Set<String> known) {
        for (Mapping.Entry entry : node.entries()) {
            String key = entry.key().value();
            if (!known.contains(key)) {
                problem(new Problem(RULE, entry.key().span(), "unknown key `" + key + "`", hint(key, known)));
            }
        }
    }

    private static String hint(String word, Set<String> known) {
        String near = Suggest.nearest(word, known);
        return near == null ? "" : "did you mean `" + near + "`?";
    }
}
