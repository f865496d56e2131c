package dev.guards.promql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/**
 * A function call.
 *
 * @param function null when the name has holes; it may turn out to be an aggregation then
 */
public record Call(Span span, Template name, Function function, List<Expr> arguments) implements Expr {
    public Call {
        arguments = List.copyOf(arguments);
    }

    /** Whether this calls the function of that name. */
    public boolean is(String functionName) {
        return function != null && function.name().equals(functionName);
    }

    @Override
    public ValueType type() {
        return function == null ? ValueType.UNKNOWN : function.returns();
    }

    @Override
    public List<Expr> children() {
        return arguments;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.call(this);
    }
}
