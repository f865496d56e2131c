package dev.guards.config.kubernetes;

import dev.guards.text.Node;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A label selector: all its requirements must hold. No requirements select everything, no selector at all selects
 * nothing; which of the two an absent field means is the caller's matter ({@link #isNull}).
 *
 * @param isNull the field is absent or null
 */
public record LabelSelector(List<Requirement> requirements, boolean isNull, Span span) {
    /** How a requirement compares. */
    public enum Operator { IN, NOT_IN, EXISTS, DOES_NOT_EXIST }

    /** @param values one for {@code matchLabels}, none for the existence operators */
    public record Requirement(String key, Operator operator, Set<String> values) {
        boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }

        @Override
        public String toString() {
            return switch (operator) {
                case IN -> values.size() == 1 ? key + "=" + values.iterator().next() : key + " in " + values;
                case NOT_IN -> key + " not in " + values;
                case EXISTS -> key;
                case DOES_NOT_EXIST -> "!" + key;
            };
        }
    }

    /** Reads {@code matchLabels} and {@code matchExpressions}; expressions with an unknown operator are left out. */
    public static LabelSelector of(Node node) {
        List<Requirement> requirements = new ArrayList<>(equalities(node.get("matchLabels")));
        for (Node expression : node.get("matchExpressions").items()) {
            Set<String> values = new TreeSet<>();
            expression.get("values").texts().forEach(value -> values.add(value.value()));
            Operator operator = switch (expression.get("operator").string("")) {
                case "In" -> Operator.IN;
                case "NotIn" -> Operator.NOT_IN;
                case "Exists" -> Operator.EXISTS;
                case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
                default -> null;
            };
            if (operator != null) {
                requirements.add(new Requirement(expression.get("key").string(""), operator, values));
            }
        }
        return new LabelSelector(requirements, !node.isPresent() || node.isNull(), node.span());
    }

    /** The plain map that Services and ReplicationControllers use. */
    public static LabelSelector ofMap(Node node) {
        return new LabelSelector(equalities(node), !node.isPresent() || node.isNull(), node.span());
    }

    /** The text form of {@code kubernetes_sd_configs} and {@code kubectl -l}: {@code a=b,c!=d,e in (f,g),!h}. */
    public static LabelSelector parse(String text, Span span) {
        List<Requirement> requirements = new ArrayList<>();
        for (String part : text.split(",(?![^(]*\\))")) {
            String requirement = part.strip();
            if (!requirement.isEmpty()) {
                requirements.add(parseOne(requirement));
            }
        }
        return new LabelSelector(requirements, text.isBlank(), span);
    }

    private static Requirement parseOne(String text) {
        int in = text.indexOf(" in ");
        int notIn = text.indexOf(" notin ");
        if (in > 0 || notIn > 0) {
            String key = text.substring(0, in > 0 ? in : notIn).strip();
            String list = text.substring(text.indexOf('(') + 1, Math.max(text.indexOf('(') + 1, text.lastIndexOf(')')));
            Set<String> values = new TreeSet<>();
            for (String value : list.split(",")) {
                values.add(value.strip());
            }
            return new Requirement(key, in > 0 ? Operator.IN : Operator.NOT_IN, values);
        }
        int equals = text.indexOf('=');
        if (equals > 0) {
            boolean negative = text.charAt(equals - 1) == '!';
            String value = text.substring(text.startsWith("==", equals) ? equals + 2 : equals + 1).strip();
            String key = text.substring(0, negative ? equals - 1 : equals).strip();
            return new Requirement(key, negative ? Operator.NOT_IN : Operator.IN, Set.of(value));
        }
        return text.startsWith("!") ? new Requirement(text.substring(1).strip(), Operator.DOES_NOT_EXIST, Set.of())
                : new Requirement(text, Operator.EXISTS, Set.of());
    }

    private static List<Requirement> equalities(Node map) {
        List<Requirement> requirements = new ArrayList<>();
        map.textMap().forEach((key, value) -> requirements.add(
                new Requirement(key, Operator.IN, Set.of(value.value()))));
        return requirements;
    }

    /** Whether labels satisfy all requirements; a selector without any is satisfied by everything. */
    public boolean matches(Map<String, String> labels) {
        return firstUnmet(labels) == null;
    }

    /** The first requirement that labels do not satisfy; null when they satisfy all. */
    public Requirement firstUnmet(Map<String, String> labels) {
        for (Requirement requirement : requirements) {
            if (!requirement.holds(labels)) {
                return requirement;
            }
        }
        return null;
    }

    /** No requirement, so that everything is selected (or nothing, when the field is absent). */
    public boolean isEmpty() {
        return requirements.isEmpty();
    }

    /** As {@code kubectl -l} writes it. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Requirement requirement : requirements) {
            out.append(out.length() == 0 ? "" : ",").append(requirement);
        }
        return out.toString();
    }
}
