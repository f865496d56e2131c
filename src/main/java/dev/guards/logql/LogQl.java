package dev.guards.logql;

import dev.guards.template.Template;
import dev.guards.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.atn.ParserATNSimulator;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** The door of the package: text in, expression or the reason why Loki refuses it out. Never throws on any text. */
public final class LogQl {
    /** What Loki takes at most, in bytes. */
    private static final int LONGEST = 131_071;

    private LogQl() {
    }

    /** Reads a query. */
    public static Parsed parse(Text text, Options options) {
        return read(text, options, false);
    }

    /** Reads a stream selector alone, as in variables and {@code match} arguments; it may match every stream. */
    public static Parsed parseSelector(Text text, Options options) {
        return read(text, options, true);
    }

    private static Parsed read(Text text, Options options, boolean selectorOnly) {
        try {
            if (text.length() > LONGEST / 3 && text.value().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
                throw new Refused(0, 0, "the query is longer than the " + LONGEST + " bytes that Loki takes", "");
            }
            Tokens tokens = Tokens.of(text.value(), options);
            Expr expr = selectorOnly ? selector(text, options, tokens) : expression(text, options, tokens);
            SyntaxError flaw = null;
            try {
                new Buildable().check(expr);
            } catch (Refused e) {
                flaw = error(text, e);
            }
            return new Parsed(text, expr, flaw, tokens.hasComments());
        } catch (Refused e) {
            return new Parsed(text, null, error(text, e), false);
        } catch (StackOverflowError e) {
            return new Parsed(text, null, error(text, new Refused(0, 0, "the query nests too deeply", "")), false);
        }
    }

    private static Expr expression(Text text, Options options, Tokens tokens) {
        LogQLParser.QueryContext tree;
        try {
            tree = (LogQLParser.QueryContext) tree(text, tokens, false);
        } catch (Refused e) {
            if (tokens.isOpen()) {
                return new Expr.Hole(text.span(), Template.parse(text));
            }
            throw e;
        }
        Expr expr = new ExprBuilder(text, options).query(tree);
        new Requirements().check(expr);
        return expr;
    }

    private static Expr selector(Text text, Options options, Tokens tokens) {
        LogQLParser.MatchersContext tree = (LogQLParser.MatchersContext) tree(text, tokens, true);
        Selector selector = new StageBuilder(text, options).selector(tree.selector());
        return new Expr.LogQuery(selector.span(), selector, List.of());
    }

    /** Stops at the first error; what is refused is parsed once more, for the message. */
    private static ParserRuleContext tree(Text text, Tokens tokens, boolean selectorOnly) {
        LogQLParser parser = new LogQLParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return selectorOnly ? parser.matchers() : parser.query();
        } catch (ParseCancellationException e) {
            tokens.seek(0);
            parser.reset();
            // Nothing is predicted, but what could have followed stands in the tables.
            parser.setInterpreter(new ParserATNSimulator(parser, parser.getATN(), new DFA[0], new PredictionContextCache()));
            parser.setErrorHandler(new DefaultErrorStrategy());
            parser.addErrorListener(new Expectations(text));
            return selectorOnly ? parser.matchers() : parser.query();
        }
    }

    private static SyntaxError error(Text text, Refused refused) {
        int start = refused.span == null ? Math.min(refused.start, text.length()) : index(text, refused.span.start());
        int end = refused.span == null ? Math.min(refused.end, text.length()) : index(text, refused.span.end());
        int behind = Math.max(start, end);
        return new SyntaxError(text.span(start, behind), start, behind, refused.getMessage(), refused.help);
    }

    /** Back from the file to the query's text. */
    private static int index(Text text, int inFile) {
        int index = 0;
        while (index < text.length() && text.offset(index) < inFile) {
            index++;
        }
        return index;
    }
}
