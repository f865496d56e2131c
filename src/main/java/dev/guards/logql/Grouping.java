package dev.guards.logql;

import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/**
 * {@code by (a, b)} or {@code without (a)}.
 *
 * @param hole the whole clause when a variable stands for its keyword or for the parentheses; null else
 */
public record Grouping(Span span, boolean without, List<Template> names, Template hole) {
    /** True when variables leave open which labels are meant. */
    public boolean isOpen() {
        if (hole != null) {
            return true;
        }
        for (Template name : names) {
            if (name.hasHoles()) {
                return true;
            }
        }
        return false;
    }
}
