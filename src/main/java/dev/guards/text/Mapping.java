package dev.guards.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys and values in the order of the file, YAML merge keys resolved. Keys are unique: readers refuse duplicates. */
public final class Mapping implements Node {
    /** One entry; the key is located too. */
    public record Entry(Text key, Node value) {
        /** From the start of the key to the end of the value. */
        public Span span() {
            return key.span().to(value.span());
        }
    }

    private final List<Entry> entries;
    private final Map<String, Entry> byKey;
    private final Span span;
    private final String tag;

    public Mapping(List<Entry> entries, Span span) {
        this(entries, span, "");
    }

    public Mapping(List<Entry> entries, Span span, String tag) {
        this.tag = tag;
        this.entries = List.copyOf(entries);
        this.span = span;
        this.byKey = new HashMap<>(entries.size() * 2);
        for (Entry entry : entries) {
            byKey.putIfAbsent(entry.key().value(), entry);
        }
    }

    @Override
    public String tag() {
        return tag;
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public Node get(String key) {
        Entry entry = byKey.get(key);
        return entry == null ? new Absent(span) : entry.value();
    }

    /** The entry of a key; null when there is none. */
    public Entry entry(String key) {
        return byKey.get(key);
    }

    @Override
    public String kind() {
        return "mapping";
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("{");
        for (Entry entry : entries) {
            out.append(out.length() == 1 ? "" : ", ").append(entry.key()).append(": ").append(entry.value());
        }
        return out.append('}').toString();
    }
}
