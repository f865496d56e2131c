package dev.guards.inventory.pipeline;

import dev.guards.config.pipeline.GoTemplate;
import dev.guards.config.pipeline.Stage;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stages that read the line or an extracted value, and write extracted values or the line. */
final class Extraction {
    /** Combinations of input values for which a template is evaluated one by one. */
    private static final int MOST_COMBINATIONS = 64;
    private static final Re2 CRI = Re2.of("^(?s)(?P<time>\\S+?) (?P<stream>stdout|stderr) (?P<flags>\\S+?) (?P<content>.*)$");
    private static final Re2 COLOUR = Re2.of("\\x1b\\[([0-9]{1,3}(;[0-9]{1,2})*)?[mGK]");

    private Extraction() {
    }

    static Entry step(Stage stage, Entry entry) {
        if (stage instanceof Stage.Json json) {
            return json(json, entry);
        }
        if (stage instanceof Stage.Logfmt logfmt) {
            return logfmt(logfmt, entry);
        }
        if (stage instanceof Stage.Regex regex) {
            return groups(regex.regex(), entry.source(value(regex.source())), entry);
        }
        if (stage instanceof Stage.Pattern pattern) {
            return pattern(pattern, entry);
        }
        if (stage instanceof Stage.Replace replace) {
            return Replacing.step(replace, entry);
        }
        if (stage instanceof Stage.Template template) {
            return template(template, entry);
        }
        if (stage instanceof Stage.Output output) {
            ValueSet value = entry.extracted().get(output.source().value());
            return value.mustBeAbsent() ? entry : entry.line(value.mayBeAbsent() ? value.withoutAbsent().union(entry.line()) : value);
        }
        if (stage instanceof Stage.Docker) {
            return docker(entry);
        }
        if (stage instanceof Stage.Cri) {
            return cri(entry);
        }
        if (stage instanceof Stage.Decolorize) {
            return entry.line().isFinite() ? entry.line(entry.line().map(l -> COLOUR.replaceAll(l, ""))) : entry;
        }
        if (stage instanceof Stage.EventLogMessage event) {
            return EventLog.step(event, entry);
        }
        return stage instanceof Stage.LineRewrite ? entry.line(ValueSet.any()) : entry;
    }

    private static String value(Text text) {
        return text == null ? null : text.value();
    }

    private static Entry json(Stage.Json json, Entry entry) {
        ValueSet source = entry.source(value(json.source()));
        Entry result = entry;
        for (Stage.Json.Expression expression : json.expressions()) {
            if (!source.isFinite()) {
                result = result.extract(expression.key().value(), ValueSet.any(), true);
                continue;
            }
            ValueSet values = ValueSet.none();
            for (String text : source.values()) {
                values = values.union(Documents.json(text, expression.path(), entry.extracted().get(expression.key().value())));
            }
            if (!values.equals(entry.extracted().get(expression.key().value()))) {
                result = result.extract(expression.key().value(), values, false);
            }
        }
        return result;
    }

    private static Entry logfmt(Stage.Logfmt logfmt, Entry entry) {
        ValueSet source = entry.source(value(logfmt.source()));
        Entry result = entry;
        for (Stage.Pair pair : logfmt.mapping()) {
            String key = pair.name().value();
            if (!source.isFinite()) {
                result = result.extract(key, ValueSet.any(), true);
                continue;
            }
            ValueSet values = ValueSet.none();
            for (String text : source.values()) {
                String found = Documents.logfmt(text).get(pair.value().value());
                values = values.union(found == null ? entry.extracted().get(key) : ValueSet.of(found));
            }
            if (!values.equals(entry.extracted().get(key))) {
                result = result.extract(key, values, false);
            }
        }
        return result;
    }

    /** Sets what the named groups of the first match hold; nothing changes where the pattern does not match. */
    private static Entry groups(Re2 regex, ValueSet source, Entry entry) {
        Entry result = entry;
        for (String name : regex.groupNames()) {
            if (!name.isEmpty()) {
                ValueSet value = groupValue(regex, name, source);
                if (!value.mustBeAbsent()) {
                    result = result.extract(name, value, true);
                }
            }
        }
        return result;
    }

