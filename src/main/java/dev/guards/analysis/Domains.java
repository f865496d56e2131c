package dev.guards.analysis;

/** The variables of a dashboard by name. */
public interface Domains {
    /** No variable is known. */
    Domains NONE = name -> Domain.UNKNOWN;

    /** {@link Domain#UNKNOWN} for a variable of which nothing is known; never null. */
    Domain of(String name);
}
