package dev.guards.config.loki;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** A Loki configuration as far as it decides what is stored. */
public record LokiConfig(Node root, List<Period> periods) {
    /** One entry of {@code schema_config.configs}; a text is null where the file gives none. */
    public record Period(Text from, Text store, Text objectStore, Text schema, Text indexPeriod, Node node) {
        /** The number of {@code v13}; -1 when it is none. */
        public int schemaNumber() {
            String value = schema == null ? "" : schema.value();
            try {
                return value.startsWith("v") ? Integer.parseInt(value.substring(1)) : -1;
            } catch (NumberFormatException e) {
                return -1;
            }
        }
    }

    public static LokiConfig read(Node root) {
        List<Period> periods = new ArrayList<>();
        for (Node node : root.at("schema_config", "configs").items()) {
            periods.add(new Period(node.get("from").text(), node.get("store").text(), node.get("object_store").text(),
                    node.get("schema").text(), node.at("index", "period").text(), node));
        }
        return new LokiConfig(root, periods);
    }

    public Node limits() {
        return root.get("limits_config");
    }

    /** The period that new data goes to: the last whose day has come; null when there is none. */
    public Period active(String today) {
        Period active = null;
        for (Period period : periods) {
            boolean begun = period.from() == null || period.from().value().compareTo(today) <= 0;
            active = begun || active == null ? period : active;
        }
        return active;
    }
}
