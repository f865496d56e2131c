package dev.guards.catalog;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import dev.guards.text.YamlReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a scrape job was seen to expose. It closes the world for its job: families that are not in it do not exist, nor do
 * labels; label values are those that were seen, and others may come.
 *
 * @param job      name of the scrape job
 * @param captured day of the capture; null when the file does not say
 * @param place    start of the file
 */
public record Snapshot(String job, LocalDate captured, List<Family> families, Span place) {
    /** Releases of most exporters are closer together. */
    private static final int OLD_DAYS = 90;
    private static final Set<String> KEYS = Set.of("job", "captured", "source", "metrics");
    private static final Set<String> METRIC_KEYS = Set.of("type", "labels", "optional");

    public Snapshot {
        families = List.copyOf(families);
    }

    /** Behind the interface that catalogued programs have. */
    public Exporter exporter() {
        return new SnapshotExporter(this);
    }

    /** Where it lies and when it was taken; its age too once that is worth a thought. */
    public String described(LocalDate today) {
        String when = captured == null ? "" : " of " + captured;
        return "snapshot `" + place.source().path() + "`" + when + (isOld(today) ? ", " + ageInDays(today) + " days old" : "");
    }

    /** True when programs are likely to have changed since. */
    public boolean isOld(LocalDate today) {
        return ageInDays(today) > OLD_DAYS;
    }

    /** Whole days since the capture; -1 when its day is not known. */
    public long ageInDays(LocalDate today) {
        return captured == null ? -1 : Math.max(0, ChronoUnit.DAYS.between(captured, today));
    }

    /**
     * The snapshots that lie beside a stack: {@code .guards/snapshots/JOB.prom} or {@code .yaml}, {@code snapshots/JOB.prom}.
     *
     * @param directory of the stack below the workspace's root, without closing slash; empty for the root
     * @param problems  receives files that cannot be read
     * @return by job
     */
    public static Map<String, Snapshot> find(Workspace workspace, String directory, Consumer<Problem> problems) {
        Map<String, Snapshot> found = new LinkedHashMap<>();
        String base = directory.isEmpty() ? "" : directory + "/";
        for (String path : workspace.files()) {
            boolean own = isDirectlyBelow(path, base + ".guards/snapshots/");
            if (!own && !isDirectlyBelow(path, base + "snapshots/")) {
                continue;
            }
            boolean exposition = path.endsWith(".prom");
            if (!exposition && !(own && path.endsWith(".yaml"))) {
                continue;
            }
            Source source = workspace.source(path);
            String job = path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.')).replace("%2F", "/");
            Snapshot snapshot = source == null ? null : exposition ? readExposition(job, source.whole(), problems)
                    : readYaml(job, source.whole(), problems);
            if (snapshot != null) {
                found.put(snapshot.job(), snapshot);
            }
        }
        return found;
    }

    private static boolean isDirectlyBelow(String path, String folder) {
        return path.startsWith(folder) && path.indexOf('/', folder.length()) < 0;
    }

    /** Reads captured exposition text; null when it cannot be read, which was reported. */
    public static Snapshot readExposition(String job, Text text, Consumer<Problem> problems) {
        try {
            return new Snapshot(job, null, Exposition.read(text, problems).families(), text.span(0, 0));
        } catch (ReadException e) {
            problems.accept(e.problem());
            return null;
        }
    }

    /** Reads a file that {@code guards snapshot} wrote; null when it cannot be read or belongs to another job, which was reported. */
    public static Snapshot readYaml(String job, Text text, Consumer<Problem> problems) {
        Node root;
        try {
            root = YamlReader.read(text, problems);
        } catch (ReadException e) {
            problems.accept(e.problem());
            return null;
        }
        if (root.has("streams")) {
            return null;
        }
        boolean good = keys(root, KEYS, problems);
        String named = root.get("job").string(job);
        if (!named.equals(job)) {
            problems.accept(new Problem(Exposition.RULE, root.get("job").span(), "the snapshot is of job `" + named
                    + "`, but the file is called " + job + ".yaml", "rename the file, or capture job `" + job + "`"));
            return null;
        }
        List<Family> families = new ArrayList<>();
        for (Mapping.Entry entry : root.get("metrics").entries()) {
            Node metric = entry.value();
            good &= keys(metric, METRIC_KEYS, problems);
            MetricType type = MetricType.of(metric.get("type").string("untyped"));
            if (type == null) {
                problems.accept(new Problem(Exposition.RULE, metric.get("type").span(), "unknown metric type", ""));
                good = false;
                continue;
            }
            List<String> optional = metric.get("optional").texts().stream().map(Text::value).toList();
            List<Label> labels = new ArrayList<>();
            for (Mapping.Entry label : metric.get("labels").entries()) {
                List<String> values = label.value().items().isEmpty() ? List.of()
                        : label.value().texts().stream().map(Text::value).toList();
                labels.add(new Label(label.key().value(), values, false, optional.contains(label.key().value())));
            }
            families.add(new Family(entry.key().value(), type, labels, List.of(), "", "", "", entry.key().span()));
        }
        return good ? new Snapshot(job, date(root.get("captured").string("")), families, text.span(0, 0)) : null;
    }

    private static boolean keys(Node node, Set<String> known, Consumer<Problem> problems) {
        boolean good = true;
        for (Mapping.Entry entry : node.entries()) {
            if (!known.contains(entry.key().value())) {
                problems.accept(new Problem(Exposition.RULE, entry.key().span(), "unknown key `" + entry.key() + "`", ""));
                good = false;
            }
        }
        return good;
    }

    private static LocalDate date(String word) {
        try {
            return word.isEmpty() ? null : LocalDate.parse(word);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
