package dev.guards.cli;

import dev.guards.analysis.Analysis;
import dev.guards.analysis.Domains;
import dev.guards.analysis.Row;
import dev.guards.analysis.Selection;
import dev.guards.config.Documents;
import dev.guards.guard.Repository;
import dev.guards.guard.Stack;
import dev.guards.guard.Stacks;
import dev.guards.inventory.Evidence;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.promql.SyntaxError;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One PromQL expression held against each environment of a directory, with the chain of every selector in it. */
final class StackAnswers {
    private static final int MOST_EVIDENCE = 8;

    private final Terminal terminal;

    StackAnswers(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param environment name or kind of one environment; null for all of them */
    int run(String query, Path path, String environment) throws IOException, UsageException {
        Parsed parsed = PromQl.parse(Text.of(query));
        if (!parsed.isValid()) {
            SyntaxError error = parsed.errors().get(0);
            QueryCommand.print(query, QueryLanguage.Answer.refused(error.message(), error.start(), error.end()), terminal);
            return Command.FAILED;
        }
        List<Problem> problems = new ArrayList<>();
        Documents documents = Documents.read(new Workspace(path.toAbsolutePath(), problems::add), problems::add);
        List<Stack> stacks = new Stacks(new Repository(documents, problems)).of(environment == null ? "all" : environment);
        if (stacks.isEmpty()) {
            throw new UsageException("no " + (environment == null ? "environment" : "environment " + environment) + " in " + path.toAbsolutePath());
        }
        for (Stack stack : stacks) {
            terminal.out().println("environment " + stack.environment().name());
            Analysis analysis = Analysis.of(parsed.expr(), stack.series(), Domains.NONE);
            QueryCommand.print(query, PromQlAnswers.answer(analysis, parsed.text()), terminal);
            for (Selection selection : analysis.selections()) {
                print(selection);
            }
        }
        return Command.OK;
    }

    private void print(Selection selection) {
        String cause = selection.cause() == null ? "" : ": " + selection.cause().message();
        terminal.out().println("selector " + selection.selector().span().text() + ": "
                + selection.verdict().name().toLowerCase(java.util.Locale.ROOT) + cause);
        Set<Evidence> chain = new LinkedHashSet<>(selection.unproved());
        for (Row row : selection.rows().isEmpty() ? selection.candidates() : selection.rows()) {
            chain.addAll(row.evidence());
        }
        if (selection.cause() instanceof dev.guards.analysis.Cause.MetricMissing missing && missing.missing() != null) {
            chain.addAll(missing.missing().evidence());
        }
        int shown = 0;
        for (Evidence evidence : chain) {
            if (shown++ < MOST_EVIDENCE) {
                terminal.out().println("  note: " + evidence);
            }
        }
        if (shown > MOST_EVIDENCE) {
            terminal.out().println("  and " + (shown - MOST_EVIDENCE) + " more");
        }
    }
}
