package dev.guards.cli;

import dev.guards.config.prometheus.NameScheme;
import dev.guards.config.prometheus.RelabelReader;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Relabeler;
import dev.guards.report.JsonWriter;
import dev.guards.text.JsonReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code guards relabel}: runs relabelling rules on given labels. With {@code --jsonl} it reads
 * {@code {"id", "input": {}, "relabel": [..]}} lines and writes {@code {"id", "output": {} or null}} or
 * {@code {"id", "error": ".."}} lines.
 */
final class RelabelCommand implements Command {
    static final List<String> FLAGS = List.of("jsonl", "legacy-names");
    static final List<String> VALUED = List.of();

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        if (!arguments.has("jsonl")) {
            throw new UsageException("relabel reads JSON lines: guards relabel --jsonl < lines");
        }
        NameScheme scheme = arguments.has("legacy-names") ? NameScheme.LEGACY : NameScheme.UTF8;
        int code = OK;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    code = Math.max(code, answer(line, scheme, terminal));
                }
            }
        } catch (IOException e) {
            terminal.err().println("guards: cannot read standard input: " + e.getMessage());
            return FAILED;
        }
        return code;
    }

    private static int answer(String line, NameScheme scheme, Terminal terminal) throws IOException {
        StringBuilder out = new StringBuilder();
        int code = OK;
        try {
            Node request = JsonReader.read(new Source("standard input", line).whole(), p -> { });
            List<Problem> problems = new ArrayList<>();
            List<RelabelRule> rules = RelabelReader.readAll(request.get("relabel"), scheme, problems::add);
            if (problems.isEmpty()) {
                write(out, request.get("id").string(""), relabel(rules, request.get("input")));
            } else {
                error(out, request.get("id").string(""), problems.get(0).message());
            }
        } catch (ReadException e) {
            error(out, "", e.problem().message());
            code = FAILED;
        }
        terminal.out().print(out);
        return code;
    }

    /** Null when the labels are dropped. */
    static Map<String, String> relabel(List<RelabelRule> rules, Node input) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Mapping.Entry entry : input.entries()) {
            labels.put(entry.key().value(), entry.value().string(""));
        }
        List<Relabeler.Outcome> kept = Relabeler.run(rules, Labels.exactly(labels)).kept();
        if (kept.isEmpty()) {
            return null;
        }
        Map<String, String> output = new LinkedHashMap<>();
        kept.get(0).labels().asMap().forEach((name, values) -> output.put(name, values.single()));
        return output;
    }

    private static void write(StringBuilder out, String id, Map<String, String> labels) throws IOException {
        try (JsonWriter json = JsonWriter.compact(out)) {
            json.startObject().field("id", id);
            if (labels == null) {
                json.nullField("output");
            } else {
                json.startObject("output");
                for (Map.Entry<String, String> label : labels.entrySet()) {
                    json.field(label.getKey(), label.getValue());
                }
                json.endObject();
            }
            json.endObject();
        }
        out.append('\n');
    }

    private static void error(StringBuilder out, String id, String message) throws IOException {
        try (JsonWriter json = JsonWriter.compact(out)) {
            json.startObject().field("id", id).field("error", message).endObject();
        }
        out.append('\n');
    }
}
