package dev.guards.config.jmx;

import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.Map;

/**
 * What becomes of beans whose text {@code domain<key=value, ...><...>attribute: value} contains the pattern. Rules are asked in
 * their order; the first that fits settles an attribute.
 *
 * @param pattern   a Java regular expression; null fits everything
 * @param name      of the metric, with references to groups; null keeps the default format
 * @param type      in upper case; {@code UNTYPED} when not given
 * @param labels    names and values with references to groups
 * @param snakeCase attribute names are matched in snake case
 * @param valued    takes the number from the matched text, so that attributes may be texts
 * @param cached    the attribute's value is not part of what is matched
 */
public record JmxRule(Text pattern, Text name, String type, Map<String, Text> labels, boolean snakeCase, boolean valued, boolean cached,
        Span span) {
    public JmxRule {
        labels = Map.copyOf(labels);
    }
}
