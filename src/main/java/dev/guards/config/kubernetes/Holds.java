package dev.guards.config.kubernetes;

/** Whether something holds in the cluster, as far as its manifests tell. */
public enum Holds {
    YES, MAYBE, NO;

    public Holds and(Holds other) {
        return ordinal() >= other.ordinal() ? this : other;
    }

    public Holds or(Holds other) {
        return ordinal() <= other.ordinal() ? this : other;
    }

    public static Holds of(boolean sure) {
        return sure ? YES : NO;
    }
}
