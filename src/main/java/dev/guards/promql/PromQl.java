package dev.guards.promql;

import dev.guards.template.Template;
import dev.guards.text.Text;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads PromQL: the language of Prometheus 3.14 with all its experimental parts, and Grafana's variables in it. */
public final class PromQl {
    private PromQl() {
    }

    /** Reads a query of a dashboard, with Grafana's variables. */
    public static Parsed parse(Text text) {
        return parse(text, Options.GRAFANA);
    }

    /** Reads a query; never throws. Memory and time grow with the length of the text only. */
    public static Parsed parse(Text text, Options options) {
        Errors errors = new Errors(text);
        Set<Feature> requires = EnumSet.noneOf(Feature.class);
        Tokens tokens = Tokens.of(text.value(), options);
        TreeBuilder builder = new TreeBuilder(text, options, errors, requires);
        Expr expr = null;
        try {
            expr = builder.build(syntax(tokens));
            if (errors.none()) {
                new TypeCheck(errors, text).check(expr);
            }
        } catch (Unexpected.Stop stop) {
            judgeWhatCameBefore(stop, builder);
            if (errors.none() && stop.context != null && tokens.isOpen()) {
                expr = new HoleExpr(text.span(), Template.parse(text));
            } else {
                errors.add(stop.start, stop.end, stop.getMessage(), "");
            }
        }
        return errors.none() ? new Parsed(text, expr, List.of(), requires, tokens.hasComments())
                : new Parsed(text, null, errors.all(), Set.of(), tokens.hasComments());
    }

    /** Prometheus judges calls and matchers while it reads, so their errors come before the one that stopped it. */
    private static void judgeWhatCameBefore(Unexpected.Stop stop, TreeBuilder builder) {
        if (stop.context != null) {
            try {
                builder.completed(stop.context, stop.atToken);
            } catch (Unexpected.Stop tooDeep) {
                // The text is refused already.
            }
        }
    }

    /** No decision of the grammar needs prediction, so there is no second stage: what fails here is an error. */
    private static PromQLParser.QueryContext syntax(Tokens tokens) {
        PromQLParser parser = new PromQLParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new Unexpected());
        parser.setBuildParseTree(false);
        return parser.query();
    }
}
