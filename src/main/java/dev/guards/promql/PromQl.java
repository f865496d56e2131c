package dev.guards.promql;

import dev.guards.text.Text;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.atn.PredictionMode;

/** Reads PromQL. */
public final class PromQl {
    private PromQl() {
    }

    /** Reads a query of a dashboard, with Grafana's variables. */
    public static Parsed parse(Text text) {
        return parse(text, Options.GRAFANA);
    }

    /** Reads a query; never throws. */
    public static Parsed parse(Text text, Options options) {
        Errors errors = new Errors(text);
        Set<Feature> requires = EnumSet.noneOf(Feature.class);
        Tokens tokens = Tokens.of(text.value(), options);
        Expr expr = null;
        try {
            expr = expr(text, tokens, options, errors, requires);
        } catch (Unexpected.Stop e) {
            errors.add(e.start, e.end, e.getMessage());
        } catch (StackOverflowError e) {
            errors.add(0, text.length(), "the query is nested too deeply");
        }
        return errors.none() ? new Parsed(text, expr, List.of(), requires, tokens.hasComments())
                : new Parsed(text, null, errors.all(), Set.of(), tokens.hasComments());
    }

    private static Expr expr(Text text, Tokens tokens, Options options, Errors errors, Set<Feature> requires) {
        PromQLParser parser = new PromQLParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new Unexpected());
        parser.setBuildParseTree(false);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        PromQLParser.QueryContext query = parser.query();
        Places places = new Places(text);
        Expr expr = new ExprBuilder(places, errors, requires, options.holes()).expr(query.whole);
        new TypeCheck(places, errors).check(expr);
        return expr;
    }
}
