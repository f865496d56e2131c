package dev.guards.report;

import dev.guards.analysis.Cause;
import dev.guards.analysis.Flow;
import dev.guards.analysis.LogRow;
import dev.guards.analysis.LogSelection;
import dev.guards.analysis.Row;
import dev.guards.analysis.Selection;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Evidence;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Why a query has its verdict.
 *
 * @param from    where the part to blame begins in the text of the query
 * @param to      behind its last character; both are 0 when there is no such part
 * @param because one line; empty when the query returns data
 * @param chain   from the outermost configuration inwards, at most {@value #MOST_LINKS} links
 */
record QueryProof(int from, int to, String because, List<Evidence> chain) {
    private static final int MOST_LINKS = 12;
    private static final String OUTSIDE = "the query does not parse, or nothing is known of the datasource that it goes to";
    private static final String UNPROVED = "nothing proves that the query returns data, or that it does not";

    static QueryProof of(StackQuery query) {
        return switch (query.verdict()) {
            case EMPTY -> empty(query);
            case UNKNOWN -> unknown(query);
            case DATA -> of(query, null, "", found(query));
        };
    }

    private static QueryProof empty(StackQuery query) {
        Set<Evidence> chain = new LinkedHashSet<>();
        if (query.unfilled() != null) {
            why(query.unfilled().selection(), chain);
            chain.add(new Evidence(query.unfilled().span(), query.unfilled().message()));
            String variable = query.unfilled().variable().name() == null ? "a variable" : "`$" + query.unfilled().variable().name() + "`";
            return of(query, null, variable + " never has a value", chain);
        }
        if (query.analysis() != null && query.analysis().root().empty() != null) {
            Flow.Emptiness empty = query.analysis().root().empty();
            why(empty.selection(), chain);
            return of(query, empty.span(), empty.message(), chain);
        }
        if (query.logs() != null && query.logs().root().empty() != null) {
            for (LogSelection selection : query.logs().selections()) {
                for (LogRow row : selection.candidates()) {
                    chain.addAll(row.evidence());
                }
            }
            return of(query, query.logs().root().empty().span(), query.logs().root().empty().message(), chain);
        }
        return of(query, null, "", chain);
    }

    /** What the selector was held against. */
    private static void why(Selection selection, Set<Evidence> chain) {
        if (selection != null) {
            if (selection.cause() instanceof Cause.MetricMissing missing && missing.missing() != null) {
                chain.addAll(missing.missing().evidence());
            }
            for (Row row : selection.candidates()) {
                chain.addAll(row.evidence());
            }
        }
    }

    private static QueryProof unknown(StackQuery query) {
        if (query.analysis() == null && query.logs() == null) {
            return of(query, null, OUTSIDE, Set.of());
        }
        Set<Evidence> chain = new LinkedHashSet<>();
        if (query.analysis() != null) {
            query.analysis().selections().forEach(selection -> chain.addAll(selection.unproved()));
        } else {
            query.logs().selections().forEach(selection -> chain.addAll(selection.unproved()));
        }
        chain.addAll(found(query));
        return of(query, null, UNPROVED, chain);
    }

    /** Where the rows come from that the selectors let through. */
    private static Set<Evidence> found(StackQuery query) {
        Set<Evidence> chain = new LinkedHashSet<>();
        if (query.analysis() != null) {
            for (Selection selection : query.analysis().selections()) {
                selection.rows().forEach(row -> chain.addAll(row.evidence()));
            }
        } else if (query.logs() != null) {
            for (LogSelection selection : query.logs().selections()) {
                selection.rows().forEach(row -> chain.addAll(row.evidence()));
            }
        }
        return chain;
    }

    private static QueryProof of(StackQuery query, Span blamed, String because, Set<Evidence> chain) {
        Text text = query.text();
        int from = 0;
        int to = 0;
        if (blamed != null && blamed.source() == text.source() && blamed.start() >= text.span().start() && blamed.end() <= text.span().end()) {
            from = text.index(blamed.start());
            to = Math.max(from, text.index(blamed.end()));
        }
        return new QueryProof(from, to, because, chain.stream().limit(MOST_LINKS).toList());
    }
}
