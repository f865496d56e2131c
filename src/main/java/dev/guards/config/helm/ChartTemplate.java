package dev.guards.config.helm;

import dev.guards.config.kubernetes.Manifest;
import dev.guards.text.Absent;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of a known chart in a release. What the chart says stands at the place that names the release, what the
 * release's values say at their own.
 */
final class ChartTemplate {
    private static final int LONGEST_NAME = 63;

    private final Chart chart;
    private final Release release;
    private final Node values;
    private final Span cause;
    private final String fullname;
    /** What an object is made for, where a list of the values makes one each. */
    private Node item;

    private ChartTemplate(Chart chart, String name, Release release, Node given) {
        this.chart = chart;
        this.release = release;
        this.values = Values.merge(chart.values(), given);
        this.cause = release.cause();
        this.fullname = fullname(name);
    }

    /** The objects, those of the charts that it brings along included. */
    static List<Manifest> render(Chart chart, Release release) {
        List<Manifest> objects = new ArrayList<>();
        new ChartTemplate(chart, chart.name(), release, release.values()).render(objects);
        return objects;
    }

    private void render(List<Manifest> objects) {
        for (Node template : chart.objects()) {
            String each = template.get("$each").string();
            if (each == null) {
                object(template, objects);
                continue;
            }
            Node list = Values.at(values, each);
            List<Node> made = new ArrayList<>(list.items());
            list.entries().forEach(entry -> made.add(entry.value()));
            for (Node one : made) {
                item = one;
                object(template, objects);
            }
        }
        for (Node part : chart.charts()) {
            Chart other = holds(part.get("when")) ? Chart.of(part.get("chart").string("")) : null;
            if (other != null) {
                String key = part.get("values").string(other.name());
                new ChartTemplate(other, key, release, Values.at(values, key)).render(objects);
            }
        }
        values.get("extraObjects").items().forEach(extra -> {
            if (extra instanceof Mapping) {
                objects.add(Manifest.of(extra));
            }
        });
    }

    private void object(Node template, List<Manifest> objects) {
        Node object = node(template);
        if (object.isPresent()) {
            objects.add(Manifest.of(withTexts(object)));
        }
    }

