package dev.guards.config.fluentbit;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The sections of a Fluent Bit configuration.
 *
 * @param hasIncludes true when parts of it are in other files
 */
public record FluentBitConfig(List<Section> sections, boolean hasIncludes) {
    /**
     * An input, filter, output or other section.
     *
     * @param kind       {@code input}, {@code filter}, {@code output} ...
     * @param properties by lower-case name
     */
    public record Section(String kind, Map<String, Text> properties, Span span) {
        /** The plugin's name, lower case; empty when it has none. */
        public String name() {
            Text name = properties.get("name");
            return name == null ? "" : name.value().toLowerCase(Locale.ROOT);
        }
    }

    public FluentBitConfig {
        sections = List.copyOf(sections);
    }

    /** Sections of a kind and plugin. */
    public List<Section> plugins(String kind, String name) {
        List<Section> found = new ArrayList<>();
        for (Section section : sections) {
            if (section.kind().equals(kind) && section.name().equals(name)) {
                found.add(section);
            }
        }
        return found;
    }

    /** Reads the YAML form. */
    public static FluentBitConfig read(Node root) {
        List<Section> sections = new ArrayList<>();
        for (Mapping.Entry part : root.get("pipeline").entries()) {
            String kind = part.key().value().replaceAll("s$", "");
            for (Node plugin : part.value().items()) {
                Map<String, Text> properties = new LinkedHashMap<>();
                for (Mapping.Entry property : plugin.entries()) {
                    List<Text> texts = property.value().texts();
                    if (texts.size() == 1) {
                        properties.put(property.key().value().toLowerCase(Locale.ROOT), texts.get(0));
                    } else if (!texts.isEmpty()) {
                        properties.put(property.key().value().toLowerCase(Locale.ROOT), Text.at(property.value().span(), joined(texts)));
                    }
                }
                sections.add(new Section(kind, properties, plugin.span()));
            }
        }
        return new FluentBitConfig(sections, root.has("includes"));
    }

    private static String joined(List<Text> texts) {
        StringBuilder out = new StringBuilder();
        texts.forEach(t -> out.append(out.length() == 0 ? "" : ",").append(t));
        return out.toString();
    }

    /** Reads the classic form: sections in brackets, a property a line. */
    public static FluentBitConfig read(Text text) {
        List<Section> sections = new ArrayList<>();
        boolean includes = false;
        String value = text.value();
        for (int start = 0; start < value.length(); ) {
            int end = value.indexOf('\n', start) < 0 ? value.length() : value.indexOf('\n', start);
            int from = start;
            int to = end;
            while (from < to && Character.isWhitespace(value.charAt(from))) {
                from++;
            }
            while (to > from && Character.isWhitespace(value.charAt(to - 1))) {
                to--;
            }
            start = end + 1;
            String line = value.substring(from, to);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                String kind = line.substring(1, line.length() - 1).toLowerCase(Locale.ROOT);
                sections.add(new Section(kind, new LinkedHashMap<>(), text.span(from, to)));
            } else if (line.startsWith("@")) {
                includes |= line.toLowerCase(Locale.ROOT).startsWith("@include");
            } else if (!sections.isEmpty()) {
                property(text, from, to, sections.get(sections.size() - 1));
            }
        }
        return new FluentBitConfig(sections, includes);
    }

    private static void property(Text text, int from, int to, Section section) {
        int key = from;
        while (key < to && !Character.isWhitespace(text.charAt(key))) {
            key++;
        }
        int value = key;
        while (value < to && Character.isWhitespace(text.charAt(value))) {
            value++;
        }
        section.properties().putIfAbsent(text.value().substring(from, key).toLowerCase(Locale.ROOT), text.slice(value, to));
    }
}
