package dev.guards.logql;

import dev.guards.text.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Ends the reading of a query; becomes a {@link SyntaxError} at the door. Offsets are those of the query's text. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int start;
    final int end;
    /** The place in the file when only that is known, and start and end are not; else null. */
    final Span span;
    final String help;

    Refused(int start, int end, String message, String help) {
        super(message, null, false, false);
        this.start = start;
        this.end = end;
        this.span = null;
        this.help = help;
    }

    Refused(Span span, String message, String help) {
        super(message, null, false, false);
        this.start = 0;
        this.end = 0;
        this.span = span;
        this.help = help;
    }

    static Refused at(Token token, String message, String help) {
        return new Refused(token.getStartIndex(), token.getStopIndex() + 1, message, help);
    }

    static Refused at(ParserRuleContext context, String message, String help) {
        int start = context.getStart().getStartIndex();
        return new Refused(start, Math.max(start, context.getStop().getStopIndex() + 1), message, help);
    }

    static Refused at(TerminalNode node, String message, String help) {
        return at(node.getSymbol(), message, help);
    }
}
