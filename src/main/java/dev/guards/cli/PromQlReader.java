package dev.guards.cli;

import dev.guards.promql.Expr;
import dev.guards.promql.Feature;
import dev.guards.promql.Names;
import dev.guards.promql.Options;
import dev.guards.promql.Parsed;
import dev.guards.promql.PrettyPrinter;
import dev.guards.promql.Printer;
import dev.guards.promql.PromQl;
import dev.guards.promql.SyntaxError;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** PromQL, with what a server has to switch on. */
final class PromQlReader implements QueryReader {
    @Override
    public Outcome read(Text query, boolean plain) {
        Parsed parsed = PromQl.parse(query, plain ? Options.PLAIN : Options.GRAFANA);
        if (!parsed.isValid()) {
            SyntaxError error = parsed.errors().get(0);
            return Outcome.refused(error.message(), error.help(), error.start(), error.end());
        }
        Expr expr = parsed.expr();
        List<String> requires = new ArrayList<>();
        for (Feature feature : parsed.requires()) {
            requires.add(feature.id());
        }
        Names names = Names.of(expr);
        return new Outcome(true, expr.type().id(), Printer.print(expr), PrettyPrinter.print(expr), names.metrics(), names.labels(),
                requires, parsed.hasComments(), "", "", 0, 0);
    }
}
