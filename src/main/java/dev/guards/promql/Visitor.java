package dev.guards.promql;

/** Work that has an answer for every kind of expression. No method has a default, so a new kind cannot be forgotten. */
public interface Visitor<R> {
    R number(NumberLiteral literal);

    R string(StringLiteral literal);

    R vector(VectorSelector selector);

    R matrix(MatrixSelector selector);

    R subquery(Subquery subquery);

    R call(Call call);

    R aggregate(Aggregate aggregate);

    R binary(Binary binary);

    R unary(Unary unary);

    R paren(Paren paren);

    R hole(HoleExpr hole);

    R suffixed(Suffixed suffixed);
}
