package dev.guards.promql;

import dev.guards.template.Template;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes an expression on one line as Prometheus does: lower-case keywords, matchers sorted, durations normalised.
 * Variables stay as they were written.
 */
public final class Printer implements Visitor<Void> {
    private final StringBuilder out;

    private Printer(StringBuilder out) {
        this.out = out;
    }

    public static String print(Expr expr) {
        StringBuilder out = new StringBuilder();
        expr.accept(new Printer(out));
        return out.toString();
    }

    @Override
    public Void number(NumberLiteral literal) {
        if (literal.isDuration()) {
            Numerals.printDuration(literal.value(), out);
        } else {
            Numerals.print(literal.value(), out);
        }
        return null;
    }

    @Override
    public Void string(StringLiteral literal) {
        Strings.quote(literal.value().text(), out);
        return null;
    }

    @Override
    public Void vector(VectorSelector selector) {
        selector(selector);
        Modifiers modifiers = selector.modifiers();
        at(modifiers.at());
        range(modifiers.range());
        offset(modifiers.offset());
        return null;
    }

    /** Without modifiers. */
    private void selector(VectorSelector selector) {
        if (selector.name() != null) {
            out.append(selector.name());
        }
        List<String> parts = new ArrayList<>(selector.matchers().size());
        for (LabelMatcher matcher : selector.matchers()) {
            parts.add(print(matcher));
        }
        Collections.sort(parts, Printer::compareBytes);
        for (Template hole : selector.matcherHoles()) {
            parts.add(hole.toString());
        }
        if (!parts.isEmpty() || selector.name() == null) {
            out.append('{').append(String.join(",", parts)).append('}');
        }
    }

    /** As UTF-8 sorts, which is by code point. */
    private static int compareBytes(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i == a.length() || i == b.length() ? Integer.compare(a.length(), b.length())
                : Integer.compare(a.codePointAt(i), b.codePointAt(i));
    }

    private static String print(LabelMatcher matcher) {
        StringBuilder out = new StringBuilder();
        label(matcher.label(), out);
        out.append(matcher.op().symbol());
        if (matcher.quoted()) {
            Strings.quote(matcher.value().text(), out);
        } else {
            out.append(matcher.value());
        }
        return out.toString();
    }

    private static void label(Template label, StringBuilder out) {
        if (label.hasHoles() || isPlainLabel(label.toString())) {
            out.append(label);
        } else {
            Strings.quote(label.text(), out);
        }
    }

