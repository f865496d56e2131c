package dev.guards.analysis;

import dev.guards.promql.Aggregate;
import dev.guards.promql.Binary;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.HoleExpr;
import dev.guards.promql.MatrixSelector;
import dev.guards.promql.NumberLiteral;
import dev.guards.promql.Paren;
import dev.guards.promql.StringLiteral;
import dev.guards.promql.Subquery;
import dev.guards.promql.Suffixed;
import dev.guards.promql.Unary;
import dev.guards.promql.ValueType;
import dev.guards.promql.VectorSelector;
import dev.guards.promql.Visitor;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates a query on rows instead of series, from the selectors up, and remembers the flow of every expression. */
final class LabelFlow implements Visitor<Flow> {
    private final SeriesSource source;
    private final Selecting selecting;
    private final Filler filler;
    private final Domains domains;
    private final boolean delayedNames;
    private final Map<Expr, Flow> flows = new IdentityHashMap<>();
    private final List<Selection> selections = new ArrayList<>();

    /** @param delayedNames names that functions remove go away at the end of the evaluation only */
    LabelFlow(SeriesSource source, Domains domains, boolean delayedNames) {
        this.source = source;
        this.selecting = new Selecting(source, domains);
        this.filler = new Filler(domains);
        this.domains = domains;
        this.delayedNames = delayedNames;
    }

    /** The flow of the whole query, names gone that were dropped on the way. */
    Flow root(Expr expr) {
        Flow flow = visit(expr);
        List<Row> rows = new ArrayList<>();
        for (Row row : flow.rows()) {
            rows.add(row.nameDropped() ? row.withoutName() : row);
        }
        return new Flow(expr, flow.type(), Rows.compact(rows), flow.empty());
    }

    Map<Expr, Flow> flows() {
        return flows;
    }

    List<Selection> selections() {
        return selections;
    }

    Filler filler() {
        return filler;
    }

    SeriesSource source() {
        return source;
    }

    Flow visit(Expr expr) {
        Flow flow = expr.accept(this);
        flows.put(expr, flow);
        return flow;
    }

    /** The name goes: now, or at the end. */
    Row dropName(Row row) {
        return delayedNames ? row.nameDropped(true) : row.withoutName();
    }

    Flow vectorOf(Expr expr, List<Row> rows, Flow.Emptiness empty) {
        List<Row> compact = Rows.compact(rows);
        return new Flow(expr, ValueType.VECTOR, compact, compact.isEmpty() ? empty : null);
    }

    Flow scalar(Expr expr) {
        return new Flow(expr, ValueType.SCALAR, List.of(Row.scalar()), null);
    }

    /** What can be said of an expression that a hole decides about. */
    static Flow anything(Expr expr) {
        return new Flow(expr, expr.type(), List.of(Row.anything()), null);
    }

    @Override
    public Flow number(NumberLiteral literal) {
        return scalar(literal);
    }

    @Override
    public Flow string(StringLiteral literal) {
        return new Flow(literal, ValueType.STRING, List.of(Row.scalar()), null);
    }

    @Override
    public Flow vector(VectorSelector selector) {
        Selection selection = selecting.select(selector);
        selections.add(selection);
        Cause cause = selection.cause();
        Flow.Emptiness empty = cause == null ? null : new Flow.Emptiness(blamed(selector, cause), cause.message(), selection);
        return new Flow(selector, selector.type(), selection.rows(), empty);
    }

    /** The matcher at fault, or the selector. */
    static Span blamed(VectorSelector selector, Cause cause) {
        if (cause instanceof Cause.LabelMissing c) {
            return c.matcher().span();
        }
        if (cause instanceof Cause.ValueImpossible c) {
            return c.matcher().span();
        }
        if (cause instanceof Cause.Contradiction c) {
            return c.matchers().get(c.matchers().size() - 1).span();
        }
        if (cause instanceof Cause.NoneTogether c) {
            return c.matchers().get(c.matchers().size() - 1).span();
        }
        if (cause instanceof Cause.MetricMissing && selector.name() != null) {
            return selector.name().span();
        }
        return selector.span();
    }

    @Override
    public Flow matrix(MatrixSelector matrix) {
        Flow inner = visit(matrix.selector());
        return new Flow(matrix, ValueType.MATRIX, inner.rows(), inner.empty());
    }

    @Override
    public Flow subquery(Subquery subquery) {
        Flow inner = visit(subquery.inner());
        return new Flow(subquery, ValueType.MATRIX, inner.rows(), inner.empty());
    }

    @Override
    public Flow paren(Paren paren) {
        Flow inner = visit(paren.inner());
        return new Flow(paren, inner.type(), inner.rows(), inner.empty());
    }

    @Override
    public Flow unary(Unary unary) {
        Flow inner = visit(unary.inner());
        List<Row> rows = new ArrayList<>();
        for (Row row : inner.rows()) {
            rows.add(unary.minus() ? dropName(row).with(Stage.DERIVED) : row);
        }
        return new Flow(unary, inner.type(), Rows.compact(rows), inner.empty());
    }

    @Override
    public Flow call(Call call) {
        return new FunctionFlow(this, call).flow();
    }

    @Override
    public Flow aggregate(Aggregate aggregate) {
        return new AggregateFlow(this, aggregate).flow();
    }

    @Override
    public Flow binary(Binary binary) {
        return new BinaryFlow(this, binary).flow();
    }

    /** A variable with listed values is evaluated when each is a metric name or a number. */
    @Override
    public Flow hole(HoleExpr hole) {
        List<String> texts = filler.texts(hole.text(), false);
        List<Row> rows = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            if (isMetricName(text)) {
                rows.addAll(source.rows(text));
                rows.addAll(source.open(text));
            } else if (isNumber(text)) {
                rows.add(Row.scalar());
            } else {
                return anything(hole);
            }
        }
        if (rows.isEmpty()) {
            return anything(hole);
        }
        return new Flow(hole, ValueType.UNKNOWN, Rows.compact(rows), null);
    }

    private static boolean isMetricName(String text) {
        boolean name = !text.isEmpty() && !Character.isDigit(text.charAt(0)) && !isNumber(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            name &= c == '_' || c == ':' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        return name;
    }

    private static boolean isNumber(String text) {
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException e) {
            return text.equalsIgnoreCase("inf") || text.equalsIgnoreCase("nan");
        }
    }

    @Override
    public Flow suffixed(Suffixed suffixed) {
        Flow inner = visit(suffixed.inner());
        List<Row> rows = new ArrayList<>();
        rows.add(Row.anything());
        for (Row row : inner.rows()) {
            rows.add(row.withDoubtfulLabels().certain(false));
        }
        return new Flow(suffixed, ValueType.UNKNOWN, Rows.compact(rows), null);
    }

    Domains domains() {
        return domains;
    }
}
