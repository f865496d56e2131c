package dev.guards.template;

import dev.guards.text.Span;
import dev.guards.text.Text;

/** A run of a {@link Template}: text that stays, or a hole that Grafana fills. */
public sealed interface Part permits Literal, Hole {
    /** As written. */
    Text text();

    default Span span() {
        return text().span();
    }
}
