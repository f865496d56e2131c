package dev.guards.cli;

import dev.guards.logql.LogQl;
import dev.guards.logql.Options;
import dev.guards.logql.Parsed;
import dev.guards.logql.PrettyPrinter;
import dev.guards.logql.Printer;
import dev.guards.logql.SyntaxError;
import dev.guards.logql.Walk;
import dev.guards.text.Text;
import java.util.List;

/** LogQL: the type is {@code log} or {@code metric}; no metric names, nothing to switch on. */
final class LogQlReader implements QueryReader {
    @Override
    public Outcome read(Text query, boolean plain) {
        Parsed parsed = LogQl.parse(query, plain ? Options.PLAIN : Options.GRAFANA);
        SyntaxError error = parsed.error();
        if (parsed.expr() == null) {
            return Outcome.refused(error.message(), error.help(), error.start(), error.end());
        }
        String pretty = PrettyPrinter.print(parsed.expr());
        // Loki prints sizes rounded
        Parsed again = LogQl.parse(Text.of(pretty), plain ? Options.PLAIN : Options.GRAFANA);
        boolean lossy = parsed.hasComments() || again.expr() == null || !Walk.sizes(again.expr()).equals(Walk.sizes(parsed.expr()));
        return new Outcome(parsed.ok(), parsed.isLog() ? "log" : "metric", Printer.print(parsed.expr()), pretty,
                List.of(), Walk.labels(parsed.expr()), List.of(), lossy, parsed.ok() ? "" : error.message(),
                parsed.ok() ? "" : error.help(), parsed.ok() ? 0 : error.start(), parsed.ok() ? 0 : error.end());
    }
}
