package dev.guards.catalog;

/**
 * An exporter found behind a target.
 *
 * @param version  from the image tag; {@link Version#UNKNOWN} when the tag does not tell
 * @param strength the strongest clue
 * @param reason   the clue in words: {@code image `prom/node-exporter`}
 */
public record Recognition(Exporter exporter, Version version, Strength strength, String reason) {
    /**
     * Kinds of clues, strongest first. {@code EMBEDDED}: another program runs the exporter inside of itself, with settings and perhaps
     * additions of its own.
     */
    public enum Strength { CAPTURE, IMAGE, SOURCE, ARGUMENTS, ENVIRONMENT, PATH, EMBEDDED, PORT, JOB }

    /** True when the clue identifies the exporter, so that what it exposes is there. False for ports and job names, which are habits. */
    public boolean isCertain() {
        return strength.compareTo(Strength.PORT) < 0;
    }

    /** True when the clue identifies the whole program, so that what it does not expose is truly absent. */
    public boolean isWhole() {
        return isCertain() && strength != Strength.EMBEDDED;
    }
}
