package dev.guards.guard.simple;

import dev.guards.guard.Edit;
import dev.guards.logql.Expr;
import dev.guards.logql.Stage;
import dev.guards.logql.Walk;
import dev.guards.regex.Re2;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Line filters that cost more than they have to: behind a parser, or with a regular expression for plain text. */
final class LineFilterFlaws {
    private LineFilterFlaws() {
    }

    /**
     * One of them.
     *
     * @param late true when it stands behind a parser; false when it is plain text
     * @param fix  null when the text of the file cannot simply be rearranged
     */
    record Flaw(boolean late, Span span, String message, String help, Edit fix) {
    }

    static List<Flaw> of(Expr expr) {
        List<Flaw> flaws = new ArrayList<>();
        for (Expr.LogQuery query : Walk.queries(expr)) {
            Stage parser = null;
            for (Stage stage : query.stages()) {
                if (stage instanceof Stage.LineFilter filter) {
                    if (parser != null) {
                        flaws.add(late(filter, parser));
                    }
                    plain(filter, flaws);
                } else if (isParser(stage)) {
                    parser = parser == null ? stage : parser;
                } else if (changesLine(stage)) {
                    parser = null;
                }
            }
        }
        return flaws;
    }

    private static boolean isParser(Stage stage) {
        return stage instanceof Stage.Json || stage instanceof Stage.Logfmt || stage instanceof Stage.Regexp || stage instanceof Stage.Pattern;
    }

    private static boolean changesLine(Stage stage) {
        return stage instanceof Stage.LineFormat || stage instanceof Stage.Unpack || stage instanceof Stage.Decolorize || stage instanceof Stage.Hole;
    }

    private static Flaw late(Stage.LineFilter filter, Stage parser) {
        Span from = filter.span();
        Span to = parser.span();
        String file = from.source().text();
        int start = from.start();
        while (start > to.start() && file.charAt(start - 1) == ' ') {
            start--;
        }
        Edit.Replacement inserted = new Edit.Replacement(to.source().span(to.start(), to.start()), from.text() + " ");
        Edit.Replacement removed = new Edit.Replacement(from.source().span(start, from.end()), "");
        boolean oneLine = file.substring(to.start(), from.end()).indexOf('\n') < 0;
        return new Flaw(true, from, "this filter is about the line as it came, and stands behind a parser that reads every line first",
                "move it before the parser: the result is the same", oneLine ? new Edit(List.of(inserted, removed), true) : null);
    }

    private static void plain(Stage.LineFilter filter, List<Flaw> flaws) {
        boolean regex = filter.operator() == Stage.LineOperator.MATCHES || filter.operator() == Stage.LineOperator.NOT_MATCHES;
        boolean same = true;
        for (Stage.LineValue value : filter.values()) {
            String pattern = value.text().value().literal();
            Set<String> literals = !regex || value.ip() || pattern == null || pattern.isEmpty() ? null : Re2.of(pattern).literals();
            if (literals == null || literals.size() != 1) {
                return;
            }
            same &= literals.contains(pattern);
        }
        String better = filter.operator().isNegative() ? "!=" : "|=";
        Span operator = filter.span().source().span(filter.span().start(), filter.span().start() + 2);
        boolean written = operator.text().equals(filter.operator().symbol());
        flaws.add(new Flaw(false, operator, "the pattern is plain text", "`" + better + "` looks for text, and is faster",
                same && written ? Edit.safe(operator, better) : null));
    }
}
