package dev.guards.promql;

import dev.guards.text.Text;
import java.util.List;
import java.util.Set;

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
        return new Parsed(text, null, List.of(new SyntaxError(text.span(), 0, text.length(), "not read", "")), Set.of(), false);
    }
}
