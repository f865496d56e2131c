package dev.guards.catalog;

/**
 * An exporter found behind a target.
 *
 * @param version  from the image tag; {@link Version#UNKNOWN} when the tag does not tell
 * @param strength the strongest clue
 * @param reason   the clue in words: {@code image `prom/node-exporter`}
 */
public record Recognition(Exporter exporter, Version version, Strength strength, String reason) {
    /** Kinds of clues, strongest first. */
    public enum Strength { CAPTURE, IMAGE, SOURCE, ARGUMENTS, ENVIRONMENT, PATH, PORT, JOB }

    /**
     * True when the clue identifies the program, so that what it does not expose is truly absent. False for ports and job
     * names, which are habits: such a target may expose anything besides.
     */
    public boolean isCertain() {
        return strength.compareTo(Strength.PORT) < 0;
    }
}
