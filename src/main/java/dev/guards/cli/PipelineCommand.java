package dev.guards.cli;

import dev.guards.config.pipeline.Stage;
import dev.guards.config.pipeline.StageReader;
import dev.guards.inventory.Labels;
import dev.guards.inventory.pipeline.Entry;
import dev.guards.inventory.pipeline.Pipeline;
import dev.guards.regex.ValueSet;
import dev.guards.report.JsonWriter;
import dev.guards.text.JsonReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.YamlReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code guards pipeline}: runs pipeline stages of a log agent on given labels and a line. With {@code --jsonl} it reads
 * {@code {"id", "pipeline_yaml", "entry", "labels_in": {}}} lines and writes
 * {@code {"id", "labels": {"name": ["v"] or "any"}, "may_drop"}} or {@code {"id", "error"}} lines. Without an entry the line
 * may be any. Without {@code "extracted_in": {}} the stages count as a part of a pipeline, before which anything may have been
 * extracted.
 *
 * <p>{@code guards pipeline FILE} runs the stages of a file (a Promtail configuration or a list of stages) on each line of
 * standard input, with the labels given by {@code --label name=value}, and prints what becomes of it.
 */
final class PipelineCommand implements Command {
    static final List<String> FLAGS = List.of("jsonl");
    static final List<String> VALUED = List.of("job", "label");

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        if (!arguments.has("jsonl")) {
            return interactive(arguments, terminal);
        }
        try {
            return JsonLines.answer(terminal, line -> answer(line, terminal));
        } catch (IOException e) {
            terminal.err().println("guards: cannot read standard input: " + e.getMessage());
            return FAILED;
        }
    }

    private static int interactive(Arguments arguments, Terminal terminal) throws UsageException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("pipeline takes one file: guards pipeline promtail.yml --label job=app < lines");
        }
        Map<String, String> labels = new LinkedHashMap<>();
        for (String pair : arguments.values("label")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("--label takes name=value, found " + pair);
            }
            labels.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))) {
            List<Problem> problems = new ArrayList<>();
            Source source = new Source(arguments.operands().get(0), Files.readString(Path.of(arguments.operands().get(0))));
            List<Stage> stages = stagesOf(YamlReader.read(source.whole(), problems::add), arguments.value("job"), problems);
            if (!problems.isEmpty()) {
                problems.forEach(p -> terminal.err().println("guards: " + p.span().place() + ": " + p.message()));
                return FAILED;
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<Entry> results = Pipeline.run(stages, Entry.of(Labels.exactly(labels), ValueSet.of(line)));
                if (results.isEmpty()) {
                    terminal.out().println("dropped");
                }
                for (Entry result : results) {
                    terminal.out().println(result.labels() + (result.metadata().names().isEmpty() ? "" : " metadata " + result.metadata())
                            + (result.thinned() ? "  perhaps dropped" : ""));
                    terminal.out().println("  " + (result.line().single() == null ? "the line cannot be told" : result.line().single()));
                }
            }
            return OK;
        } catch (ReadException e) {
            terminal.err().println("guards: " + e.problem().span().place() + ": " + e.problem().message());
        } catch (IOException e) {
            terminal.err().println("guards: cannot read " + arguments.operands().get(0) + ": " + e.getMessage());
        }
        return FAILED;
    }

    /** The stages of a file: of the job that is named, else of the first that has any. */
    private static List<Stage> stagesOf(Node root, String job, List<Problem> problems) throws UsageException {
        StageReader reader = new StageReader(problems::add);
        if (root.kind().equals("list") || root.has("pipeline_stages")) {
            return reader.stages(root.kind().equals("list") ? root : root.get("pipeline_stages"));
        }
        for (Node scrape : root.get("scrape_configs").items()) {
            if (job == null ? scrape.has("pipeline_stages") : scrape.get("job_name").string("").equals(job)) {
                return reader.stages(scrape.get("pipeline_stages"));
            }
        }
        throw new UsageException(job == null ? "no scrape config of the file has `pipeline_stages`" : "no scrape config of the file has job_name " + job);
    }

    private static int answer(String line, Terminal terminal) throws IOException {
        StringBuilder out = new StringBuilder();
        int code = OK;
        try {
            Node request = JsonReader.read(new Source("standard input", line).whole(), p -> { });
            String id = request.get("id").string("");
            try {
                List<Problem> problems = new ArrayList<>();
                List<Stage> stages = stages(request, problems);
                if (problems.isEmpty()) {
                    write(out, id, Pipeline.run(stages, start(request)));
                } else {
                    error(out, id, problems.get(0).message());
                }
            } catch (ReadException e) {
                error(out, id, e.problem().message());
            }
        } catch (ReadException e) {
            error(out, "", e.problem().message());
            code = FAILED;
        }
        terminal.out().print(out);
        return code;
    }

    private static List<Stage> stages(Node request, List<Problem> problems) throws ReadException {
        Source source = new Source("pipeline_yaml", request.get("pipeline_yaml").string(""));
        Node root = YamlReader.read(source.whole(), problems::add);
        return new StageReader(problems::add).stages(root.kind().equals("list") ? root : root.get("pipeline_stages"));
    }

    private static Entry start(Node request) {
        Labels labels = labels(request.get("labels_in"));
        String entry = request.get("entry").string();
        ValueSet line = entry == null ? ValueSet.any() : ValueSet.of(entry);
        if (!request.has("extracted_in")) {
            return Entry.ofFragment(labels, line);
        }
        return Entry.of(labels, line).withExtracted(labels(request.get("extracted_in")));
    }

    private static Labels labels(Node map) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Mapping.Entry entry : map.entries()) {
            values.put(entry.key().value(), entry.value().string(""));
        }
        return Labels.exactly(values);
    }

    private static void write(StringBuilder out, String id, List<Entry> results) throws IOException {
        Labels labels = results.isEmpty() ? Labels.NONE : results.get(0).labels();
        boolean mayDrop = results.isEmpty();
        for (Entry result : results) {
            labels = Entry.join(labels, result.labels());
            mayDrop |= result.thinned();
        }
        try (JsonWriter json = JsonWriter.compact(out)) {
            json.startObject().field("id", id).startObject("labels");
            for (Map.Entry<String, ValueSet> label : labels.asMap().entrySet()) {
                if (label.getValue().isFinite()) {
                    json.field(label.getKey(), label.getValue().withoutAbsent().values());
                } else {
                    json.field(label.getKey(), "any");
                }
            }
            json.endObject().field("may_drop", mayDrop).endObject();
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