    private static boolean isPlainLabel(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    @Override
    public Void matrix(MatrixSelector matrix) {
        selector(matrix.selector());
        out.append('[');
        length(matrix.range());
        out.append(']');
        range(matrix.modifiers().range());
        at(matrix.modifiers().at());
        offset(matrix.modifiers().offset());
        return null;
    }

    @Override
    public Void subquery(Subquery subquery) {
        subquery.inner().accept(this);
        suffix(subquery);
        return null;
    }

    /** What stands behind the inner expression. */
    void suffix(Subquery subquery) {
        out.append('[');
        length(subquery.range());
        out.append(':');
        if (subquery.step() != null) {
            length(subquery.step());
        }
        out.append(']');
        at(subquery.modifiers().at());
        offset(subquery.modifiers().offset());
    }

    private void range(Modifiers.RangeMode mode) {
        if (mode != null) {
            out.append(' ').append(mode.word());
        }
    }

    private void at(At at) {
        if (at instanceof At.Timestamp timestamp) {
            long millis = Math.abs(timestamp.millis());
            out.append(timestamp.millis() < 0 ? " @ -" : " @ ").append(millis / 1000).append('.');
            String fraction = Long.toString(millis % 1000);
            out.append("000", fraction.length(), 3).append(fraction);
        } else if (at instanceof At.Bound bound) {
            out.append(bound.start() ? " @ start()" : " @ end()");
        } else if (at instanceof At.Hole hole) {
            out.append(" @ ").append(hole.text());
        }
    }

    private void offset(Duration offset) {
        if (offset != null && !offset.isZero()) {
            out.append(" offset ");
            length(offset);
        }
    }

    /** A whole length: a bare number is written as a duration here, but not inside an expression. */
    private void length(Duration duration) {
        if (duration instanceof Duration.Literal literal) {
            Numerals.printDuration(literal.seconds(), out);
        } else {
            part(duration);
        }
    }

    private void part(Duration duration) {
        if (duration instanceof Duration.Literal literal) {
            if (literal.hasUnit()) {
                Numerals.printDuration(literal.seconds(), out);
            } else {
                Numerals.print(literal.seconds(), out);
            }
        } else if (duration instanceof Duration.OfQuery query) {
            out.append(query.isStep() ? "step()" : "range()");
        } else if (duration instanceof Duration.Extreme extreme) {
            out.append(extreme.isMax() ? "max_of(" : "min_of(");
            part(extreme.left());
            out.append(", ");
            part(extreme.right());
            out.append(')');
        } else if (duration instanceof Duration.Negative negative) {
            out.append('-');
            part(negative.inner());
        } else if (duration instanceof Duration.Arithmetic arithmetic) {
            part(arithmetic.left());
            out.append(' ').append(arithmetic.op().symbol()).append(' ');
            part(arithmetic.right());
        } else if (duration instanceof Duration.Wrapped wrapped) {
            out.append('(');
            part(wrapped.inner());
            out.append(')');
        } else if (duration instanceof Duration.Hole hole) {
            out.append(hole.text());
        }
    }

    @Override
    public Void call(Call call) {
        out.append(call.name()).append('(');
        for (int i = 0; i < call.arguments().size(); i++) {
            out.append(i == 0 ? "" : ", ");
            call.arguments().get(i).accept(this);
        }
        out.append(')');
        return null;
    }

    @Override
    public Void aggregate(Aggregate aggregate) {
        head(aggregate);
        out.append('(');
        if (aggregate.parameter() != null) {
            aggregate.parameter().accept(this);
            out.append(", ");
        }
        aggregate.inner().accept(this);
        out.append(')');
        return null;
    }

    /** The operator with its grouping. */
    void head(Aggregate aggregate) {
        out.append(aggregate.operator() == null ? aggregate.name().toString() : aggregate.operator().word());
        Grouping grouping = aggregate.grouping();
        if (grouping != null && (grouping.without() || !grouping.labels().isEmpty())) {
            grouping(grouping);
            out.append(' ');
        }
    }

    private void grouping(Grouping grouping) {
        List<Template> labels = grouping.labels();
        if (grouping.form() == Grouping.Form.WORD) {
            out.append(' ').append(labels.get(0));
            if (labels.size() > 1) {
                out.append(" (");
                labels(labels.subList(1, labels.size()));
                out.append(')');
            }
            return;
        }
        out.append(grouping.without() ? " without " : " by ");
        list(labels, grouping.form() == Grouping.Form.BARE);
    }

    private void list(List<Template> labels, boolean bare) {
        out.append(bare ? "" : "(");
        labels(labels);
        out.append(bare ? "" : ")");
    }

    private void labels(List<Template> labels) {
        for (int i = 0; i < labels.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            label(labels.get(i), out);
        }
    }

    @Override
    public Void binary(Binary binary) {
        binary.left().accept(this);
        out.append(' ');
        operator(binary);
        out.append(' ');
        binary.right().accept(this);
        return null;
    }

    /** The operator with its modifiers. */
    void operator(Binary binary) {
        out.append(binary.op() == null ? binary.operator().toString() : binary.op().symbol());
        out.append(binary.bool() ? " bool" : "");
        if (!binary.left().type().fits(ValueType.VECTOR) || !binary.right().type().fits(ValueType.VECTOR)) {
            return;
        }
        Matching matching = binary.matching();
        boolean grouped = matching.card() != Matching.Card.ONE_TO_ONE;
        if (!matching.labels().isEmpty() || matching.on() || grouped) {
            out.append(matching.on() ? " on " : " ignoring ");
            list(matching.labels(), matching.bare());
        }
        if (grouped) {
            out.append(matching.card() == Matching.Card.MANY_TO_ONE ? " group_left (" : " group_right (");
            labels(matching.include());
            out.append(')');
        }
        if (matching.fillLeft() != null && matching.fillLeft().equals(matching.fillRight())) {
            fill(" fill (", matching.fillLeft());
        } else {
            fill(" fill_left (", matching.fillLeft());
            fill(" fill_right (", matching.fillRight());
        }
    }

    private void fill(String word, Double value) {
        if (value != null) {
            out.append(word);
            Numerals.printShort(value, out);
            out.append(')');
        }
    }

    @Override
    public Void unary(Unary unary) {
        out.append(unary.minus() ? '-' : '+');
        unary.inner().accept(this);
        return null;
    }

    @Override
    public Void paren(Paren paren) {
        out.append('(');
        paren.inner().accept(this);
        out.append(')');
        return null;
    }

    @Override
    public Void hole(HoleExpr hole) {
        out.append(hole.text());
        return null;
    }

    @Override
    public Void suffixed(Suffixed suffixed) {
        suffixed.inner().accept(this);
        out.append(' ').append(suffixed.suffix());
        return null;
    }

    static Printer to(StringBuilder out) {
        return new Printer(out);
    }
}
