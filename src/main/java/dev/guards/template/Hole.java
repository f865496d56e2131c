package dev.guards.template;

import dev.guards.text.Text;

/**
 * A reference to a Grafana variable.
 *
 * @param text      the reference as written
 * @param name      the variable's name: word characters
 * @param fieldPath what follows the name of {@code ${name.path}} ({@code ["a.b"]} keeps its brackets); empty when nothing does
 * @param format    what follows the first colon, arguments included ({@code date:YYYY-MM}); empty when nothing does
 */
public record Hole(Text text, String name, String fieldPath, String format, Syntax syntax) implements Part {
    /** The three ways to write a reference. */
    public enum Syntax {
        /** {@code $name}. */
        DOLLAR,
        /** {@code ${name}}, {@code ${name.path:format}}. */
        BRACES,
        /** {@code [[name]]}, {@code [[name:format]]}: deprecated, still replaced. */
        BRACKETS
    }

    /** The built-in variable of this name; null when a dashboard has to define it. */
    public Macro macro() {
        return Macro.of(name);
    }

    /**
     * True for {@code $1}, {@code ${2}}: Grafana leaves it as it is unless a variable is called so, and
     * {@code label_replace} reads it as a capture group.
     */
    public boolean isCaptureGroup() {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return syntax != Syntax.BRACKETS && fieldPath.isEmpty() && format.isEmpty();
    }
}
