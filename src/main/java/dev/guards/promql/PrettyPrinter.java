package dev.guards.promql;

/**
 * Writes an expression over several lines, as Prometheus' formatter does: what does not fit on a line is split at its
 * outermost operator, call or parenthesis and indented.
 */
public final class PrettyPrinter implements Visitor<Void> {
    /** The width that Prometheus and promtool use. */
    public static final int WIDTH = 100;
    private static final String INDENT = "  ";

    private final int width;
    private final StringBuilder out = new StringBuilder();
    private int level;

    private PrettyPrinter(int width) {
        this.width = width;
    }

    public static String print(Expr expr) {
        return print(expr, WIDTH);
    }

    /** @param width the longest expression, in UTF-8 bytes, that stays on one line */
    public static String print(Expr expr, int width) {
        PrettyPrinter printer = new PrettyPrinter(width);
        expr.accept(printer);
        return printer.out.toString();
    }

    private void indent() {
        for (int i = 0; i < level; i++) {
            out.append(INDENT);
        }
    }

    /** Writes the expression on one line if it fits there. */
    private boolean fits(Expr expr) {
        String line = Printer.print(expr);
        if (length(line) > width) {
            return false;
        }
        indent();
        out.append(line);
        return true;
    }

    private Void line(Expr expr) {
        indent();
        out.append(Printer.print(expr));
        return null;
    }

    private int length(String line) {
        int bytes = 0;
        for (int i = 0; i < line.length() && bytes <= width; i++) {
            char c = line.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private void deeper(Expr expr) {
        level++;
        expr.accept(this);
        level--;
    }

    /** Puts an expression one level deeper, between an opening that stands and a closing parenthesis. */
    private Void enclose(Expr... parts) {
        out.append("(\n");
        for (int i = 0; i < parts.length; i++) {
            out.append(i == 0 ? "" : ",\n");
            deeper(parts[i]);
        }
        out.append('\n');
        indent();
        out.append(')');
        return null;
    }

    @Override
    public Void number(NumberLiteral literal) {
        return line(literal);
    }

    @Override
    public Void string(StringLiteral literal) {
        return line(literal);
    }

    @Override
    public Void vector(VectorSelector selector) {
        return line(selector);
    }

    @Override
    public Void matrix(MatrixSelector selector) {
        return line(selector);
    }

    /** Prometheus does not indent a subquery that fits. */
    @Override
    public Void subquery(Subquery subquery) {
        String line = Printer.print(subquery);
        if (length(line) <= width) {
            out.append(line);
            return null;
        }
        subquery.inner().accept(this);
        Printer.to(out).suffix(subquery);
        return null;
    }

    @Override
    public Void call(Call call) {
        if (fits(call)) {
            return null;
        }
        indent();
        out.append(call.name());
        return enclose(call.arguments().toArray(new Expr[0]));
    }

    @Override
    public Void aggregate(Aggregate aggregate) {
        if (fits(aggregate)) {
            return null;
        }
        indent();
        Printer.to(out).head(aggregate);
        return aggregate.parameter() == null ? enclose(aggregate.inner()) : enclose(aggregate.parameter(), aggregate.inner());
    }

    @Override
    public Void binary(Binary binary) {
        if (fits(binary)) {
            return null;
        }
        deeper(binary.left());
        out.append('\n');
        indent();
        Printer.to(out).operator(binary);
        out.append('\n');
        deeper(binary.right());
        return null;
    }

    @Override
    public Void unary(Unary unary) {
        indent();
        out.append(unary.minus() ? '-' : '+');
        int start = out.length();
        unary.inner().accept(this);
        int end = start;
        while (end < out.length() && out.charAt(end) == ' ') {
            end++;
        }
        out.delete(start, end);
        return null;
    }

    @Override
    public Void paren(Paren paren) {
        if (fits(paren)) {
            return null;
        }
        indent();
        return enclose(paren.inner());
    }

    @Override
    public Void hole(HoleExpr hole) {
        return line(hole);
    }

    @Override
    public Void suffixed(Suffixed suffixed) {
        if (fits(suffixed)) {
            return null;
        }
        suffixed.inner().accept(this);
        out.append(' ').append(suffixed.suffix());
        return null;
    }
}
