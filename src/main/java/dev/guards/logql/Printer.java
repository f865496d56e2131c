package dev.guards.logql;

import dev.guards.template.Template;
import java.util.List;

/** Writes a query as Loki prints it: one line, groupings in front, operations in parentheses. Variables stay as written. */
public final class Printer {
    private final StringBuilder out = new StringBuilder();

    private Printer() {
    }

    public static String print(Expr expr) {
        Printer printer = new Printer();
        printer.expr(expr);
        return printer.out.toString();
    }

    static String print(Selector selector) {
        Printer printer = new Printer();
        printer.selector(selector);
        return printer.out.toString();
    }

    static String print(Stage stage) {
        Printer printer = new Printer();
        printer.stage(stage);
        return printer.out.substring(1);
    }

    /** {@code | unwrap label}, without its filters. */
    static String print(Unwrap unwrap) {
        Printer printer = new Printer();
        printer.unwrap(unwrap);
        return printer.out.substring(1);
    }

    static String print(Parameter parameter, boolean fixed) {
        Printer printer = new Printer();
        printer.parameter(parameter, fixed);
        return printer.out.toString();
    }

    static String print(Quoted quoted) {
        Printer printer = new Printer();
        printer.quoted(quoted);
        return printer.out.toString();
    }

    private void expr(Expr expr) {
        if (expr instanceof Expr.LogQuery query) {
            query(query);
        } else if (expr instanceof Expr.RangeAggregation aggregation) {
            range(aggregation);
        } else if (expr instanceof Expr.VectorAggregation aggregation) {
            vector(aggregation);
        } else if (expr instanceof Expr.Binary binary) {
            out.append('(');
            expr(binary.left());
            out.append(' ');
            operator(binary);
            out.append(' ');
            expr(binary.right());
            out.append(')');
        } else if (expr instanceof Expr.Number number) {
            Numbers.appendShort(out, number.value());
        } else if (expr instanceof Expr.Vector vector) {
            out.append("vector(");
            parameter(vector.value(), true);
            out.append(')');
        } else if (expr instanceof Expr.LabelReplace replace) {
            out.append("label_replace(");
            expr(replace.of());
            for (Quoted argument : List.of(replace.destination(), replace.replacement(), replace.source(), replace.pattern())) {
                out.append(',');
                quoted(argument);
            }
            out.append(')');
        } else if (expr instanceof Expr.Hole hole) {
            hole(hole.template());
        } else {
            holeCall((Expr.HoleCall) expr);
        }
    }

    private void hole(Template template) {
        out.append(template.text().value());
    }

    private void range(Expr.RangeAggregation aggregation) {
        out.append(aggregation.function().word()).append('(');
        if (aggregation.parameter() != null) {
            parameter(aggregation.parameter(), false);
            out.append(',');
        }
        range(aggregation.range());
        out.append(')');
        if (aggregation.grouping() != null) {
            out.append(' ');
            grouping(aggregation.grouping());
        }
    }

    private void vector(Expr.VectorAggregation aggregation) {
        out.append(aggregation.function().word());
        Grouping grouping = aggregation.grouping();
        if (grouping != null && (grouping.without() || !grouping.names().isEmpty() || grouping.hole() != null)) {
            out.append(' ');
            grouping(grouping);
        }
        out.append('(');
        if (aggregation.parameter() != null) {
            parameter(aggregation.parameter(), false);
            out.append(',');
        }
        expr(aggregation.of());
        out.append(')');
    }

    private void holeCall(Expr.HoleCall call) {
        hole(call.function());
        if (call.grouping() != null) {
            out.append(' ');
            grouping(call.grouping());
        }
        out.append('(');
        String separator = "";
        for (Expr.Metric argument : call.arguments()) {
            out.append(separator);
            expr(argument);
            separator = ",";
        }
        if (call.range() != null) {
            out.append(separator);
            range(call.range());
        }
        out.append(')');
    }

    private void parameter(Parameter parameter, boolean fixed) {
        if (Double.isNaN(parameter.value())) {
            hole(parameter.text());
        } else if (fixed) {
            Numbers.appendFixed(out, parameter.value());
        } else {
            Numbers.appendPlain(out, parameter.value());
        }
    }

