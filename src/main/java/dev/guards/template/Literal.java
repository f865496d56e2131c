package dev.guards.template;

import dev.guards.text.Text;

/** Text without variables; never empty. */
public record Literal(Text text) implements Part {
}
