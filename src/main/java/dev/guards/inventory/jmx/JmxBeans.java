package dev.guards.inventory.jmx;

import dev.guards.config.jmx.JmxConfig;
import dev.guards.config.jmx.JmxRule;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which beans reach a rule: those that the file asks for and no rule before takes. */
final class JmxBeans {
    /** {@code domain<properties><keys>attribute: value}, the text that patterns are held against. */
    private static final String SHAPE = "[^<>]*<[^<>]*><[^<>]*>[^<>:]*: [^<>]*";

    private final JmxConfig config;
    private final ValueSet asked;
    private final Map<JmxRule, ValueSet> matched = new IdentityHashMap<>();

    JmxBeans(JmxConfig config) {
        this.config = config;
        ValueSet beans = ValueSet.any().filter(Re2.of(SHAPE));
        ValueSet all = beans;
        if (config.included() != null) {
            all = ValueSet.none();
            for (Text name : config.included()) {
                all = all.union(beans.filter(Re2.of(domain(name.value()) + "<.*")));
            }
        }
        for (Text name : config.excluded()) {
            if (name.value().endsWith(":*")) {
                all = all.without(Re2.of(domain(name.value()) + "<.*"));
            }
        }
        this.asked = all;
    }

    /** The domain of an object name as a pattern. */
    private static String domain(String objectName) {
        int colon = objectName.indexOf(':');
        StringBuilder pattern = new StringBuilder();
        for (char c : objectName.substring(0, colon < 0 ? objectName.length() : colon).toCharArray()) {
            pattern.append(c == '*' ? ".*" : c == '?' ? "." : Re2.quote(String.valueOf(c)));
        }
        return pattern.toString();
    }

    /** False when no bean can come to the rule. */
    boolean isReached(JmxRule rule) {
        for (JmxRule before : config.rules()) {
            if (before == rule) {
                break;
            }
            if (takesAll(before)) {
                return false;
            }
        }
        return !matched(rule).isEmpty();
    }

    private static boolean takesAll(JmxRule rule) {
        return rule.pattern() == null || List.of("", ".*", ".+", "(.*)", "(.+)", "^.*$").contains(rule.pattern().value());
    }

    /** True when no rule before may take a bean of this one. */
    boolean isFirst(JmxRule rule) {
        for (JmxRule before : config.rules()) {
            if (before == rule) {
                return true;
            }
            Re2 pattern = pattern(before);
            if (pattern == null || before.snakeCase() != rule.snakeCase() || !matched(rule).filter(pattern).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private ValueSet matched(JmxRule rule) {
        return matched.computeIfAbsent(rule, r -> {
            Re2 pattern = pattern(r);
            return pattern == null ? asked : asked.filter(pattern);
        });
    }

    /** A rule's pattern over the whole text; null when it fits everything or only Java understands it. */
    private static Re2 pattern(JmxRule rule) {
        try {
            return rule.pattern() == null ? null : Re2.compile(".*(?:" + rule.pattern().value() + ").*");
        } catch (Re2Exception e) {
            return null;
        }
    }
}
