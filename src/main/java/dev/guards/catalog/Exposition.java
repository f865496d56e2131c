package dev.guards.catalog;

import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The families of a captured {@code /metrics} page: Prometheus text format 0.0.4 or OpenMetrics 1.0, told apart by the closing
 * {@code # EOF}. Sample values are checked and forgotten.
 */
public final class Exposition {
    static final String RULE = "snapshot-syntax";
    /** Larger captures are refused. */
    public static final int MAX_CHARACTERS = 64 << 20;
    /** Values of one label beyond these are not remembered. */
    public static final int MAX_VALUES = 40;

    /**
     * One family of a capture.
     *
     * @param name   of the samples, {@code _bucket}, {@code _sum} and {@code _count} taken off
     * @param series how many label sets it has
     * @param labels each label's seen values, sorted; null instead of a set when there are too many
     * @param counts on how many of the series each label is
     * @param span   of the first sample
     */
    record Captured(String name, MetricType type, int[] series, TreeMap<String, TreeSet<String>> labels, Map<String, int[]> counts,
            Span span) {
        boolean isOptional(String label) {
            return counts.get(label)[0] < series[0];
        }
    }

    private final Text text;
    private final Consumer<Problem> problems;
    private final TreeMap<String, Captured> families = new TreeMap<>();
    private final Map<String, MetricType> types = new LinkedHashMap<>();
    private boolean openMetrics;

    private Exposition(Text text, Consumer<Problem> problems) {
        this.text = text;
        this.problems = problems;
    }

    /**
     * Reads a capture.
     *
     * @param problems receives what is wrong but can be read over: a family that is declared twice
     * @throws ReadException at the first line that is no exposition
     */
    public static Exposition read(Text text, Consumer<Problem> problems) throws ReadException {
        Exposition exposition = new Exposition(text, problems);
        exposition.read();
        return exposition;
    }

    /** By name. */
    TreeMap<String, Captured> captured() {
        return families;
    }

    /** True when it ends as OpenMetrics does. */
    public boolean isOpenMetrics() {
        return openMetrics;
    }

    private void read() throws ReadException {
        if (text.length() > MAX_CHARACTERS) {
            throw failure(0, 1, "capture is larger than " + (MAX_CHARACTERS >> 20) + " MiB");
        }
        String all = text.value();
        openMetrics = all.stripTrailing().endsWith("# EOF");
        boolean any = false;
        for (int start = 0; start < all.length();) {
            int end = all.indexOf('\n', start);
            end = end < 0 ? all.length() : end;
            int from = start;
            int to = end > start && all.charAt(end - 1) == '\r' ? end - 1 : end;
            while (from < to && (all.charAt(from) == ' ' || all.charAt(from) == '\t')) {
                from++;
            }
            if (from < to) {
                if (all.charAt(from) == '#') {
                    comment(all.substring(from, to), from);
                } else {
                    sample(new ExpositionLine(text, from, to));
                }
                any = true;
            }
            start = end + 1;
        }
        if (!any) {
            throw failure(0, 0, "capture is empty");
        }
    }

    private void comment(String line, int at) throws ReadException {
        String[] words = line.split("[ \t]+", 4);
        if (words.length < 4 || !words[1].equals("TYPE")) {
            if (words.length > 1 && words[1].equals("TYPE")) {
                throw failure(at, at + line.length(), "a TYPE line needs a name and a type");
            }
            return;
        }
        MetricType type = MetricType.of(words[3].strip());
        if (type == null) {
            throw failure(at, at + line.length(), "unknown metric type `" + words[3].strip() + "`");
        }
        String name = words[2].startsWith("\"") ? words[2].substring(1, Math.max(1, words[2].length() - 1)) : words[2];
        if (types.putIfAbsent(name, type) != null) {
            problems.accept(new Problem(RULE, text.span(at, at + line.length()), "family `" + name + "` is declared twice",
                    "two captures in one file?"));
        }
    }

    private void sample(ExpositionLine line) throws ReadException {
        line.read();
        String family = line.name();
        MetricType type = types.get(family);
        if (type == null) {
            for (String suffix : new String[] {"_bucket", "_sum", "_count", "_total", "_created", "_info", "_gcount", "_gsum"}) {
                if (!line.name().endsWith(suffix)) {
                    continue;
                }
                MetricType declared = types.get(line.name().substring(0, line.name().length() - suffix.length()));
                if (declared != null && fits(declared, suffix)) {
                    boolean ownFamily = suffix.equals("_total") || suffix.equals("_info") || suffix.equals("_created");
                    type = suffix.equals("_created") ? MetricType.GAUGE : declared;
                    family = ownFamily ? line.name() : line.name().substring(0, line.name().length() - suffix.length());
                }
            }
        }
        add(family, type == null ? MetricType.UNTYPED : type, line);
    }

    private static boolean fits(MetricType type, String suffix) {
        return switch (suffix) {
            case "_bucket", "_gcount", "_gsum" -> type == MetricType.HISTOGRAM;
            case "_sum", "_count" -> type == MetricType.HISTOGRAM || type == MetricType.SUMMARY;
            case "_total" -> type == MetricType.COUNTER;
            case "_info" -> type == MetricType.INFO;
            default -> true;
        };
    }

    private void add(String family, MetricType type, ExpositionLine line) {
        Captured captured = families.computeIfAbsent(family,
                n -> new Captured(n, type, new int[1], new TreeMap<>(), new LinkedHashMap<>(), line.span()));
        captured.series()[0]++;
        for (Map.Entry<String, String> label : line.labels().entrySet()) {
            String name = label.getKey();
            if (name.equals("le") && type == MetricType.HISTOGRAM || name.equals("quantile") && type == MetricType.SUMMARY
                    || label.getValue().isEmpty()) {
                continue;
            }
            captured.counts().computeIfAbsent(name, n -> new int[1])[0]++;
            if (!captured.labels().containsKey(name)) {
                captured.labels().put(name, new TreeSet<>());
            }
            TreeSet<String> values = captured.labels().get(name);
            if (values != null && values.add(label.getValue()) && values.size() > MAX_VALUES) {
                captured.labels().put(name, null);
            }
        }
    }

    private ReadException failure(int start, int end, String message) {
        return new ReadException(new Problem(RULE, text.span(start, Math.min(end, text.length())), message,
                "a capture is what the metrics endpoint returns, byte for byte"));
    }

    /** The families as an exporter's. */
    public List<Family> families() {
        List<Family> found = new ArrayList<>();
        for (Captured captured : families.values()) {
            List<Label> labels = new ArrayList<>();
            captured.labels().forEach((name, values) -> labels.add(new Label(name,
                    values == null ? List.of() : List.copyOf(values), false, captured.isOptional(name))));
            found.add(new Family(captured.name(), captured.type(), labels, List.of(), "", "", "", captured.span()));
        }
        return found;
    }
}
