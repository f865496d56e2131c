package dev.guards.guard.semantic;

import dev.guards.analysis.LogSelection;
import dev.guards.analysis.Selection;
import dev.guards.analysis.Verdict;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Evidence;
import dev.guards.text.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists the queries of which neither data nor emptiness could be proved, with what would settle it. Off unless {@code --strict}. */
public final class UnprovedQueries implements SemanticGuard {
    private static final Rule UNPROVED = Rule.off("query-unproved", "neither data nor emptiness of a query can be proved");

    @Override
    public String id() {
        return "unproved-queries";
    }

    @Override
    public String summary() {
        return "each query is proved to return data";
    }

    @Override
    public List<Rule> rules() {
        return List.of(UNPROVED);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        for (StackQuery query : stack.queries()) {
            if (query.verdict() == Verdict.UNKNOWN) {
                report(query, findings);
            }
        }
    }

    private static void report(StackQuery query, Findings findings) {
        Span span = query.expr() != null ? query.expr().span() : query.text().span();
        Finding finding = query.concerns(findings.report(UNPROVED, span, "nothing proves that the query returns data, or that it does not"));
        finding.verdict("unknown");
        Set<Evidence> because = new LinkedHashSet<>();
        if (query.analysis() != null) {
            for (Selection selection : query.analysis().selections()) {
                because.addAll(selection.unproved());
            }
        }
        if (query.logs() != null) {
            for (LogSelection selection : query.logs().selections()) {
                because.addAll(selection.unproved());
            }
            if (because.isEmpty()) {
                because.add(new Evidence(null, "whether a line has what the query asks for is not in the files"));
            }
        }
        finding.proof(because);
        // A capture tells metrics; what log lines hold, and what an agent makes of them, it does not.
        if (query.analysis() != null) {
            finding.help("capture what the job exposes: guards snapshot --job NAME");
        }
    }
}
