package dev.guards.report;

import dev.guards.guard.Outcome;
import java.io.IOException;

/** One output format. */
public interface Report {
    void write(Outcome outcome, Appendable out) throws IOException;
}
