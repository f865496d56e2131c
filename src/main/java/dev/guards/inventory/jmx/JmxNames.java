package dev.guards.inventory.jmx;

import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.MetricType;
import dev.guards.catalog.Version;
import dev.guards.config.jmx.JmxConfig;
import dev.guards.config.jmx.JmxRule;
import dev.guards.regex.Re2;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The metric names of a rule. Characters that names may not have become {@code _}, several of which become one; release 0.16 gives counters
 * {@code _total}, release 1.0 takes suffixes that mean something from everything else.
 */
final class JmxNames {
    private static final Version TOTALS = Version.of("0.16");
    private static final Version ONE = Version.of("1.0");
    private static final List<String> RESERVED = List.of("_total", "_info", "_bucket", "_created");

    private final JmxRule rule;
    private final JmxConfig config;
    /** Names that the rule may make and others; null when it may make any. */
    private final Re2 shape;
    private final JmxTemplate template;

    JmxNames(JmxRule rule, JmxConfig config) {
        this.rule = rule;
        this.config = config;
        boolean written = rule.name() != null && Unknown.isKnown(rule.name().value()) && !rule.name().value().contains("{{");
        this.template = !written ? null : JmxTemplate.of(rule.name().value(), rule.pattern() == null ? null : rule.pattern().value());
        this.shape = template == null ? null : Re2.of(shape());
    }

    JmxRule rule() {
        return rule;
    }

    /** Whether the rule may make a metric of this name. */
    boolean fits(String name) {
        if (shape == null || shape.matches(name)) {
            return true;
        }
        for (String suffix : RESERVED) {
            if (shape.matches(name + suffix) || name.endsWith(suffix) && (shape.matches(name.substring(0, name.length() - suffix.length()))
                    || shape.matches(name.substring(0, name.length() - suffix.length()) + "_total"))) {
                return true;
            }
        }
        return false;
    }

    /** A group may begin or end with characters that melt with a {@code _} beside it. */
    private String shape() {
        StringBuilder pattern = new StringBuilder("_?");
        for (JmxTemplate.Part part : template.parts()) {
            String texts = part.texts() == null ? null : alternatives(part.texts());
            pattern.append(texts == null ? "[a-zA-Z0-9_:]*" : texts);
        }
        return pattern.toString();
    }

    /** True when the rule itself lists the names that it makes. */
    boolean isListed() {
        return template != null && template.texts() != null;
    }

    MetricType type() {
        return switch (rule.type()) {
            case "COUNTER" -> MetricType.COUNTER;
            case "GAUGE" -> MetricType.GAUGE;
            default -> MetricType.UNTYPED;
        };
    }

    private String alternatives(Set<String> texts) {
        StringBuilder pattern = new StringBuilder("(?:");
        for (String text : texts) {
            String safe = safe(text);
            String inner = stripped(safe);
            pattern.append(pattern.length() == 3 ? "" : "|").append(safe.startsWith("_") ? "_?" : "").append(Re2.quote(inner))
                    .append(safe.endsWith("_") && !inner.isEmpty() ? "_?" : "");
        }
        return pattern.append(')').toString();
    }

    private static String stripped(String text) {
        int from = text.startsWith("_") ? 1 : 0;
        int to = text.endsWith("_") && text.length() > from ? text.length() - 1 : text.length();
        return text.substring(from, to);
    }

    /** As a metric's name may be written. */
    String safe(String name) {
        String safe = cleaned(name);
        return config.lowerCase() ? safe.toLowerCase(Locale.ROOT) : safe;
    }

    private static String cleaned(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean good = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ':';
            if (good) {
                out.append(c);
            } else if (out.length() == 0 || out.charAt(out.length() - 1) != '_') {
                out.append('_');
            }
        }
        return out.toString();
    }

    /**
     * The metrics of a rule that lists its names; none for one that takes them from beans.
     *
     * @param condition what else it takes that they exist
     */
    List<Family> families(Version release, String condition) {
        Set<String> texts = template == null ? null : template.texts();
        List<Family> found = new ArrayList<>();
        for (String text : texts == null ? Set.<String>of() : texts) {
            for (String name : exposed(safe(text), release)) {
                if (!name.isEmpty()) {
                    found.add(family(name, condition));
                }
            }
        }
        return found;
    }

    /** What a safe name becomes in the exposition of a release; both forms while that is not known. */
    Set<String> exposed(String name, Version release) {
        boolean counter = rule.type().equals("COUNTER");
        Set<String> names = new TreeSet<>();
        if (counter && (!release.isKnown() || release.isAtLeast(TOTALS))) {
            names.add(name.endsWith("_total") ? name : name + "_total");
        }
        if (!counter && (!release.isKnown() || release.isAtLeast(ONE))) {
            String suffix = RESERVED.stream().filter(name::endsWith).findFirst().orElse("");
            names.add(name.substring(0, name.length() - suffix.length()));
        }
        if (names.isEmpty() || !release.isKnown()) {
            names.add(name);
        }
        return names;
    }

    private Family family(String name, String condition) {
        Map<String, Label> labels = new LinkedHashMap<>();
        boolean open = false;
        for (Map.Entry<String, Text> entry : rule.labels().entrySet()) {
            String pattern = rule.pattern() == null ? null : rule.pattern().value();
            Set<String> names = JmxTemplate.of(entry.getKey(), pattern).texts();
            JmxTemplate value = JmxTemplate.of(entry.getValue().value(), pattern);
            Set<String> values = value.texts();
            open |= names == null;
            for (String label : names == null ? Set.<String>of() : names) {
                String safe = safeLabel(label);
                labels.put(safe, new Label(safe, values == null ? List.of() : List.copyOf(values), values != null,
                        value.mayBeEmpty() || names.size() > 1));
            }
        }
        return new Family(name, type(), List.copyOf(labels.values()), open ? List.of("") : List.of(), "", "",
                condition, rule.span());
    }

    /** As a label's name may be written. */
    String safeLabel(String name) {
        String safe = cleaned(name);
        return config.lowerCaseLabels() ? safe.toLowerCase(Locale.ROOT) : safe;
    }
}
