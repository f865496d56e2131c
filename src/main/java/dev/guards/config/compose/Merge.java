package dev.guards.config.compose;

import dev.guards.text.Absent;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays one Compose model over another, as Compose does with several files and with {@code extends}. */
final class Merge {
    /** Fields of a service that are replaced as a whole. */
    private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test");
    /** Fields that may be written as a list of {@code KEY=value} or as a mapping, and merge by key. */
    private static final Set<String> PAIRS = Set.of("environment", "labels", "args", "extra_hosts", "sysctls", "annotations");
    /** Fields that may be written as a list of names or as a mapping by name. */
    private static final Set<String> NAMED = Set.of("networks", "depends_on");

    private Merge() {
    }

    /** The over laid on the base; a field of the base that the over resets is gone. */
    static Node merge(Node base, Node over) {
        return merge("", base, over);
    }

    private static Node merge(String field, Node base, Node over) {
        if (over.tag().equals("!reset")) {
            return new Absent(over.span());
        }
        if (!base.isPresent() || base.isNull() || over.tag().equals("!override") || REPLACED.contains(field)) {
            return over.isNull() && base.isPresent() && !REPLACED.contains(field) ? base : over;
        }
        if (!over.isPresent() || over.isNull()) {
            return base;
        }
        if (PAIRS.contains(field)) {
            return mappings(pairs(base), pairs(over), "");
        }
        if (NAMED.contains(field) && (base instanceof Mapping || over instanceof Mapping)) {
            return mappings(named(base), named(over), "");
        }
        if (field.equals("logging") && !sameDriver(base, over)) {
            return over;
        }
        if (field.equals("build")) {
            return mappings(build(base), build(over), field);
        }
        if (base instanceof Mapping a && over instanceof Mapping b) {
            return mappings(a, b, field);
        }
        if (base instanceof Sequence && over instanceof Sequence) {
            return lists(field, base, over);
        }
        return over;
    }

    private static boolean sameDriver(Node base, Node over) {
        String driver = over.get("driver").string();
        return driver == null || driver.equals(base.get("driver").string(driver));
    }

    private static Node mappings(Node base, Node over, String field) {
        Map<String, Mapping.Entry> merged = new LinkedHashMap<>();
        for (Mapping.Entry entry : base.entries()) {
            merged.put(entry.key().value(), entry);
        }
        for (Mapping.Entry entry : over.entries()) {
            String key = entry.key().value();
            Mapping.Entry before = merged.get(key);
            Node value = merge(isServiceLevel(field) ? "" : key, before == null ? new Absent(entry.value().span()) : before.value(), entry.value());
            if (value.isPresent()) {
                merged.put(key, new Mapping.Entry(before == null ? entry.key() : before.key(), value));
            } else {
                merged.remove(key);
            }
        }
        return new Mapping(new ArrayList<>(merged.values()), base.span());
    }

    /** Keys below these are names chosen by the user, not fields. */
    private static boolean isServiceLevel(String field) {
        return field.equals("services") || field.equals("volumes") || field.equals("configs") || field.equals("secrets")
                || field.equals("networks");
    }

    private static Node lists(String field, Node base, Node over) {
        Map<String, Node> merged = new LinkedHashMap<>();
        for (Node item : base.items()) {
            merged.put(identity(field, item, merged.size()), item);
        }
        for (Node item : over.items()) {
            merged.put(identity(field, item, merged.size()), item);
        }
        return new Sequence(new ArrayList<>(merged.values()), base.span());
    }

    /** What makes two items the same one: the container path of a volume, the target of a config. */
    private static String identity(String field, Node item, int index) {
        switch (field) {
            case "volumes", "configs", "secrets", "devices" -> {
                String written = item.string();
                if (written == null) {
                    return "at " + item.get("target").string(item.get("source").string("" + index));
                }
                String[] parts = written.split(":");
                return "at " + (parts.length > 1 && parts[1].startsWith("/") ? parts[1] : parts[0]);
            }
            case "ports" -> {
                return item.string() != null ? "is " + item.string() : "is " + item.get("host_ip") + item.get("published")
                        + item.get("target") + item.get("protocol");
            }
            default -> {
                return item.string() != null && !field.isEmpty() ? "is " + item.string() : "item " + index;
            }
        }
    }

    /** {@code KEY=value} texts as a mapping; a mapping as it is. A key without {@code =} has a null value. */
    static Mapping pairs(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
        for (Node item : node.items()) {
            Text text = item.text();
            if (text == null) {
                continue;
            }
            int equals = text.value().indexOf('=');
            int end = equals < 0 ? text.length() : equals;
            Text key = text.slice(0, end);
            Node value = equals < 0 ? new Scalar(Scalar.Type.NULL, text.slice(end, end), text.span(end, end))
                    : new Scalar(Scalar.Type.TEXT, text.slice(equals + 1, text.length()), text.span(equals + 1, text.length()));
            entries.put(key.value(), new Mapping.Entry(key, value));
        }
        return new Mapping(new ArrayList<>(entries.values()), node.span());
    }

    private static Mapping named(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        List<Mapping.Entry> entries = new ArrayList<>();
        for (Text name : node.texts()) {
            entries.add(new Mapping.Entry(name, new Scalar(Scalar.Type.NULL, name, name.span())));
        }
        return new Mapping(entries, node.span());
    }

    private static Mapping build(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        Text context = node.text();
        return new Mapping(List.of(new Mapping.Entry(Text.of("context"), new Scalar(Scalar.Type.TEXT, context, node.span()))), node.span());
    }
}