    private void grouping(Grouping grouping) {
        if (grouping.hole() != null) {
            hole(grouping.hole());
            return;
        }
        out.append(grouping.without() ? "without (" : "by (");
        names(grouping.names());
        out.append(')');
    }

    private void names(List<Template> names) {
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : ",");
            hole(names.get(i));
        }
    }

    private void operator(Expr.Binary binary) {
        Matching matching = binary.matching();
        out.append(binary.symbol()).append(matching.returnBool() ? " bool" : "");
        boolean grouped = matching.cardinality() != Matching.Cardinality.ONE_TO_ONE;
        if (!matching.on() && matching.labels().isEmpty() && !grouped) {
            return;
        }
        out.append(matching.on() ? " on (" : " ignoring (");
        names(matching.labels());
        out.append(") ");
        if (grouped) {
            out.append(matching.cardinality() == Matching.Cardinality.MANY_TO_ONE ? "group_left" : "group_right");
            if (!matching.include().isEmpty()) {
                out.append(" (");
                names(matching.include());
                out.append(')');
            }
        }
    }

    private void range(LogRange range) {
        if (range.range().text() == range.query().selector().whole()) {
            hole(range.range().text());
            return;
        }
        query(range.query());
        if (range.unwrap() != null) {
            unwrap(range.unwrap());
            for (Stage.LabelFilter filter : range.unwrap().filters()) {
                stage(filter);
            }
        }
        brackets(range);
    }

    private void brackets(LogRange range) {
        out.append('[');
        if (range.range().isHole()) {
            hole(range.range().text());
        } else {
            Numbers.appendPrometheusDuration(out, range.range().nanos());
        }
        out.append(']');
        LogDuration offset = range.offset();
        if (offset != null && (offset.isHole() || offset.nanos() != 0)) {
            out.append(" offset ");
            if (offset.isHole()) {
                hole(offset.text());
            } else {
                Numbers.appendGoDuration(out, offset.nanos());
            }
        }
    }

    private void query(Expr.LogQuery query) {
        selector(query.selector());
        for (Stage stage : query.stages()) {
            stage(stage);
        }
    }

    private void selector(Selector selector) {
        if (selector.whole() != null) {
            hole(selector.whole());
            return;
        }
        out.append('{');
        String separator = "";
        for (Selector.StreamMatcher matcher : selector.matchers()) {
            out.append(separator);
            hole(matcher.name());
            out.append(matcher.operator() == null ? " " + matcher.operatorHole().text().value() + " " : matcher.operator().symbol());
            quoted(matcher.value());
            separator = ", ";
        }
        for (Template hole : selector.holes()) {
            out.append(separator);
            hole(hole);
            separator = ", ";
        }
        out.append('}');
    }

    private void quoted(Quoted quoted) {
        if (quoted.quoted()) {
            GoStrings.quote(out, quoted.value().text());
        } else {
            hole(quoted.value());
        }
    }

    private void stage(Stage stage) {
        if (stage instanceof Stage.LineFilter filter) {
            lineFilter(filter);
            return;
        }
        out.append(stage instanceof Stage.Hole hole && !hole.piped() ? " " : " | ");
        if (stage instanceof Stage.LabelFilter filter) {
            filter(filter.filter());
        } else if (stage instanceof Stage.Json json) {
            out.append("json");
            extractions(json.fields());
        } else if (stage instanceof Stage.Logfmt logfmt) {
            out.append("logfmt").append(logfmt.strict() ? " --strict" : "").append(logfmt.keepEmpty() ? " --keep-empty" : "");
            extractions(logfmt.fields());
        } else if (stage instanceof Stage.Regexp regexp) {
            out.append("regexp ");
            quoted(regexp.expression());
        } else if (stage instanceof Stage.Pattern pattern) {
            out.append("pattern ");
            quoted(pattern.expression());
        } else if (stage instanceof Stage.Unpack) {
            out.append("unpack");
        } else if (stage instanceof Stage.LineFormat format) {
            out.append("line_format ");
            quoted(format.template());
        } else if (stage instanceof Stage.LabelFormat format) {
            assignments(format.assignments());
        } else if (stage instanceof Stage.Decolorize) {
            out.append("decolorize");
        } else if (stage instanceof Stage.Drop drop) {
            out.append("drop ");
            selections(drop.labels());
        } else if (stage instanceof Stage.Keep keep) {
            out.append("keep ");
            selections(keep.labels());
        } else {
            hole(((Stage.Hole) stage).template());
        }
    }

    private void lineFilter(Stage.LineFilter filter) {
        String repeat = filter.operator().isNegative() ? filter.operator().symbol() : "or";
        for (int i = 0; i < filter.values().size(); i++) {
            Stage.LineValue value = filter.values().get(i);
            out.append(' ').append(i == 0 ? filter.operator().symbol() : repeat).append(' ').append(value.ip() ? "ip(" : "");
            quoted(value.text());
            out.append(value.ip() ? ")" : "");
        }
    }

    private void extractions(List<Stage.Extraction> fields) {
        String separator = " ";
        for (Stage.Extraction field : fields) {
            out.append(separator);
            hole(field.label());
            if (field.path() != null) {
                out.append('=');
                quoted(field.path());
            } else if (!field.label().hasHoles()) {
                out.append("=\"").append(field.label().text().value()).append('"');
            }
            separator = ",";
        }
    }

    private void assignments(List<Stage.Assignment> assignments) {
        String separator = "label_format ";
        for (Stage.Assignment assignment : assignments) {
            out.append(separator);
            hole(assignment.target());
            if (assignment.source() != null) {
                out.append('=');
                hole(assignment.source());
            } else if (assignment.template() != null) {
                out.append('=');
                quoted(assignment.template());
            }
            separator = ",";
        }
    }

    private void selections(List<Stage.Selection> labels) {
        String separator = "";
        for (Stage.Selection label : labels) {
            out.append(separator);
            hole(label.label());
            if (label.operator() != null) {
                out.append(label.operator().symbol());
                quoted(label.value());
            }
            separator = ",";
        }
    }

    private void unwrap(Unwrap unwrap) {
        out.append(" | unwrap ");
        if (unwrap.conversion().isEmpty()) {
            hole(unwrap.label());
        } else {
            out.append(unwrap.conversion()).append('(');
            hole(unwrap.label());
            out.append(')');
        }
    }

    private void filter(Filter filter) {
        if (filter instanceof Filter.Comparison comparison) {
            comparison(comparison);
        } else if (filter instanceof Filter.Hole hole) {
            hole(hole.template());
        } else {
            boolean and = filter instanceof Filter.And;
            out.append("( ");
            filter(and ? ((Filter.And) filter).left() : ((Filter.Or) filter).left());
            out.append(and ? " , " : " or ");
            filter(and ? ((Filter.And) filter).right() : ((Filter.Or) filter).right());
            out.append(" )");
        }
    }

    private void comparison(Filter.Comparison comparison) {
        hole(comparison.label());
        if (comparison.operator() == null) {
            out.append(' ').append(comparison.operatorHole().text().value()).append(' ');
        } else {
            out.append(comparison.operator().symbol());
        }
        Filter.Value value = comparison.value();
        if (value instanceof Filter.NumberValue number) {
            Numbers.appendPlain(out, number.value());
        } else if (value instanceof Filter.DurationValue duration) {
            Numbers.appendGoDuration(out, duration.nanos());
        } else if (value instanceof Filter.BytesValue bytes) {
            Numbers.appendBytes(out, bytes.bytes());
        } else if (value instanceof Filter.IpValue ip) {
            out.append("ip(");
            quoted(ip.pattern());
            out.append(')');
        } else {
            text(comparison.operator(), ((Filter.TextValue) value).text());
        }
    }

    /** Loki quotes a pattern with backticks when it cannot reduce it to comparisons of texts. */
    private void text(Filter.Operator operator, Quoted text) {
        String pattern = text.text();
        if (operator == Filter.Operator.MATCHES && text.quoted() && pattern.indexOf('`') < 0 && !PlainRegex.isPlain(pattern)) {
            out.append('`').append(pattern).append('`');
        } else {
            quoted(text);
        }
    }
}
