package dev.guards.config.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The built-in functions of JMESPath. */
final class JmesFunctions {
    private static final Set<String> NAMES = Set.of("abs", "avg", "ceil", "contains", "ends_with", "floor", "join", "keys", "length",
            "map", "max", "max_by", "merge", "min", "min_by", "not_null", "reverse", "sort", "sort_by", "starts_with", "sum",
            "to_array", "to_number", "to_string", "type", "values");

    private JmesFunctions() {
    }

    static JmesPath.Step call(String name, List<JmesPath.Step> arguments, JmesLexer tokens) throws JmesPath.SyntaxException {
        if (!NAMES.contains(name)) {
            throw tokens.failure("unknown function `" + name + "`");
        }
        return v -> {
            List<Object> values = new ArrayList<>();
            for (JmesPath.Step argument : arguments) {
                values.add(argument.of(v));
            }
            try {
                return apply(name, values);
            } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
                throw new IllegalArgumentException("function " + name + " cannot take these arguments", e);
            }
        };
    }

    private static Object apply(String name, List<Object> a) {
        Object first = name.equals("not_null") || name.equals("merge") ? null : a.get(0);
        return switch (name) {
            case "abs" -> Math.abs((Double) first);
            case "ceil" -> Math.ceil((Double) first);
            case "floor" -> Math.floor((Double) first);
            case "sum" -> sum(list(first));
            case "avg" -> list(first).isEmpty() ? null : sum(list(first)) / list(first).size();
            case "length" -> (double) (first instanceof String s ? s.codePointCount(0, s.length())
                    : first instanceof Map<?, ?> m ? m.size() : list(first).size());
            case "contains" -> first instanceof String s ? a.get(1) instanceof String t && s.contains(t) : list(first).contains(a.get(1));
            case "starts_with" -> ((String) first).startsWith((String) a.get(1));
            case "ends_with" -> ((String) first).endsWith((String) a.get(1));
            case "join" -> String.join((String) first, list(a.get(1)).stream().map(String.class::cast).toList());
            case "keys" -> new ArrayList<Object>(((Map<?, ?>) first).keySet());
            case "values" -> new ArrayList<Object>(((Map<?, ?>) first).values());
            case "reverse" -> reverse(first);
            case "sort" -> sorted(list(first), v -> v);
            case "sort_by" -> sorted(list(first), (JmesPath.Step) a.get(1));
            case "max", "max_by" -> last(sorted(list(first), a.size() > 1 ? (JmesPath.Step) a.get(1) : v -> v));
            case "min", "min_by" -> first(sorted(list(first), a.size() > 1 ? (JmesPath.Step) a.get(1) : v -> v));
            case "map" -> list(a.get(1)).stream().map(((JmesPath.Step) first)::of).collect(ArrayList::new, List::add, List::addAll);
            case "merge" -> merge(a);
            case "not_null" -> a.stream().filter(v -> v != null).findFirst().orElse(null);
            case "to_array" -> first instanceof List<?> ? first : Collections.singletonList(first);
            case "to_string" -> first instanceof String ? first : first == null ? "null" : JsonValue.text(first);
            case "to_number" -> toNumber(first);
            default -> type(first);
        };
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    private static double sum(List<?> numbers) {
        double sum = 0;
        for (Object number : numbers) {
            sum += (Double) number;
        }
        return sum;
    }

    private static Object reverse(Object value) {
        if (value instanceof String s) {
            return new StringBuilder(s).reverse().toString();
        }
        List<Object> reversed = new ArrayList<>(list(value));
        Collections.reverse(reversed);
        return reversed;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> sorted(List<?> values, JmesPath.Step by) {
        List<Object> sorted = new ArrayList<>(values);
        sorted.sort(Comparator.comparing(v -> (Comparable<Object>) by.of(v)));
        return sorted;
    }

    private static Object first(List<Object> list) {
        return list.isEmpty() ? null : list.get(0);
    }

    private static Object last(List<Object> list) {
        return list.isEmpty() ? null : list.get(list.size() - 1);
    }

    private static Object merge(List<Object> maps) {
        Map<Object, Object> merged = new LinkedHashMap<>();
        maps.forEach(m -> merged.putAll((Map<?, ?>) m));
        return merged;
    }

    private static Object toNumber(Object value) {
        try {
            return value instanceof Double ? value : value instanceof String s ? Double.valueOf(s) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String type(Object value) {
        return value == null ? "null" : value instanceof String ? "string" : value instanceof Double ? "number"
                : value instanceof Boolean ? "boolean" : value instanceof List<?> ? "array" : "object";
    }

    /** Python's slice; null when the value is no list. */
    static Object slice(Object value, Integer from, Integer to, Integer by) {
        if (!(value instanceof List<?> list)) {
            return null;
        }
        int step = by == null ? 1 : by;
        if (step == 0) {
            throw new IllegalArgumentException("slice step is 0");
        }
        int size = list.size();
        int start = from == null ? step < 0 ? size - 1 : 0 : clip(from, size, step);
        int end = to == null ? step < 0 ? -1 : size : clip(to, size, step);
        List<Object> part = new ArrayList<>();
        for (int i = start; step > 0 ? i < end : i > end; i += step) {
            part.add(list.get(i));
        }
        return part;
    }

    private static int clip(int index, int size, int step) {
        int at = index < 0 ? index + size : index;
        return Math.max(step < 0 ? -1 : 0, Math.min(at, step < 0 ? size - 1 : size));
    }
}
