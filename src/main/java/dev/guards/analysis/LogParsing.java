package dev.guards.analysis;

import dev.guards.logql.LinePattern;
import dev.guards.logql.Stage;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.JsonReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parser stages of a log pipeline on rows: what they find in a known line, and what they may find in an unknown one. */
final class LogParsing {
    private static final String ENTRY = "_entry";

    private LogParsing() {
    }

    static LogRow json(Stage.Json stage, LogRow row) {
        Node document = row.line() == null ? null : document(row.line());
        if (!stage.fields().isEmpty()) {
            return jsonFields(stage, row, document);
        }
        if (row.line() == null) {
            return unknownLine(row);
        }
        if (!startsWith(row.line(), "{")) {
            return row.failed(!row.line().isEmpty());
        }
        if (!(document instanceof Mapping mapping)) {
            return row.parsedAnything().failed(false);
        }
        return flattened(row, mapping, "");
    }

    private static boolean startsWith(String line, String openers) {
        String trimmed = line.strip();
        return !trimmed.isEmpty() && openers.indexOf(trimmed.charAt(0)) >= 0;
    }

    /** The document of a line; null when it is none, or one that can be read in two ways. */
    private static Node document(String line) {
        List<Object> doubts = new ArrayList<>();
        try {
            Node node = JsonReader.read(Text.of(line), doubts::add);
            return doubts.isEmpty() ? node : null;
        } catch (ReadException e) {
            return null;
        }
    }

    private static LogRow flattened(LogRow row, Mapping mapping, String prefix) {
        LogRow parsed = row;
        for (Mapping.Entry entry : mapping.entries()) {
            Node value = entry.value();
            String name = joined(prefix, entry.key().value());
            if (value instanceof Mapping inner) {
                parsed = flattened(parsed, inner, name);
            } else if (value instanceof Scalar scalar && !scalar.isNull()) {
                parsed = parsed.parsed(name, ValueSet.of(scalar.text().value()));
            }
        }
        return parsed;
    }

    private static String joined(String prefix, String key) {
        String clean = sanitized(key, prefix.isEmpty());
        return prefix.isEmpty() ? clean : clean.isEmpty() ? prefix : prefix + "_" + clean;
    }

    /** The label name that Loki makes of a key. */
    static String sanitized(String key, boolean first) {
        String trimmed = key.strip();
        StringBuilder name = new StringBuilder(trimmed.length() + 1);
        for (int i = 0; i < trimmed.length(); i += Character.charCount(trimmed.codePointAt(i))) {
            int c = trimmed.codePointAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (digit && name.length() == 0 && first) {
                name.append('_');
            }
            boolean kept = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || digit;
            name.append(kept ? (char) c : '_');
        }
        return name.toString();
    }

    private static LogRow unknownLine(LogRow row) {
        LogRow parsed = row;
        for (Map.Entry<String, ValueSet> field : row.fields().asMap().entrySet()) {
            parsed = parsed.parsed(field.getKey(), field.getValue().withAbsent());
        }
        return (row.fields().isOpen() ? parsed.parsedAnything() : parsed).failed(false);
    }

    private static LogRow jsonFields(Stage.Json stage, LogRow row, Node document) {
        boolean failed = row.line() != null && !row.line().isEmpty() && !startsWith(row.line(), "{[\"");
        LogRow parsed = row;
        for (Stage.Extraction field : stage.fields()) {
            String label = field.label().literal();
            if (label == null) {
                return row.changedAnyhow();
            }
            String path = field.path() == null ? label : field.path().value().literal();
            if (!failed) {
                parsed = parsed.parsed(label, document == null || path == null ? ValueSet.any() : at(document, path));
            }
        }
        return failed ? row.failed(true) : document == null && (row.line() == null || !row.line().isEmpty()) ? parsed.failed(false) : parsed;
    }

    /** What stands at {@code a.b[0]["c d"]}; absent when nothing does. */
    private static ValueSet at(Node document, String path) {
        Node node = document;
        int i = 0;
        while (i < path.length()) {
            char c = path.charAt(i);
            if (c == '.' || c == ' ') {
                i++;
            } else if (c == '[') {
                int close = path.indexOf(']', path.startsWith("\"", i + 1) ? path.indexOf('"', i + 2) : i);
                String inside = path.substring(i + 1, close).strip();
                if (inside.startsWith("\"")) {
                    node = node.get(inside.substring(1, inside.length() - 1));
                } else {
                    int index = inside.length() > 8 ? -1 : Integer.parseInt(inside);
                    List<Node> items = node instanceof Sequence ? node.items() : List.of();
                    if (index < 0 || index >= items.size()) {
                        return ValueSet.absent();
                    }
                    node = items.get(index);
                }
                i = close + 1;
            } else {
                int end = i;
                while (end < path.length() && ". [".indexOf(path.charAt(end)) < 0) {
                    end++;
                }
                node = node.get(path.substring(i, end));
                i = end;
            }
        }
        if (!node.isPresent() || node.isNull()) {
            return ValueSet.absent();
        }
        return node instanceof Scalar scalar ? ValueSet.of(scalar.text().value()) : ValueSet.any();
    }

