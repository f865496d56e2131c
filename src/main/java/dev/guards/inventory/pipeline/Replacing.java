package dev.guards.inventory.pipeline;

import dev.guards.config.pipeline.GoTemplate;
import dev.guards.config.pipeline.Stage;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The replace stage: what each group captures is put through a template, and named groups are extracted. */
final class Replacing {
    private Replacing() {
    }

    static Entry step(Stage.Replace stage, Entry entry) {
        String source = stage.source() == null ? null : stage.source().value();
        String text = entry.source(source).single();
        Map<String, String> data = concrete(stage.replacement(), entry);
        if (text == null || data == null) {
            return unknown(stage, source, entry);
        }
        try {
            return replace(stage, source, text, data, entry);
        } catch (GoTemplate.Stop e) {
            return e.isError() ? entry : unknown(stage, source, entry);
        }
    }

    /** The extracted values that the template reads; null when one has several. */
    private static Map<String, String> concrete(GoTemplate template, Entry entry) {
        Map<String, String> data = new HashMap<>();
        for (String field : template.fields()) {
            String value = field.equals("Value") ? "" : entry.extracted().get(field).single();
            if (value == null) {
                return null;
            }
            if (!value.isEmpty()) {
                data.put(field, value);
            }
        }
        return data;
    }

    private static Entry unknown(Stage.Replace stage, String source, Entry entry) {
        Entry result = entry;
        for (String name : stage.regex().groupNames()) {
            if (!name.isEmpty()) {
                result = result.extract(name, ValueSet.any(), true);
            }
        }
        return source == null ? result.line(ValueSet.any()) : result.extract(source, ValueSet.any(), true);
    }

    private static Entry replace(Stage.Replace stage, String source, String text, Map<String, String> data, Entry entry) {
        Re2 regex = stage.regex();
        int[] first = regex.find(text, 0);
        if (first == null) {
            return entry;
        }
        Map<String, String> replaced = new HashMap<>();
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (int[] match : matches(regex, text)) {
            for (int i = 2; i < match.length; i += 2) {
                if (match[i] < 0) {
                    continue;
                }
                String captured = text.substring(match[i], match[i + 1]);
                Map<String, String> withValue = new HashMap<>(data);
                withValue.put("Value", captured);
                String replacement = stage.replacement().render(withValue);
                if (done == 0 || done <= match[i]) {
                    result.append(text, done, match[i]).append(replacement);
                    done = match[i + 1];
                }
                replaced.put(captured, replacement);
            }
        }
        result.append(text, done, text.length());
        Entry after = source == null ? entry.line(ValueSet.of(result.toString()))
                : entry.extract(source, ValueSet.of(result.toString()), false);
        List<String> names = regex.groupNames();
        for (int group = 1; group <= names.size(); group++) {
            if (!names.get(group - 1).isEmpty() && first[2 * group] >= 0) {
                String value = replaced.get(text.substring(first[2 * group], first[2 * group + 1]));
                after = value == null ? after : after.extract(names.get(group - 1), ValueSet.of(value), false);
            }
        }
        return after;
    }

    private static List<int[]> matches(Re2 regex, String text) {
        List<int[]> all = new ArrayList<>();
        int from = 0;
        for (int[] match = regex.find(text, 0); match != null && from <= text.length(); ) {
            all.add(match);
            from = match[1] > match[0] ? match[1] : match[1] + 1;
            match = from <= text.length() ? regex.find(text, from) : null;
        }
        return all;
    }
}
