package dev.guards.logql;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * A call as it was read.
 *
 * @param before    the grouping in front of the parentheses; null without one
 * @param behind    the one behind them; null without one
 * @param arguments all but the last one when that is a log query
 * @param log       null without one
 * @param piped     stages behind the last argument
 * @param close     the closing parenthesis
 */
record Call(ParserRuleContext whole, Token name, LogQLParser.GroupingContext before, LogQLParser.GroupingContext behind,
        List<LogQLParser.ArgumentContext> arguments, LogQLParser.LogQueryContext log, List<LogQLParser.PipedContext> piped, Token close) {
    Call(ParserRuleContext whole, Token name, LogQLParser.GroupingContext before, LogQLParser.GroupingContext behind,
            LogQLParser.ArgumentsContext parentheses) {
        this(whole, name, before, behind, arguments(parentheses), log(last(parentheses)), piped(last(parentheses)), parentheses.CLOSE_PAREN().getSymbol());
    }

    private static List<LogQLParser.ArgumentContext> arguments(LogQLParser.ArgumentsContext parentheses) {
        List<LogQLParser.ArgumentContext> list = new ArrayList<>();
        LogQLParser.ArgumentListContext at = parentheses.argumentList();
        for (; at != null && at.argument() != null; at = at.argumentList()) {
            list.add(at.argument());
        }
        return list;
    }

    private static LogQLParser.ArgumentListContext last(LogQLParser.ArgumentsContext parentheses) {
        LogQLParser.ArgumentListContext last = parentheses.argumentList();
        while (last != null && last.argumentList() != null) {
            last = last.argumentList();
        }
        return last;
    }

    private static LogQLParser.LogQueryContext log(LogQLParser.ArgumentListContext last) {
        return last == null ? null : last.logQuery();
    }

    private static List<LogQLParser.PipedContext> piped(LogQLParser.ArgumentListContext last) {
        return last == null ? List.of() : last.piped();
    }

    /** The grouping, wherever it stands; null without one. */
    LogQLParser.GroupingContext grouping() {
        return before != null ? before : behind;
    }
}
