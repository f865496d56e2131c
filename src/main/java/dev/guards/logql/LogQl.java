package dev.guards.logql;

import dev.guards.text.Text;
import java.nio.charset.StandardCharsets;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
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
            Expr expr = selectorOnly ? selector(text, options) : expression(text, options);
            SyntaxError flaw = null;
            try {
                new Buildable().check(expr);
            } catch (Refused e) {
                flaw = error(text, e);
            }
            return new Parsed(text, expr, flaw, hasComments(text));
        } catch (Refused e) {
            return new Parsed(text, null, error(text, e), false);
        } catch (StackOverflowError e) {
            return new Parsed(text, null, error(text, new Refused(0, 0, "the query nests too deeply", "")), false);
        }
    }

    private static Expr expression(Text text, Options options) {
        CommonTokenStream tokens = tokens(text, options);
        LogQLParser.QueryContext tree = (LogQLParser.QueryContext) tree(text, tokens, false);
        Expr expr = new ExprBuilder(text, options).query(tree);
        new Requirements().check(expr);
        return expr;
    }

    private static Expr selector(Text text, Options options) {
        CommonTokenStream tokens = tokens(text, options);
        LogQLParser.MatchersContext tree = (LogQLParser.MatchersContext) tree(text, tokens, true);
        Selector selector = new StageBuilder(text, options).selector(tree.selector());
        return new Expr.LogQuery(selector.span(), selector, java.util.List.of());
    }

    private static CommonTokenStream tokens(Text text, Options options) {
        LogQLLexer lexer = new LogQLLexer(new Characters(text.value()));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        if (!options.holes()) {
            for (Token token : tokens.getTokens()) {
                if (token.getType() == LogQLLexer.HOLE || token.getType() == LogQLLexer.HOLED) {
                    throw Refused.at(token, "unexpected `$`", "variables are replaced by Grafana; Loki does not know them");
                }
            }
        }
        return tokens;
    }

    /** SLL without recovery first; what it refuses is parsed once more, for the message. */
    private static ParserRuleContext tree(Text text, CommonTokenStream tokens, boolean selectorOnly) {
        LogQLParser parser = new LogQLParser(tokens);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return selectorOnly ? parser.matchers() : parser.query();
        } catch (ParseCancellationException e) {
            tokens.seek(0);
            parser.reset();
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            parser.setErrorHandler(new DefaultErrorStrategy());
            parser.addErrorListener(new Expectations(text));
            return selectorOnly ? parser.matchers() : parser.query();
        }
    }

    private static boolean hasComments(Text text) {
        if (text.value().indexOf('#') < 0 && text.value().indexOf("//") < 0 && text.value().indexOf("/*") < 0) {
            return false;
        }
        for (Token token : new LogQLLexer(new Characters(text.value())).getAllTokens()) {
            if (token.getType() == LogQLLexer.COMMENT || token.getType() == LogQLLexer.BLOCK_COMMENT) {
                return true;
            }
        }
        return false;
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
