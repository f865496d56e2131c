package dev.guards.inventory.pipeline;

import dev.guards.config.pipeline.Stage;
import dev.guards.config.pipeline.StageReader;
import dev.guards.inventory.Labels;
import dev.guards.regex.ValueSet;

/** The eventlogmessage stage: one extracted value a {@code Key: value} line of a Windows event's message. */
final class EventLog {
    private EventLog() {
    }

    static Entry step(Stage.EventLogMessage stage, Entry entry) {
        ValueSet source = entry.extracted().get(stage.source());
        String message = source.single();
        if (message == null) {
            Labels opened = entry.extracted().withOpenNames(ValueSet.any());
            Entry result = entry.extracting(opened, java.util.Set.of());
            for (String name : entry.extracted().names()) {
                result = stage.overwriteExisting() ? result.extract(name, ValueSet.any(), true) : result;
            }
            return result;
        }
        Entry result = entry;
        for (String line : message.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String key = line.substring(0, colon);
            if (!StageReader.isLabelName(key)) {
                if (stage.dropInvalidLabels()) {
                    continue;
                }
                key = sanitize(key);
            }
            boolean taken = !result.extracted().get(key).mustBeAbsent();
            if (taken && !stage.overwriteExisting()) {
                key += "_extracted";
            }
            result = result.extract(key, ValueSet.of(line.substring(colon + 1).strip()), false);
        }
        return result;
    }

    private static String sanitize(String key) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            name.append(letter || i > 0 && c >= '0' && c <= '9' ? c : '_');
        }
        return name.isEmpty() ? "_" : name.toString();
    }
}
