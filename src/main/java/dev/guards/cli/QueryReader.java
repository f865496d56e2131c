package dev.guards.cli;

import dev.guards.text.Text;
import java.util.Collection;
import java.util.List;

/** Reads one query of a language and prints it again. */
interface QueryReader {
    /**
     * What came of a query.
     *
     * @param ok       whether the server takes it
     * @param type     of the result; empty when the syntax is wrong
     * @param printed  as the server prints it; null when the syntax is wrong
     * @param pretty   over several lines; null when the syntax is wrong
     * @param metrics  metric names in it, sorted
     * @param labels   label names in it, sorted
     * @param requires what a server has to switch on
     * @param comments whether comments, or digits, would be lost by printing
     * @param error    why it is refused; empty when it is not
     * @param help     what to write instead; may be empty
     * @param start    0-based offset in the query of the part at fault
     * @param end      behind its last character
     */
    record Outcome(boolean ok, String type, String printed, String pretty, Collection<String> metrics, Collection<String> labels,
            Collection<String> requires, boolean comments, String error, String help, int start, int end) {
        static Outcome refused(String error, String help, int start, int end) {
            return new Outcome(false, "", null, null, List.of(), List.of(), List.of(), false, error, help, start, end);
        }
    }

    /** @param plain without Grafana's variables */
    Outcome read(Text query, boolean plain);
}
