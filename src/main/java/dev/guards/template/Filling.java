package dev.guards.template;

import java.util.List;
import java.util.Map;

/**
 * What a variable holds when Grafana fills a text.
 *
 * @param value    a text, a list of texts, or an object of such values
 * @param text     what the user sees; null when it is the value
 * @param allValue what All stands for; null when it stands for the options
 * @param options  the values that All stands for
 * @param filters  for an ad hoc variable: {@code key|operator|value} each; null for others
 */
public record Filling(Object value, String text, String allValue, List<String> options, List<String> filters) {
    private static final String ALL = "$__all";

    public static Filling of(String value) {
        return new Filling(value, null, null, List.of(), null);
    }

    boolean isAll() {
        return ALL.equals(value) || value instanceof List<?> list && list.size() == 1 && ALL.equals(list.get(0));
    }

    /** The hole's text; the default format is used when it names none. */
    String fill(Hole hole, String defaultFormat) {
        String format = hole.format().isEmpty() ? defaultFormat : hole.format();
        if (filters != null) {
            return Format.apply(format, hole.name(), filters, true, "");
        }
        if (isAll()) {
            return all(hole, format);
        }
        Object part = hole.fieldPath().isEmpty() ? value : at(value, hole.fieldPath());
        if (part instanceof List<?> list) {
            List<String> values = list.stream().map(String::valueOf).toList();
            return Format.apply(format, hole.name(), values, true, text == null ? String.join(" + ", values) : text);
        }
        String single = part == null ? "" : part.toString();
        return Format.apply(format, hole.name(), List.of(single), false, text == null ? single : text);
    }

    /** A custom value of All is inserted as it is, whatever the format, save where a link or a title needs another. */
    private String all(Hole hole, String format) {
        if (format.equals("text")) {
            return "All";
        }
        if (format.equals("queryparam")) {
            return "var-" + hole.name() + "=All";
        }
        if (allValue != null) {
            return format.equals("percentencode") ? Format.apply(format, hole.name(), List.of(allValue), false, "All") : allValue;
        }
        return Format.apply(format, hole.name(), options.stream().filter(o -> !o.equals(ALL)).toList(), true, "All");
    }

    /** Follows {@code a.b[0]["c.d"]}. */
    private static Object at(Object value, String path) {
        Object found = value;
        int i = 0;
        while (i < path.length() && found != null) {
            boolean bracket = path.charAt(i) == '[';
            int end = bracket ? path.indexOf(']', i) : i;
            while (!bracket && end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                end++;
            }
            if (end < 0) {
                return null;
            }
            String key = path.substring(bracket ? i + 1 : i, end).replace("\"", "");
            if (found instanceof List<?> list) {
                int index = key.chars().allMatch(c -> c >= '0' && c <= '9') && key.length() < 6 && !key.isEmpty() ? Integer.parseInt(key) : -1;
                found = index >= 0 && index < list.size() ? list.get(index) : null;
            } else {
                found = found instanceof Map<?, ?> map ? map.get(key) : null;
            }
            i = bracket ? end + 1 : end;
            if (i < path.length() && path.charAt(i) == '.') {
                i++;
            }
        }
        return found;
    }
}
