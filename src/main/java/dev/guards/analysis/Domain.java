package dev.guards.analysis;

import dev.guards.regex.ValueSet;

/**
 * What Grafana may put where a variable stands.
 *
 * @param values   one selected value each; inexact or any when they cannot be told. None when the variable can never get
 *                 a value
 * @param several  multi or include-all is set, so that values are escaped for a regular expression
 * @param allValue what All stands for, inserted as it is; null when there is no All or it stands for all values
 * @param initial  the value it has until a user changes it, which may be the empty text; null when that is not known
 * @param origin   what the values are read from; null when that is not known
 * @param because  why the values cannot be told, to follow the variable's name; empty when they can, or nothing is known
 */
public record Domain(ValueSet values, boolean several, String allValue, String initial, Origin origin, String because) {
    /** Nothing is known. */
    public static final Domain UNKNOWN = new Domain(ValueSet.any().inexact(), false, null);

    public Domain(ValueSet values, boolean several, String allValue) {
        this(values, several, allValue, null, null, "");
    }

    /** Plain values, one at a time. */
    public static Domain of(String... values) {
        return new Domain(ValueSet.of(values), false, null);
    }

    Domain initially(String value) {
        return new Domain(values, several, allValue, value, origin, because);
    }

    Domain from(Origin where, String reason) {
        return new Domain(values, several, allValue, initial, where, reason);
    }

    /** Whether every possible value is listed. */
    public boolean isListed() {
        return values.isFinite();
    }
}
