package dev.guards.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The Markdown page of a guard, as it is packed into the jar. */
public final class GuardPage {
    private final String text;

    private GuardPage(String text) {
        this.text = text;
    }

    public static GuardPage of(Guard guard) {
        String path = "/guards/" + (guard instanceof SimpleGuard ? "simple/" : "semantic/") + guard.id() + ".md";
        try (InputStream in = GuardPage.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the page of " + guard.id() + " is missing from this build");
            }
            return new GuardPage(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page of " + guard.id(), e);
        }
    }

    /** All of it. */
    public String text() {
        return text;
    }

    /** What stands below a heading of the second level; empty when there is no such heading. */
    public String section(String heading) {
        String start = "\n## " + heading + "\n";
        int from = text.indexOf(start);
        if (from < 0) {
            return "";
        }
        int to = text.indexOf("\n## ", from + start.length());
        return text.substring(from + start.length(), to < 0 ? text.length() : to).strip();
    }
}
