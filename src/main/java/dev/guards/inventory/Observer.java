package dev.guards.inventory;

import dev.guards.catalog.Family;
import java.util.List;

/** Knows what exporters that look at the environment itself see of it. */
public interface Observer {
    /** One observation a thing that the series of a member are about; null when nothing is known of that. */
    List<Observation> observe(Target target, Family.Member member);
}
