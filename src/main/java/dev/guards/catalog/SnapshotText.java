package dev.guards.catalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes snapshots: sorted, one label a line, so that a changed capture is a small change of the file. */
public final class SnapshotText {
    private SnapshotText() {
    }

    /**
     * The file of a job. Values that may be secrets or personal are left out, as are those of labels with too many.
     *
     * @param source where it comes from, without credentials
     */
    public static String write(String job, LocalDate day, String source, Exposition exposition) {
        StringBuilder out = head(job, day, source);
        for (Exposition.Captured family : exposition.captured().values()) {
            metric(out, family.name(), family.type(), family.labels(), family.labels().keySet().stream()
                    .filter(family::isOptional).toList());
        }
        return out.toString();
    }

    /** The beginning of a file; metrics follow. */
    public static StringBuilder head(String job, LocalDate day, String source) {
        return new StringBuilder("job: ").append(quoted(job)).append("\ncaptured: ").append(day).append("\nsource: ")
                .append(quoted(source)).append("\nmetrics:\n");
    }

    /** One metric of a snapshot; values are null where they are not to be written. */
    public static void metric(StringBuilder out, String name, MetricType type, TreeMap<String, TreeSet<String>> labels,
            List<String> optional) {
        out.append("  ").append(quoted(name)).append(":\n    type: ").append(type.word()).append('\n');
        if (labels.isEmpty()) {
            return;
        }
        out.append("    labels:\n");
        labels.forEach((label, values) -> out.append("      ").append(quoted(label)).append(": ")
                .append(values(label, values)).append('\n'));
        if (!optional.isEmpty()) {
            out.append("    optional: ").append(list(optional)).append('\n');
        }
    }

    /** The values of a label as a list, or {@code any} when they are too many or may be secret. */
    public static String values(String label, TreeSet<String> values) {
        if (values == null || values.size() > Exposition.MAX_VALUES || Sensitive.isLabel(label)) {
            return "any";
        }
        for (String value : values) {
            if (Sensitive.isValue(value)) {
                return "any";
            }
        }
        return list(new ArrayList<>(values));
    }

    private static String list(List<String> words) {
        StringBuilder out = new StringBuilder("[");
        for (String word : words) {
            out.append(out.length() == 1 ? "" : ", ").append(quoted(word));
        }
        return out.append(']').toString();
    }

    /** A YAML scalar: plain where that is safe. */
    public static String quoted(String word) {
        boolean plain = !word.isEmpty() && Character.isLetter(word.charAt(0)) && word.length() > 1;
        for (int i = 0; i < word.length() && plain; i++) {
            char c = word.charAt(i);
            plain = c < 128 && Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '/';
        }
        for (String special : new String[] {"true", "false", "yes", "no", "on", "off", "null", "any"}) {
            plain &= !word.equalsIgnoreCase(special);
        }
        if (plain) {
            return word;
        }
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        out.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