    /** As {@code helm create} writes it into each chart: the release's name, and the chart's unless that says it already. */
    private String fullname(String name) {
        String longest = chart.root().get("longest_name").string(String.valueOf(LONGEST_NAME));
        String given = values.get("fullnameOverride").string("");
        String own = values.get("nameOverride").string("");
        String used = own.isEmpty() ? name : own;
        String full = !given.isEmpty() ? given : !Unknown.isKnown(release.name()) ? release.name()
                : release.name().contains(used) ? release.name() : release.name() + "-" + used;
        String cut = full.substring(0, Math.min(full.length(), Integer.parseInt(longest)));
        return cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private boolean holds(Node conditions) {
        for (Node condition : conditions.itemsOrSelf()) {
            boolean any = false;
            for (String alternative : condition.string("").split("\\|")) {
                any |= holds(alternative.strip());
            }
            if (!any) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(String condition) {
        if (condition.startsWith("!")) {
            return !holds(condition.substring(1));
        }
        int equals = condition.indexOf('=');
        return condition.equals("settled") ? release.isKnown()
                : equals > 0 ? Values.at(values, condition.substring(0, equals)).string("").equals(condition.substring(equals + 1))
                : Values.isTrue(Values.at(values, condition));
    }

    private Node node(Node template) {
        if (template instanceof Mapping) {
            return mapping(template);
        }
        if (template instanceof Sequence) {
            List<Node> items = new ArrayList<>();
            template.items().forEach(item -> item(item, items));
            return new Sequence(items, cause);
        }
        Text text = template.text();
        if (text == null) {
            return new Absent(cause);
        }
        String written = text.value();
        boolean whole = written.startsWith("${") && written.indexOf('}') == written.length() - 1 && written.indexOf('|') < 0;
        Node given = whole ? given(written.substring(2, written.length() - 1)) : null;
        if (given != null) {
            return given;
        }
        if (written.equals("${namespace}") && release.namespace() == null) {
            return new Absent(cause);
        }
        Scalar.Type type = ((Scalar) template).type();
        return new Scalar(type, Text.at(cause, filled(written)), cause);
    }

    private Node mapping(Node template) {
        if (!holds(template.get("$when"))) {
            return new Absent(cause);
        }
        Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
        for (Mapping.Entry entry : template.entries()) {
            String key = entry.key().value();
            if (key.equals("$merge")) {
                for (Node part : entry.value().itemsOrSelf()) {
                    node(part).entries().forEach(merged -> entries.put(merged.key().value(), merged));
                }
            } else if (!key.equals("$when") && !key.equals("$each")) {
                Node value = node(entry.value());
                if (value.isPresent()) {
                    String name = filled(key);
                    entries.put(name, new Mapping.Entry(Text.at(cause, name), value));
                }
            }
        }
        return new Mapping(new ArrayList<>(entries.values()), cause);
    }

    /** An item, or the items of a list of the values, which may be written as a text. */
    private void item(Node template, List<Node> items) {
        Node spread = template.get("$items");
        if (!spread.isPresent()) {
            Node item = node(template);
            if (item.isPresent()) {
                items.add(item);
            }
        } else if (holds(template.get("$when"))) {
            Node list = node(spread);
            items.addAll(list.text() == null ? list.items() : Values.read(list.text()).items());
        }
    }

    /** A text with each {@code ${...}} filled in; what has no value is nothing, or what stands behind a bar. */
    private String filled(String written) {
        StringBuilder out = new StringBuilder();
        int done = 0;
        for (int at = written.indexOf("${"); at >= 0; at = written.indexOf("${", done)) {
            int end = written.indexOf('}', at);
            if (end < 0) {
                break;
            }
            out.append(written, done, at).append(value(written.substring(at + 2, end)));
            done = end + 1;
        }
        return out.append(written.substring(done)).toString();
    }

    /** The value behind a name; null when the name is none of a value. */
    private Node given(String name) {
        return name.equals("item") ? item : name.startsWith("item.") ? Values.at(item, name.substring("item.".length()))
                : name.startsWith("values.") ? Values.at(values, name.substring("values.".length())) : null;
    }

    private String value(String reference) {
        int bar = reference.indexOf('|');
        String otherwise = bar < 0 ? "" : reference.substring(bar + 1);
        boolean behindColon = reference.startsWith(":");
        String name = reference.substring(behindColon ? 1 : 0, bar < 0 ? reference.length() : bar);
        Node value = given(name);
        if (value == null) {
            return switch (name) {
                case "release" -> release.name();
                case "namespace" -> release.namespace() == null ? String.valueOf(Unknown.MARK) : release.namespace();
                case "fullname" -> fullname;
                // Prometheus has references of the same form.
                default -> "${" + reference + "}";
            };
        }
        List<String> words = new ArrayList<>();
        value.texts().forEach(text -> words.add(text.value()));
        return !Values.isTrue(value) ? otherwise : (behindColon ? ":" : "") + String.join(",", words);
    }

    /** ConfigMaps and Secrets hold texts: what is written as a tree there is one of a file. */
    private Node withTexts(Node object) {
        String kind = object.get("kind").string("");
        if (!kind.equals("ConfigMap") && !kind.equals("Secret")) {
            return object;
        }
        List<Mapping.Entry> entries = new ArrayList<>();
        for (Mapping.Entry entry : object.entries()) {
            boolean data = entry.key().value().equals("data") || entry.key().value().equals("stringData");
            entries.add(data ? new Mapping.Entry(entry.key(), texts(entry.value())) : entry);
        }
        return new Mapping(entries, object.span());
    }

    private Node texts(Node data) {
        List<Mapping.Entry> entries = new ArrayList<>();
        for (Mapping.Entry entry : data.entries()) {
            Node value = entry.value();
            boolean tree = value instanceof Mapping || value instanceof Sequence;
            entries.add(tree ? new Mapping.Entry(entry.key(), new Scalar(Scalar.Type.TEXT, Text.at(cause, Flow.write(value)), cause)) : entry);
        }
        return new Mapping(entries, data.span());
    }
}
