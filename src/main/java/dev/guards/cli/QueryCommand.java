package dev.guards.cli;

import dev.guards.report.JsonWriter;
import dev.guards.text.Absent;
import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code guards query EXPR [PATH] [--env NAME]}, or {@code guards why}: the verdict and the labels of one expression in the environments of a
 * directory, and the chain of each selector. With {@code --series FILE} on a list of series, one JSON object a line. With {@code --jsonl} it reads {@code {"id", "query", "load": [..]}} lines and writes
 * {@code {"id", "verdict", "type", "guaranteed", "possible", "open", "because"}} or {@code {"id", "error", "start", "end"}} lines.
 */
final class QueryCommand implements Command {
    static final List<String> FLAGS = List.of("jsonl");
    static final List<String> VALUED = List.of("series", "lang", "env");

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        QueryLanguage language = language(arguments.value("lang", "promql"));
        try {
            if (arguments.has("jsonl")) {
                return JsonLines.answer(terminal, line -> answer(line, language, terminal));
            }
            int operands = arguments.operands().size();
            if (operands == 0 || operands > (arguments.value("series") == null ? 2 : 1)) {
                throw new UsageException("query needs an expression: guards query EXPR [PATH], or guards query EXPR --series FILE");
            }
            if (arguments.value("series") == null) {
                Path path = Path.of(operands == 2 ? arguments.operands().get(1) : "");
                return new StackAnswers(language instanceof LogQlAnswers, terminal).run(arguments.operands().get(0), path, arguments.value("env"));
            }
            return one(language, arguments.operands().get(0), Path.of(arguments.value("series")), terminal);
        } catch (IOException e) {
            terminal.err().println("guards: cannot read: " + e.getMessage());
            return FAILED;
        }
    }

    private static QueryLanguage language(String name) throws UsageException {
        switch (name) {
            case "promql":
                return new PromQlAnswers();
            case "logql":
                return new LogQlAnswers();
            default:
                throw new UsageException("--lang is promql or logql, not " + name);
        }
    }

    private static int answer(String line, QueryLanguage language, Terminal terminal) throws IOException {
        int code = OK;
        String id = "";
        QueryLanguage.Answer answer;
        try {
            Node request = JsonReader.read(new Source("standard input", line).whole(), p -> { });
            id = request.get("id").string("");
            answer = language.answer(Text.of(request.get("query").string("")), request.get("load"), request);
        } catch (ReadException e) {
            answer = QueryLanguage.Answer.refused(e.problem().message(), "", 0, 0);
            code = FAILED;
        }
        StringBuilder out = new StringBuilder();
        write(id, answer, out);
        terminal.out().print(out);
        return code;
    }

    private static void write(String id, QueryLanguage.Answer answer, Appendable out) throws IOException {
        try (JsonWriter json = JsonWriter.compact(out)) {
            json.startObject().field("id", id);
            if (answer.verdict() == null) {
                json.field("error", answer.because()).field("help", answer.help()).field("start", answer.start()).field("end", answer.end());
            } else {
                json.field("verdict", answer.verdict()).field("type", answer.type()).field("guaranteed", List.copyOf(answer.guaranteed()))
                        .field("possible", List.copyOf(answer.possible())).field("open", answer.open())
                        .field("because", answer.because());
                if (answer.end() > answer.start()) {
                    json.field("start", answer.start()).field("end", answer.end());
                }
            }
            json.endObject();
        }
        out.append('\n');
    }

    private static int one(QueryLanguage language, String query, Path file, Terminal terminal) throws IOException {
        StringBuilder series = new StringBuilder("[");
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.isBlank()) {
                series.append(series.length() == 1 ? "" : ",\n").append(line);
            }
        }
        Node load;
        try {
            load = JsonReader.read(new Source(file.toString(), series.append("]").toString()).whole(), p -> { });
        } catch (ReadException e) {
            terminal.err().println("guards: " + e.problem().span().place() + ": " + e.problem().message());
            return FAILED;
        }
        QueryLanguage.Answer answer = language.answer(Text.of(query), load, new Absent(load.span()));
        print(query, answer, terminal);
        return answer.verdict() == null ? FAILED : OK;
    }

    static void print(String query, QueryLanguage.Answer answer, Terminal terminal) {
        if (answer.verdict() == null) {
            terminal.out().print(ParseCommand.framed(query, answer.start(), Math.max(answer.end(), answer.start() + 1)));
            terminal.out().println("error: " + answer.because());
            help(answer.help(), terminal);
            return;
        }
        if (answer.end() > answer.start()) {
            terminal.out().print(ParseCommand.framed(query, answer.start(), answer.end()));
        } else {
            terminal.out().println(query);
        }
        terminal.out().println("verdict: " + answer.verdict() + (answer.because().isEmpty() ? "" : ": " + answer.because()));
        help(answer.help(), terminal);
        terminal.out().println("type: " + answer.type());
        for (String label : answer.labels()) {
            boolean sure = answer.guaranteed().contains(label.substring(0, label.indexOf(": ")));
            terminal.out().println((sure ? "  always " : "  maybe  ") + label);
        }
        if (answer.open()) {
            terminal.out().println("  other labels may be there");
        }
    }

    private static void help(String help, Terminal terminal) {
        if (!help.isEmpty()) {
            terminal.out().println("help: " + help);
        }
    }
}