    static LogRow logfmt(Stage.Logfmt stage, LogRow row) {
        Map<String, List<String>> pairs = row.line() == null ? null : LogfmtLine.read(row.line());
        if (stage.fields().isEmpty()) {
            if (row.line() == null) {
                return unknownLine(row);
            }
            return pairs == null ? row.parsedAnything().failed(false) : pairs(row, pairs, stage);
        }
        LogRow parsed = row;
        for (Stage.Extraction field : stage.fields()) {
            String label = field.label().literal();
            String key = field.path() == null ? label : field.path().value().literal();
            if (label == null) {
                return row.changedAnyhow();
            }
            parsed = parsed.parsed(label, pairs == null || key == null ? ValueSet.any() : values(pairs, key));
        }
        return pairs == null ? parsed.failed(false) : strictly(parsed, stage);
    }

    private static ValueSet values(Map<String, List<String>> pairs, String key) {
        String name = key.strip();
        String bare = name.length() > 1 && name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
        List<String> values = pairs.get(bare);
        return values == null ? ValueSet.absent() : ValueSet.ofAll(values);
    }

    private static LogRow pairs(LogRow row, Map<String, List<String>> pairs, Stage.Logfmt stage) {
        LogRow parsed = row;
        for (Map.Entry<String, List<String>> pair : pairs.entrySet()) {
            parsed = parsed.parsed(sanitized(pair.getKey(), true), ValueSet.ofAll(pair.getValue()));
        }
        return strictly(parsed, stage);
    }

    /** Loki's strict mode refuses some lines that can be read. */
    private static LogRow strictly(LogRow row, Stage.Logfmt stage) {
        return stage.strict() ? row.failed(false) : row;
    }

    static LogRow regexp(Stage.Regexp stage, LogRow row) {
        String pattern = stage.expression().value().literal();
        if (pattern == null) {
            return row.parsedAnything();
        }
        Re2 compiled = Re2.of(pattern);
        int[] places = row.line() == null ? null : compiled.find(row.line(), 0);
        LogRow parsed = row;
        List<String> names = compiled.groupNames();
        for (int group = 0; group < names.size(); group++) {
            if (names.get(group).isEmpty()) {
                continue;
            }
            if (row.line() == null) {
                parsed = parsed.parsed(names.get(group), ValueSet.any());
            } else if (places != null) {
                int start = places[2 * group + 2];
                String held = start < 0 ? "" : row.line().substring(start, places[2 * group + 3]);
                parsed = parsed.parsed(names.get(group), ValueSet.of(held));
            }
        }
        return parsed;
    }

    static LogRow pattern(Stage.Pattern stage, LogRow row) {
        String pattern = stage.expression().value().literal();
        if (pattern == null) {
            return row.parsedAnything();
        }
        LinePattern parsedPattern = LinePattern.parse(pattern);
        List<String> names = parsedPattern.names();
        List<String> held = row.line() == null ? null : parsedPattern.captures(row.line());
        LogRow parsed = row;
        for (int i = 0; i < names.size(); i++) {
            if (held == null) {
                parsed = parsed.parsed(names.get(i), ValueSet.any());
            } else if (i < held.size()) {
                parsed = parsed.parsed(names.get(i), ValueSet.of(held.get(i)));
            }
        }
        return parsed;
    }

    static LogRow unpack(LogRow row) {
        if (row.line() == null) {
            return unknownLine(row).withLine(null);
        }
        Node document = document(row.line());
        if (!(document instanceof Mapping mapping)) {
            return startsWith(row.line(), "{") ? row.parsedAnything().withLine(null).failed(false) : row.failed(true);
        }
        LogRow parsed = row;
        String line = row.line();
        for (Mapping.Entry entry : mapping.entries()) {
            if (entry.value() instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT) {
                if (entry.key().value().equals(ENTRY)) {
                    line = scalar.text().value();
                } else {
                    parsed = parsed.parsed(sanitized(entry.key().value(), true), ValueSet.of(scalar.text().value()).withAbsent());
                }
            }
        }
        return line.equals(row.line()) ? parsed : parsed.withLine(line);
    }
}