    private static ValueSet groupValue(Re2 regex, String name, ValueSet source) {
        if (!source.isFinite()) {
            return GroupText.values(regex, name).withAbsent().inexact();
        }
        List<String> values = new ArrayList<>();
        int group = regex.groupNames().lastIndexOf(name) + 1;
        for (String text : source.values()) {
            int[] places = regex.find(text, 0);
            boolean held = places != null && places[2 * group] >= 0;
            values.add(held ? text.substring(places[2 * group], places[2 * group + 1]) : "");
        }
        return ValueSet.ofAll(values);
    }

    /** Named captures {@code <name>} may hold anything. */
    private static Entry pattern(Stage.Pattern pattern, Entry entry) {
        Entry result = entry;
        String text = pattern.pattern().value();
        for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', open + 1)) {
            int close = text.indexOf('>', open);
            String name = close < 0 ? "_" : text.substring(open + 1, close);
            if (!name.equals("_") && !name.isEmpty()) {
                result = result.extract(name, ValueSet.any(), true);
                if (pattern.labelsFromGroups()) {
                    result = result.label(name, ValueSet.any(), pattern.span());
                }
            }
        }
        return result;
    }

    private static Entry cri(Entry entry) {
        if (!entry.line().isFinite()) {
            return entry.extract("time", ValueSet.any(), true).extract("stream", ValueSet.of("stdout", "stderr", ""), true)
                    .extract("flags", ValueSet.any(), true).extract("content", ValueSet.any(), true).line(ValueSet.any());
        }
        Entry result = groups(CRI, entry.line(), entry);
        return groupValue(CRI, "content", entry.line()).mustBeAbsent() ? result : result.line(result.extracted().get("content"));
    }

    private static Entry docker(Entry entry) {
        if (!entry.line().isFinite()) {
            return entry.extract("stream", ValueSet.of("stdout", "stderr", ""), true)
                    .extract("output", ValueSet.any(), true).extract("timestamp", ValueSet.any(), true).line(ValueSet.any());
        }
        Entry result = entry;
        ValueSet lines = ValueSet.none();
        for (String line : entry.line().values()) {
            Map<String, String> found = Documents.docker(line);
            for (Map.Entry<String, String> field : found.entrySet()) {
                result = result.extract(field.getKey(), ValueSet.of(field.getValue()), true);
            }
            lines = lines.union(ValueSet.of(found.getOrDefault("output", line)));
        }
        return result.line(lines);
    }

    private static Entry template(Stage.Template stage, Entry entry) {
        String source = stage.source().value();
        ValueSet before = entry.extracted().get(source);
        ValueSet values = render(stage.template(), entry, before);
        return values.equals(before) ? entry : entry.extract(source, values, false);
    }

    /** The results of a template; where its execution fails, what was there before. An empty result removes the value. */
    private static ValueSet render(GoTemplate template, Entry entry, ValueSet before) {
        List<Map<String, Object>> inputs = inputs(template, entry, before);
        if (inputs == null) {
            return ValueSet.any();
        }
        ValueSet results = ValueSet.none();
        for (Map<String, Object> data : inputs) {
            try {
                results = results.union(ValueSet.of(template.render(data)));
            } catch (GoTemplate.Stop e) {
                if (!e.isError()) {
                    return ValueSet.any();
                }
                Object value = data.get("Value");
                boolean readsValue = template.fields().contains("Value");
                results = results.union(!readsValue ? before : value instanceof String known ? ValueSet.of(known) : ValueSet.absent());
            }
        }
        return results;
    }

    /** Every combination of the values that the template reads; null when these are too many. A value that is not known stops it. */
    static List<Map<String, Object>> inputs(GoTemplate template, Entry entry, ValueSet value) {
        List<Map<String, Object>> all = new ArrayList<>(List.of(new LinkedHashMap<>()));
        for (String field : template.fields()) {
            ValueSet values = field.equals("Value") ? value : field.equals("Entry") ? entry.line() : entry.extracted().get(field);
            List<Map<String, Object>> next = new ArrayList<>();
            for (Map<String, Object> one : all) {
                if (!values.isFinite()) {
                    one.put(field, GoTemplate.unknown());
                    next.add(one);
                    continue;
                }
                for (String known : values.values()) {
                    Map<String, Object> copy = new LinkedHashMap<>(one);
                    if (!known.isEmpty()) {
                        copy.put(field, known);
                    }
                    next.add(copy);
                }
            }
            if (next.size() > MOST_COMBINATIONS) {
                return null;
            }
            all = next;
        }
        return all;
    }
}
