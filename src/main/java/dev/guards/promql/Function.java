package dev.guards.promql;

import java.util.List;

/**
 * The signature of a function.
 *
 * @param arguments types of the declared arguments; further ones have the type of the last
 * @param variadic  0: exactly the declared number; n: the last one and up to n - 1 more may be left out or added, so
 *                  between {@code arguments.size() - 1} and {@code arguments.size() - 1 + n}; -1: no upper limit
 */
public record Function(String name, List<ValueType> arguments, int variadic, ValueType returns, boolean isExperimental) {
    /** The fewest arguments. */
    public int least() {
        return variadic == 0 ? arguments.size() : arguments.size() - 1;
    }

    /** The most arguments. */
    public int most() {
        return variadic < 0 ? Integer.MAX_VALUE : least() + variadic;
    }

    /** The type of an argument by its 0-based place. */
    public ValueType argument(int place) {
        return arguments.get(Math.min(place, arguments.size() - 1));
    }
}
