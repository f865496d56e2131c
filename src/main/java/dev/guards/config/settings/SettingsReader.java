package dev.guards.config.settings;

import dev.guards.config.settings.Settings.AlertPolicy;
import dev.guards.config.settings.Settings.Allowed;
import dev.guards.config.settings.Settings.DeclaredEnvironment;
import dev.guards.config.settings.Settings.Documented;
import dev.guards.config.settings.Settings.Host;
import dev.guards.config.settings.Settings.Ignored;
import dev.guards.config.settings.Settings.Level;
import dev.guards.config.settings.Settings.Runtime;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Scalar;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Reads {@code guards.yaml}. What is wrong is reported with its place; the rest counts. */
public final class SettingsReader {
    /** What all problems of the file are. */
    public static final String RULE = "settings-invalid";
    private static final int SHORTEST_REASON = 10;

    private final Consumer<Problem> problems;

    private SettingsReader(Consumer<Problem> problems) {
        this.problems = problems;
    }

    public static Settings read(Node root, Consumer<Problem> problems) {
        return new SettingsReader(problems).settings(root);
    }

    private Settings settings(Node root) {
        if (root.isPresent() && !root.isNull() && !(root instanceof Mapping)) {
            problem(root.span(), "guards.yaml must be a mapping, not a " + root.kind(), "");
            return Settings.NONE;
        }
        known(root, "version", "environments", "severity", "allow", "ignore", "sources", "catalogs", "alerts");
        String version = root.get("version").string("1");
        if (!version.equals("1")) {
            problem(root.get("version").span(), "version " + version + " is not known", "this guards reads version 1");
        }
        Map<String, DeclaredEnvironment> environments = new LinkedHashMap<>();
        for (Mapping.Entry entry : root.get("environments").entries()) {
            environments.put(entry.key().value(), environment(entry));
        }
        Map<String, Level> severities = new LinkedHashMap<>();
        for (Mapping.Entry entry : root.get("severity").entries()) {
            Level level = word(Level.values(), entry.value());
            if (level != null) {
                severities.put(entry.key().value(), level);
            }
        }
        List<Allowed> allowed = new ArrayList<>();
        for (Node item : root.get("allow").items()) {
            allowed(item, allowed);
        }
        List<Ignored> ignored = new ArrayList<>();
        for (Node item : root.get("ignore").items()) {
            ignored(item, ignored);
        }
        List<Text> catalogs = new ArrayList<>();
        List<Documented> documents = new ArrayList<>();
        for (Node item : root.get("catalogs").itemsOrSelf()) {
            catalog(item, catalogs, documents);
        }
        return new Settings(environments, severities, allowed, ignored, root.get("sources").textMap(), catalogs, documents,
                alerts(root.get("alerts")));
    }

    private AlertPolicy alerts(Node body) {
        known(body, "labels", "annotations");
        Map<String, List<Text>> labels = new LinkedHashMap<>();
        for (Mapping.Entry entry : body.get("labels").entries()) {
            labels.put(entry.key().value(), entry.value().texts());
        }
        return new AlertPolicy(labels, body.get("annotations").texts());
    }

    private DeclaredEnvironment environment(Mapping.Entry entry) {
        Node body = entry.value();
        known(body, "runtime", "files", "dashboards", "configs", "host");
        Runtime runtime = body.has("runtime") ? word(Runtime.values(), body.get("runtime")) : null;
        Host host = body.has("host") ? word(Host.values(), body.get("host")) : null;
        return new DeclaredEnvironment(entry.key(), runtime, body.get("files").texts(), body.get("dashboards").texts(),
                host == null ? Host.ASSUMED : host, body.get("configs").textMap());
    }

    /** A file of exporters by its path, or a document with the jobs that it is about. */
    private void catalog(Node item, List<Text> catalogs, List<Documented> documents) {
        if (item.text() != null && item.string().endsWith(".md")) {
            problem(item.span(), "`" + item.text() + "` does not say whose metrics it lists",
                    "write {file: " + item.text() + ", jobs: [JOB]}, with closed: true if the jobs make no others");
        } else if (item.text() != null) {
            catalogs.add(item.text());
        } else {
            known(item, "file", "jobs", "closed");
            Text file = required(item, "file");
            List<Text> jobs = item.get("jobs").texts();
            if (jobs.isEmpty()) {
                problem(item.span(), "`jobs` is missing", "name the scrape jobs that the list is about");
            }
            if (item.has("closed") && !item.get("closed").isTrue() && !item.get("closed").isFalse()) {
                problem(item.get("closed").span(), "`closed` is true or false", "");
            }
            if (file != null && !jobs.isEmpty()) {
                documents.add(new Documented(file, jobs, item.get("closed").isTrue()));
            }
        }
    }

    private void allowed(Node item, List<Allowed> allowed) {
        known(item, "metric", "job", "labels", "reason");
        Text metric = required(item, "metric");
        Text reason = reason(item);
        if (metric != null && reason != null) {
            allowed.add(new Allowed(item.span(), metric, item.get("job").text(), item.get("labels").texts(), reason));
        }
    }

    private void ignored(Node item, List<Ignored> ignored) {
        known(item, "rule", "path", "dashboard", "panel", "query", "reason", "until");
        Text rule = required(item, "rule");
        Text reason = reason(item);
        Text until = item.get("until").text();
        if (until != null) {
            try {
                LocalDate.parse(until.value());
            } catch (DateTimeParseException e) {
                problem(until.span(), "`" + until + "` is no date", "write the last day as yyyy-mm-dd");
                return;
            }
        }
        if (rule != null && reason != null) {
            ignored.add(new Ignored(item.span(), rule, item.get("path").text(), item.get("dashboard").text(),
                    item.get("panel").text(), item.get("query").text(), reason, until));
        }
    }

    private Text reason(Node item) {
        Text reason = required(item, "reason");
        if (reason != null && !isReason(reason.value())) {
            problem(reason.span(), "the reason says nothing", "say in a sentence why this is right here");
            return null;
        }
        return reason;
    }

    /** At least some words, and none that only promise to look at it later. */
    public static boolean isReason(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        boolean lazy = lower.startsWith("todo") || lower.startsWith("fixme") || lower.startsWith("wip") || lower.startsWith("tmp");
        return lower.length() >= SHORTEST_REASON && !lazy;
    }

    private Text required(Node item, String key) {
        Text text = item.get(key).text();
        if (text == null || text.isEmpty()) {
            problem(item.span(), "`" + key + "` is missing", "");
            return null;
        }
        return text;
    }

    private void known(Node node, String... keys) {
        List<String> known = List.of(keys);
        for (Mapping.Entry entry : node.entries()) {
            if (!known.contains(entry.key().value())) {
                String near = Suggest.nearest(entry.key().value(), known);
                problem(entry.key().span(), "unknown key `" + entry.key() + "`",
                        near == null ? "known here: " + String.join(", ", known) : "did you mean `" + near + "`?");
            }
        }
    }

    private <E extends Enum<E>> E word(E[] words, Node node) {
        List<String> known = new ArrayList<>();
        for (E word : words) {
            String name = word.name().toLowerCase(Locale.ROOT);
            if (name.equals(node.string()) || name.equals("off") && node instanceof Scalar scalar && scalar.isFalse()) {
                return word;
            }
            known.add(name);
        }
        problem(node.span(), "`" + node.string("nothing") + "` is not one of " + String.join(", ", known), "");
        return null;
    }

    private void problem(Span span, String message, String help) {
        problems.accept(new Problem(RULE, span, message, help));
    }
}
