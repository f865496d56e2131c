package dev.guards.cli;

import dev.guards.config.Documents;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Language;
import dev.guards.text.Problem;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code guards fmt --lang LANG EXPR}: the query over several lines. {@code guards fmt --write FILE...} does that to the queries of JSON
 * dashboards in place and touches nothing else in the file; queries with comments, and those that are refused, stay as they are.
 */
final class FmtCommand implements Command {
    static final List<String> FLAGS = List.of("write", "plain");
    static final List<String> VALUED = List.of("lang");

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        if (arguments.has("write")) {
            int code = OK;
            for (String file : arguments.operands()) {
                code = Math.max(code, write(Path.of(file), terminal));
            }
            return code;
        }
        if (arguments.operands().size() != 1) {
            throw new UsageException("fmt needs one query, or files: guards fmt --lang logql EXPR, guards fmt --write FILE...");
        }
        String query = arguments.operands().get(0);
        QueryReader.Outcome outcome = ParseCommand.reader(arguments.value("lang", "promql")).read(Text.of(query), arguments.has("plain"));
        if (!outcome.ok()) {
            terminal.err().print(ParseCommand.refusal(query, outcome));
            return FINDINGS;
        }
        if (outcome.comments()) {
            terminal.err().println("guards: the query has comments or rounded sizes, which would be lost");
            return FINDINGS;
        }
        terminal.out().println(outcome.pretty());
        return OK;
    }

    private record Change(Span span, String json) {
    }

    private static int write(Path file, Terminal terminal) throws UsageException {
        List<Problem> problems = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        try {
            Documents documents = Documents.read(new Workspace(file, problems::add), problems::add);
            for (DashboardQuery query : GrafanaFiles.of(documents).queries()) {
                Change change = change(query);
                if (change != null) {
                    changes.add(change);
                }
            }
            for (Problem problem : problems) {
                terminal.err().println("guards: " + problem.span().place() + ": " + problem.message());
            }
            changes.sort(Comparator.comparing(Change::span).reversed());
            if (!changes.isEmpty()) {
                StringBuilder text = new StringBuilder(changes.get(0).span().source().text());
                for (Change change : changes) {
                    text.replace(change.span().start(), change.span().end(), change.json());
                }
                Files.writeString(file, text, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            terminal.err().println("guards: cannot rewrite " + file + ": " + e.getMessage());
            return FAILED;
        }
        terminal.out().println(file + ": " + changes.size() + (changes.size() == 1 ? " query" : " queries") + " written");
        return problems.isEmpty() ? OK : FAILED;
    }

    /** Null for a query that stays as it is. */
    private static Change change(DashboardQuery query) throws UsageException {
        boolean whole = query.usage() == DashboardQuery.Usage.PANEL || query.usage() == DashboardQuery.Usage.ANNOTATION;
        boolean known = query.certain() && (query.language() == Language.LOGQL || query.language() == Language.PROMQL);
        Span span = query.expr().span();
        String file = span.source().text();
        boolean json = span.source().path().endsWith(".json") && span.start() > 0 && file.charAt(span.start() - 1) == '"'
                && span.end() < file.length() && file.charAt(span.end()) == '"';
        if (!whole || !known || !json) {
            return null;
        }
        QueryReader reader = ParseCommand.reader(query.language() == Language.LOGQL ? "logql" : "promql");
        QueryReader.Outcome outcome = reader.read(query.expr(), false);
        boolean changed = outcome.ok() && !outcome.comments() && !outcome.pretty().equals(query.expr().value());
        return changed ? new Change(span, escaped(outcome.pretty())) : null;
    }

    /** As the inside of a JSON string. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
