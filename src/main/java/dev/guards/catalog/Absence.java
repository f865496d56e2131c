package dev.guards.catalog;

/**
 * Why a run of an exporter does not expose a metric that it could.
 *
 * @param family the family that is meant; null when the catalogue has none of that name
 * @param detail the reason in words, lower case, no final period
 * @param remedy what to write instead or to switch on: a metric name for {@code RENAMED}, {@code REMOVED} and {@code SUFFIX} (empty when
 *               there is none), a flag for {@code DISABLED}, a path for {@code OTHER_ENDPOINT}
 */
public record Absence(Kind kind, String family, String detail, String remedy) {
    /** Kinds of reasons. */
    public enum Kind {
        /** No version of the exporter has it. */
        UNKNOWN,
        /** Its collector or option is off. */
        DISABLED,
        /** Newer than the deployed version. */
        NOT_YET,
        /** Gone since a version. */
        REMOVED,
        /** Another name since a version. */
        RENAMED,
        /** On another path or port of the same program. */
        OTHER_ENDPOINT,
        /** The family exists, this series name of it does not: {@code _bucket} of a gauge, bare name of a histogram. */
        SUFFIX
    }
}
