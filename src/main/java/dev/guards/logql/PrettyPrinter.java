package dev.guards.logql;

import dev.guards.template.Template;
import java.util.List;

/**
 * Writes a query over several lines where it is longer than one should be, as Loki's own formatter does; unlike that one it
 * never loses an {@code or} and indents {@code decolorize} as it does other stages. Variables stay as written.
 */
public final class PrettyPrinter {
    /** Loki's own width. */
    public static final int WIDTH = 100;
    private static final String INDENT = "  ";

    private final int width;
    private final StringBuilder out = new StringBuilder();

    private PrettyPrinter(int width) {
        this.width = width;
    }

    public static String print(Expr expr) {
        return print(expr, WIDTH);
    }

    /** @param width from which on an expression is split */
    public static String print(Expr expr, int width) {
        PrettyPrinter printer = new PrettyPrinter(width);
        printer.expr(expr, 0);
        return printer.out.toString();
    }

    private PrettyPrinter line(int level, String text) {
        for (int i = 0; i < level; i++) {
            out.append(INDENT);
        }
        out.append(text);
        return this;
    }

    private boolean fits(String line) {
        return line.length() <= width;
    }

    private void expr(Expr expr, int level) {
        String line = Printer.print(expr);
        if (fits(line)) {
            line(level, line);
        } else if (expr instanceof Expr.LogQuery query) {
            query(query, level);
        } else if (expr instanceof Expr.RangeAggregation aggregation) {
            range(aggregation, level);
        } else if (expr instanceof Expr.VectorAggregation aggregation) {
            vector(aggregation, level);
        } else if (expr instanceof Expr.Binary binary) {
            expr(binary.left(), level + 1);
            out.append('\n');
            line(level, operator(binary)).out.append('\n');
            expr(binary.right(), level + 1);
        } else if (expr instanceof Expr.LabelReplace replace) {
            replace(replace, level);
        } else {
            line(level, line);
        }
    }

    private void query(Expr.LogQuery query, int level) {
        line(level, Printer.print(query.selector()));
        List<Stage> stages = query.stages();
        int i = 0;
        while (i < stages.size()) {
            int end = i + 1;
            if (stages.get(i) instanceof Stage.LineFilter) {
                while (end < stages.size() && stages.get(end) instanceof Stage.LineFilter) {
                    end++;
                }
                lineFilters(stages.subList(i, end), level + 1);
            } else {
                out.append('\n');
                line(level + 1, Printer.print(stages.get(i)));
            }
            i = end;
        }
    }

    /** As many filters on the first line as fit, then one a line. */
    private void lineFilters(List<Stage> filters, int level) {
        StringBuilder first = new StringBuilder();
        int taken = 0;
        for (Stage filter : filters) {
            String text = Printer.print(filter);
            if (taken > 0 && first.length() + 1 + text.length() > width) {
                break;
            }
            first.append(taken == 0 ? "" : " ").append(text);
            taken++;
        }
        out.append('\n');
        line(level, first.toString());
        for (Stage filter : filters.subList(taken, filters.size())) {
            out.append('\n');
            line(level, Printer.print(filter));
        }
    }

    private void range(LogRange range, int level) {
        if (range.query().stages().isEmpty() && range.range().text() == range.query().selector().whole()) {
            line(level, range.range().text().text().value());
            return;
        }
        expr(range.query(), level);
        if (range.unwrap() != null) {
            out.append('\n');
            line(level + 1, Printer.print(range.unwrap()));
            for (Stage.LabelFilter filter : range.unwrap().filters()) {
                out.append('\n');
                line(level + 1, Printer.print(filter));
            }
        }
        out.append(" [");
        duration(range.range());
        out.append(']');
        LogDuration offset = range.offset();
        if (offset != null && (offset.isHole() || offset.nanos() != 0)) {
            out.append(" offset ");
            duration(offset);
        }
    }

    private void duration(LogDuration duration) {
        if (duration.isHole()) {
            out.append(duration.text().text().value());
        } else {
            out.append(duration.nanos() < 0 ? "-" : "");
            Numbers.appendPrometheusDuration(out, Math.abs(duration.nanos()));
        }
    }

    private void range(Expr.RangeAggregation aggregation, int level) {
        line(level, aggregation.function().word()).out.append("(\n");
        parameter(aggregation.parameter(), level + 1);
        range(aggregation.range(), level + 1);
        out.append('\n');
        line(level, ")");
        if (aggregation.grouping() != null) {
            out.append(' ').append(grouping(aggregation.grouping()));
        }
    }

    private void vector(Expr.VectorAggregation aggregation, int level) {
        line(level, aggregation.function().word());
        Grouping grouping = aggregation.grouping();
        if (grouping != null && (grouping.without() || !grouping.names().isEmpty() || grouping.hole() != null)) {
            out.append(' ').append(grouping(grouping));
        }
        out.append("(\n");
        parameter(aggregation.parameter(), level + 1);
        expr(aggregation.of(), level + 1);
        out.append('\n');
        line(level, ")");
    }

    private void parameter(Parameter parameter, int level) {
        if (parameter != null) {
            line(level, Printer.print(parameter, false)).out.append(",\n");
        }
    }

    private void replace(Expr.LabelReplace replace, int level) {
        line(level, "label_replace(\n");
        expr(replace.of(), level + 1);
        for (Quoted argument : List.of(replace.destination(), replace.replacement(), replace.source(), replace.pattern())) {
            out.append(",\n");
            line(level + 1, Printer.print(argument));
        }
        out.append('\n');
        line(level, ")");
    }

    private static String grouping(Grouping grouping) {
        return grouping.hole() != null ? grouping.hole().text().value()
                : (grouping.without() ? "without (" : "by (") + names(grouping.names()) + ")";
    }

    private static String operator(Expr.Binary binary) {
        Matching matching = binary.matching();
        String words = binary.symbol() + (matching.returnBool() ? " bool" : "");
        boolean grouped = matching.cardinality() != Matching.Cardinality.ONE_TO_ONE;
        if (matching.on() || !matching.labels().isEmpty() || grouped) {
            words += (matching.on() ? " on (" : " ignoring (") + names(matching.labels()) + ")";
        }
        if (grouped) {
            words += matching.cardinality() == Matching.Cardinality.MANY_TO_ONE ? " group_left" : " group_right";
            words += matching.include().isEmpty() ? "" : " (" + names(matching.include()) + ")";
        }
        return words;
    }

    private static String names(List<Template> names) {
        StringBuilder joined = new StringBuilder();
        for (Template name : names) {
            joined.append(joined.length() == 0 ? "" : ", ").append(name.text().value());
        }
        return joined.toString();
    }
}
