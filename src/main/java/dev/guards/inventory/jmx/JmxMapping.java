package dev.guards.inventory.jmx;

import dev.guards.config.jmx.JmxConfig;
import dev.guards.config.jmx.JmxRule;
import dev.guards.text.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Runs the rules of a file on one attribute of one bean, as the exporter's collector does (releases 0.16 to 1.4). */
final class JmxMapping {
    /** Steps of a match after which it is given up: rules are other people's patterns. */
    private static final int MOST_STEPS = 100_000;

    /** What a rule makes of an attribute. */
    record Made(JmxRule rule, String name, Map<String, String> labels) {
    }

    private final JmxConfig config;
    private final Map<JmxRule, JmxNames> names;
    private final Map<JmxRule, Pattern> patterns = new HashMap<>();
    /** Rules with snake case, or whose pattern takes too long: what reaches them is not followed. */
    private final Set<JmxRule> notFollowed = new HashSet<>();

    /** @param names of all rules of the file */
    JmxMapping(JmxConfig config, Map<JmxRule, JmxNames> names) {
        this.config = config;
        this.names = names;
        config.rules().stream().filter(JmxRule::snakeCase).forEach(notFollowed::add);
    }

    /** Whether the file asks for a bean. */
    boolean isAsked(String domain, Map<String, String> properties) {
        StringBuilder list = new StringBuilder(domain).append(':');
        properties.forEach((key, value) -> list.append(list.charAt(list.length() - 1) == ':' ? "" : ",").append(key).append('=').append(value));
        try {
            ObjectName name = ObjectName.getInstance(list.toString());
            return (config.included() == null || isOneOf(name, config.included())) && !isOneOf(name, config.excluded());
        } catch (MalformedObjectNameException e) {
            return false;
        }
    }

    private static boolean isOneOf(ObjectName name, Iterable<Text> patterns) throws MalformedObjectNameException {
        for (Text pattern : patterns) {
            if (ObjectName.getInstance(pattern.value()).apply(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The metric of an attribute; null when no rule takes it, or one does in a way that is not followed.
     *
     * @param attribute {@code a>b} for a part of a composite
     * @param isText    it is a text, which only rules with a value of their own export
     */
    Made map(String domain, Map<String, String> properties, String attribute, boolean isText, String value) {
        int part = attribute.indexOf('>');
        String path = part < 0 ? "" : attribute.substring(0, part);
        String last = attribute.substring(part + 1);
        String keys = properties.toString();
        String before = domain + "<" + keys.substring(1, keys.length() - 1) + "><" + path + ">" + last + ": ";
        for (JmxRule rule : config.rules()) {
            if (notFollowed.contains(rule)) {
                return null;
            }
            try {
                Matcher matcher = rule.pattern() == null ? null
                        : pattern(rule).matcher(new Bounded(before + (rule.cached() ? "<cache>" : value), new int[1]));
                if (matcher == null || matcher.matches()) {
                    return isText && !rule.valued() ? null : made(rule, matcher, domain, properties, attribute);
                }
            } catch (IndexOutOfBoundsException | IllegalArgumentException | IllegalStateException e) {
                notFollowed.add(rule);
                return null;
            }
        }
        return null;
    }

    private Pattern pattern(JmxRule rule) {
        return patterns.computeIfAbsent(rule, r -> Pattern.compile("^.*(?:" + r.pattern().value() + ").*$"));
    }

    private Made made(JmxRule rule, Matcher matcher, String domain, Map<String, String> properties, String attribute) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (rule.name() == null) {
            StringBuilder name = new StringBuilder(domain);
            boolean first = true;
            for (Map.Entry<String, String> property : properties.entrySet()) {
                if (first) {
                    name.append('_').append(property.getValue());
                } else {
                    labels.put(names.get(rule).safeLabel(property.getKey()), property.getValue());
                }
                first = false;
            }
            return new Made(rule, names.get(rule).safe(name + "_" + attribute.replace('>', '_')), labels);
        }
        for (Map.Entry<String, Text> label : rule.labels().entrySet()) {
            String name = names.get(rule).safeLabel(filled(matcher, label.getKey()));
            String value = filled(matcher, label.getValue().value());
            if (!name.isEmpty() && !value.isEmpty()) {
                labels.put(name, value);
            }
        }
        String name = names.get(rule).safe(filled(matcher, rule.name().value()));
        return name.isEmpty() ? null : new Made(rule, name, labels);
    }

    private static String filled(Matcher matcher, String template) {
        return matcher == null ? template : matcher.replaceAll(template);
    }

    /** A text that may be looked at so many times and no more. */
    private record Bounded(String text, int[] steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw new IllegalStateException("a pattern takes too long");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
