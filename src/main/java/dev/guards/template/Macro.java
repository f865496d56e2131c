package dev.guards.template;

/**
 * A variable that Grafana defines itself.
 *
 * @param name without {@code $}
 */
public record Macro(String name, Kind kind) {
    /** What stands in its place. */
    public enum Kind {
        /** {@code 1m}, {@code 3600s}: goes where a duration goes. */
        DURATION,
        /** A bare number, in the unit that the name says; epoch milliseconds for {@code __from} and {@code __to}. */
        NUMBER,
        TEXT
    }

    private static final String AUTO_INTERVAL = "__auto_interval_";

    /** The built-in variable of a name; null when there is none. */
    public static Macro of(String name) {
        Kind kind = kind(name);
        return kind == null ? null : new Macro(name, kind);
    }

    private static Kind kind(String name) {
        if (!name.startsWith("__")) {
            return name.equals("timeFilter") ? Kind.TEXT : null;
        }
        return switch (name) {
            case "__interval", "__rate_interval", "__range", "__auto" -> Kind.DURATION;
            case "__interval_ms", "__rate_interval_ms", "__range_s", "__range_ms", "__from", "__to" -> Kind.NUMBER;
            case "__all", "__timezone", "__dashboard", "__org", "__user", "__name", "__cell", "__searchFilter", "__timeFilter",
                    "__url", "__url_time_range", "__all_variables", "__field", "__series", "__value", "__data" -> Kind.TEXT;
            default -> name.startsWith(AUTO_INTERVAL) ? Kind.DURATION : null;
        };
    }
}
