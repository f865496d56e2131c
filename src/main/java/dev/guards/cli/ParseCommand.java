package dev.guards.cli;

import dev.guards.report.JsonWriter;
import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.io.IOException;
import java.util.List;

/**
 * {@code guards parse --lang LANG EXPR}: whether the server takes a query, and how it prints it. With {@code --jsonl} it reads
 * {@code {"id", "query"}} lines and writes {@code {"id", "ok": true, "type", "printed", "metrics", "labels", "requires"}} or
 * {@code {"id", "ok": false, "error", "start", "end"}} lines; a query that is parsed but cannot be run has both. {@code --plain}
 * makes Grafana's variables an error, {@code --pretty} adds the query over several lines. {@code --lang series} reads series
 * descriptions of rule tests instead.
 */
final class ParseCommand implements Command {
    static final List<String> FLAGS = List.of("jsonl", "plain", "pretty");
    static final List<String> VALUED = List.of("lang");

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        String language = arguments.value("lang", "promql");
        QueryReader reader = language.equals("series") ? new SeriesReader() : reader(language);
        if (!arguments.has("jsonl")) {
            if (arguments.operands().size() != 1) {
                throw new UsageException("parse needs one query: guards parse --lang logql '{app=\"x\"}'");
            }
            return one(reader, arguments, terminal);
        }
        try {
            return JsonLines.answer(terminal, line -> answer(line, reader, arguments, terminal));
        } catch (IOException e) {
            terminal.err().println("guards: cannot read: " + e.getMessage());
            return FAILED;
        }
    }

    static QueryReader reader(String language) throws UsageException {
        return switch (language) {
            case "promql" -> new PromQlReader();
            case "logql" -> new LogQlReader();
            default -> throw new UsageException("--lang is promql or logql, not " + language);
        };
    }

    private static int one(QueryReader reader, Arguments arguments, Terminal terminal) {
        String query = arguments.operands().get(0);
        QueryReader.Outcome outcome = reader.read(Text.of(query), arguments.has("plain"));
        if (outcome.printed() != null) {
            terminal.out().println(arguments.has("pretty") ? outcome.pretty() : outcome.printed());
        }
        if (!outcome.ok()) {
            terminal.out().print(refusal(query, outcome));
            return FINDINGS;
        }
        return OK;
    }

    /** The query, a caret under the part at fault, the error and the help. */
    static String refusal(String query, QueryReader.Outcome outcome) {
        StringBuilder out = new StringBuilder(framed(query, outcome.start(), outcome.end()));
        out.append("error: ").append(outcome.error()).append('\n');
        if (!outcome.help().isEmpty()) {
            out.append("help: ").append(outcome.help()).append('\n');
        }
        return out.toString();
    }

    /** The line of a query that a part begins in, and a caret under each of its characters there. */
    static String framed(String query, int start, int end) {
        int lineStart = query.lastIndexOf('\n', Math.max(0, Math.min(start, query.length()) - 1)) + 1;
        int lineEnd = query.indexOf('\n', lineStart);
        String line = query.substring(lineStart, lineEnd < 0 ? query.length() : lineEnd);
        int from = Math.max(0, Math.min(start - lineStart, line.length()));
        int length = Math.max(1, Math.min(end - lineStart, line.length()) - from);
        return line + "\n" + " ".repeat(from) + "^".repeat(length) + "\n";
    }

    private static int answer(String line, QueryReader reader, Arguments arguments, Terminal terminal) throws IOException {
        int code = OK;
        String id = "";
        QueryReader.Outcome outcome;
        try {
            Node request = JsonReader.read(new Source("standard input", line).whole(), p -> { });
            id = request.get("id").string("");
            outcome = reader.read(Text.of(request.get("query").string("")), arguments.has("plain"));
        } catch (ReadException e) {
            outcome = QueryReader.Outcome.refused(e.problem().message(), "", 0, 0);
            code = FAILED;
        }
        StringBuilder out = new StringBuilder();
        write(id, outcome, arguments.has("pretty"), out);
        terminal.out().print(out);
        return code;
    }

    private static void write(String id, QueryReader.Outcome outcome, boolean pretty, Appendable out) throws IOException {
        try (JsonWriter json = JsonWriter.compact(out)) {
            json.startObject().field("id", id).field("ok", outcome.ok());
            if (outcome.printed() != null) {
                json.field("type", outcome.type()).field("printed", outcome.printed());
                if (pretty) {
                    json.field("pretty", outcome.pretty());
                }
                json.field("metrics", List.copyOf(outcome.metrics())).field("labels", List.copyOf(outcome.labels()))
                        .field("requires", List.copyOf(outcome.requires()));
            }
            if (!outcome.ok()) {
                json.field("error", outcome.error()).field("help", outcome.help()).field("start", outcome.start()).field("end", outcome.end());
            }
            json.endObject();
        }
        out.append('\n');
    }
}
