package dev.guards.guard;

/**
 * One thing that a guard reports.
 *
 * @param id       kebab-case, names the bad thing, never reused
 * @param summary  one sentence without a final period
 * @param severity unless {@code guards.yaml} says otherwise
 */
public record Rule(String id, String summary, Severity severity) {
    public static Rule error(String id, String summary) {
        return new Rule(id, summary, Severity.ERROR);
    }

    public static Rule warning(String id, String summary) {
        return new Rule(id, summary, Severity.WARNING);
    }

    public static Rule info(String id, String summary) {
        return new Rule(id, summary, Severity.INFO);
    }

    public static Rule off(String id, String summary) {
        return new Rule(id, summary, Severity.OFF);
    }
}
