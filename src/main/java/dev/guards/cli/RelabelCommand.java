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
import dev.guards.text.Sequence;
import dev.guards.text.Source;
import dev.guards.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code guards relabel FILE NAME=VALUE...}: runs relabelling rules on given labels and shows what each rule does. The file
 * holds a list of rules, or is a prometheus.yml; then {@code --job} names the job, and {@code --metric} takes its
 * metric_relabel_configs. With {@code --jsonl} it reads
 * {@code {"id", "input": {}, "relabel": [..]}} lines and writes {@code {"id", "output": {} or null}} or
 * {@code {"id", "error": ".."}} lines.
 */
final class RelabelCommand implements Command {
    static final List<String> FLAGS = List.of("jsonl", "legacy-names", "metric");
    static final List<String> VALUED = List.of("job");

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        NameScheme scheme = arguments.has("legacy-names") ? NameScheme.LEGACY : NameScheme.UTF8;
        if (!arguments.has("jsonl")) {
            return steps(arguments, scheme, terminal);
        }
        try {
            return JsonLines.answer(terminal, line -> answer(line, scheme, terminal));
        } catch (IOException e) {
            terminal.err().println("guards: cannot read standard input: " + e.getMessage());
            return FAILED;
        }
    }

    /** Rule by rule, for people. */
    private static int steps(Arguments arguments, NameScheme scheme, Terminal terminal) throws UsageException {
        if (arguments.operands().isEmpty()) {
            throw new UsageException("relabel needs a file of rules and labels: guards relabel rules.yml job=api (or --jsonl)");
        }
        String path = arguments.operands().get(0);
        List<Problem> problems = new ArrayList<>();
        List<RelabelRule> rules;
        try {
            Source source = new Source(path, Files.readString(Path.of(path)));
            rules = RelabelReader.readAll(list(YamlReader.read(source.whole(), problems::add), arguments), scheme, problems::add);
        } catch (IOException e) {
            throw new UsageException("cannot read " + path);
        } catch (ReadException e) {
            terminal.err().println(e.getMessage());
            return FAILED;
        }
        for (Problem problem : problems) {
            terminal.err().println(problem.span().place() + ": " + problem.message());
        }
        if (!problems.isEmpty()) {
            return FAILED;
        }
        Map<String, String> labels = new TreeMap<>();
        for (String operand : arguments.operands().subList(1, arguments.operands().size())) {
            int equals = operand.indexOf('=');
            if (equals < 1) {
                throw new UsageException("a label is NAME=VALUE, not " + operand);
            }
            labels.put(operand.substring(0, equals), operand.substring(equals + 1));
        }
        show(rules, labels, terminal);
        return OK;
    }

    private static Node list(Node root, Arguments arguments) throws UsageException {
        if (root instanceof Sequence) {
            return root;
        }
        for (Node job : root.get("scrape_configs").items()) {
            if (job.get("job_name").string("").equals(arguments.value("job", ""))) {
                return job.get(arguments.has("metric") ? "metric_relabel_configs" : "relabel_configs");
            }
        }
        throw new UsageException("--job names no scrape job of " + arguments.operands().get(0));
    }

    private static void show(List<RelabelRule> rules, Map<String, String> labels, Terminal terminal) {
        Labels current = Labels.exactly(labels);
        terminal.out().println("    " + current);
        for (RelabelRule rule : rules) {
            Relabeler.Result result = Relabeler.run(List.of(rule), current);
            String place = rule.span().place();
            if (result.kept().isEmpty()) {
                terminal.out().println(place + ": " + rule.describe() + ": " + result.dropped().get(0).message());
                terminal.out().println("    dropped");
                return;
            }
            Labels next = result.kept().get(0).labels();
            terminal.out().println(place + ": " + rule.describe() + (next.equals(current) ? ": changes nothing" : ""));
            if (!next.equals(current)) {
                terminal.out().println("    " + next);
            }
            current = next;
        }
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
