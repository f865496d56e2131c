package dev.guards.analysis;

import dev.guards.regex.ValueSet;

/**
 * What Grafana may put where a variable stands.
 *
 * @param values   one selected value each; inexact or any when they cannot be told. None when the variable can never get
 *                 a value
 * @param several  multi or include-all is set, so that values are escaped for a regular expression
 * @param allValue what All stands for, inserted as it is; null when there is no All or it stands for all values
 */
public record Domain(ValueSet values, boolean several, String allValue) {
    /** Nothing is known. */
    public static final Domain UNKNOWN = new Domain(ValueSet.any().inexact(), false, null);

    /** Plain values, one at a time. */
    public static Domain of(String... values) {
        return new Domain(ValueSet.of(values), false, null);
    }

    /** Whether every possible value is listed. */
    public boolean isListed() {
        return values.isFinite();
    }
}
