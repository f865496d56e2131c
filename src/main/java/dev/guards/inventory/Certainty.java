package dev.guards.inventory;

/** How sure it is that something exists once the environment runs. */
public enum Certainty {
    /** The configuration produces it. */
    CERTAIN,
    /** It depends on something that the files do not tell: a profile, the host, a value at run time. */
    CONDITIONAL;

    public Certainty and(Certainty other) {
        return this == CERTAIN ? other : CONDITIONAL;
    }
}
