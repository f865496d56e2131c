package dev.guards.cli;

import dev.guards.analysis.Analysis;
import dev.guards.analysis.Cause;
import dev.guards.analysis.Domains;
import dev.guards.analysis.InventoryStreams;
import dev.guards.analysis.LogAnalysis;
import dev.guards.analysis.LogCause;
import dev.guards.analysis.LogRow;
import dev.guards.analysis.LogSelection;
import dev.guards.analysis.Row;
import dev.guards.analysis.Selection;
import dev.guards.analysis.Verdict;
import dev.guards.config.Documents;
import dev.guards.guard.Repository;
import dev.guards.guard.Stack;
import dev.guards.guard.Stacks;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Missing;
import dev.guards.logql.LogQl;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One expression held against each environment of a directory, with the chain of every selector in it. */
final class StackAnswers {
    private static final int MOST_EVIDENCE = 8;

    private final boolean logs;
    private final Terminal terminal;

    /** @param logs whether the expression is LogQL */
    StackAnswers(boolean logs, Terminal terminal) {
        this.logs = logs;
        this.terminal = terminal;
    }

    /** @param environment name or kind of one environment; null for all of them */
    int run(String query, Path path, String environment) throws IOException, UsageException {
        QueryReader.Outcome outcome = logs ? new LogQlReader().read(Text.of(query), false) : new PromQlReader().read(Text.of(query), false);
        if (!outcome.ok()) {
            terminal.out().print(ParseCommand.refusal(query, outcome));
            if (!logs && new LogQlReader().read(Text.of(query), false).ok()) {
                terminal.out().println("help: this is LogQL: --lang logql");
            }
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
            if (logs) {
                logs(query, stack);
            } else {
                metrics(query, stack);
            }
        }
        return Command.OK;
    }

    private void metrics(String query, Stack stack) {
        Parsed parsed = PromQl.parse(Text.of(query));
        Analysis analysis = Analysis.of(parsed.expr(), stack.series(), Domains.NONE);
        QueryCommand.print(query, PromQlAnswers.answer(analysis, parsed.text()), terminal);
        for (Selection selection : analysis.selections()) {
            Cause cause = selection.cause();
            Set<Evidence> chain = new LinkedHashSet<>(selection.unproved());
            String label = cause instanceof Cause.ValueImpossible value ? value.label() : cause instanceof Cause.LabelMissing none ? none.label() : null;
            List<Row> rows = selection.rows().isEmpty() ? selection.candidates() : selection.rows();
            addChains(label, rows.stream().map(Row::evidence).toList(), chain);
            boolean isMissing = cause instanceof Cause.MetricMissing missing && missing.missing() != null;
            if (isMissing) {
                chain.addAll(((Cause.MetricMissing) cause).missing().evidence());
            }
            selector(selection.selector().span().text(), selection.verdict(), cause == null ? null : cause.message(), chain);
            help(isMissing ? ((Cause.MetricMissing) cause).missing() : null);
        }
    }

    private void logs(String query, Stack stack) {
        dev.guards.logql.Parsed parsed = LogQl.parse(Text.of(query), dev.guards.logql.Options.GRAFANA);
        LogAnalysis analysis = LogAnalysis.of(parsed.expr(), stack.streams(), Domains.NONE);
        QueryCommand.print(query, LogQlAnswers.answer(analysis, parsed, parsed.text()), terminal);
        for (LogSelection selection : analysis.selections()) {
            Set<Evidence> chain = new LinkedHashSet<>(selection.unproved());
            LogCause cause = selection.cause();
            String label = cause instanceof LogCause.ValueImpossible value ? value.label()
                    : cause instanceof LogCause.LabelMissing none ? none.label() : null;
            List<LogRow> rows = selection.rows().isEmpty() ? selection.candidates() : selection.rows();
            addChains(label, rows.stream().map(LogRow::evidence).toList(), chain);
            selector(selection.selector().span().text(), selection.verdict(), cause == null ? null : cause.message(), chain);
        }
    }

    /** Of a label that is to blame, what concerns it; else everything. */
    private static void addChains(String label, List<List<Evidence>> chains, Set<Evidence> found) {
        if (label == null) {
            chains.forEach(found::addAll);
        } else {
            found.addAll(Evidence.about(label, chains));
        }
    }

    private void selector(String text, Verdict verdict, String because, Set<Evidence> chain) {
        terminal.out().println("selector " + text + ": " + verdict.name().toLowerCase(Locale.ROOT) + (because == null ? "" : ": " + because));
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

    private void help(Missing missing) {
        if (missing != null && !missing.remedy().isEmpty()) {
            boolean isName = missing.reason() == Missing.Reason.RENAMED || missing.reason() == Missing.Reason.SUFFIX;
            terminal.out().println("  help: " + (isName ? "use `" + missing.remedy() + "`" : missing.remedy()));
        }
    }
}
