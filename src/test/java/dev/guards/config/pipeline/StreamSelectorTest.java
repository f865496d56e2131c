package dev.guards.config.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Shared;
import dev.guards.text.Source;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamSelectorTest {
    @Test
    void agreesWithUpstreamsTable() throws Exception {
        List<String> disagreed = new ArrayList<>();
        for (String line : Files.readAllLines(Shared.path("conformance/promtail-selector.jsonl"))) {
            Node row = JsonReader.read(new Source("row", line).whole(), p -> { });
            String query = row.get("query").string();
            String place = "";
            try {
                StreamSelector.parse(new Source("q", query).whole());
            } catch (ReadException e) {
                place = e.problem().span().line() + "," + e.problem().span().column();
            }
            List<Node> position = row.get("position").items();
            String expected = position.isEmpty() ? "" : position.get(0).string() + "," + position.get(1).string();
            if (!place.equals(expected)) {
                disagreed.add(query + ": error at [" + place + "], upstream at [" + expected + "]");
            }
        }
        assertThat(disagreed).isEmpty();
    }
}
