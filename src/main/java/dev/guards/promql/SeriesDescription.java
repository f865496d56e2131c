package dev.guards.promql;

import dev.guards.text.Text;
import java.util.List;
import java.util.Map;

/**
 * A series as promtool's rule tests and Prometheus' own tests write it: {@code metric{label="value"} 1 2+3x4 _ stale}.
 * What the notation means was taken from Prometheus 3.14's parser.
 *
 * @param labels by name, sorted, {@code __name__} among them when there is a metric; none is empty
 * @param values in the order of time, runs of equal steps together
 */
public record SeriesDescription(Map<String, String> labels, List<SeriesValues> values) {
    /**
     * What came of a description.
     *
     * @param series null when it is refused
     * @param error  null when it is not
     */
    public record Outcome(SeriesDescription series, SyntaxError error) {
        public boolean isValid() {
            return error == null;
        }
    }

    /** Reads a description; never throws. Memory grows with the text, not with the repetitions written in it. */
    public static Outcome parse(Text text) {
        Errors errors = new Errors(text);
        try {
            return new Outcome(new SeriesParser(new SeriesScanner(text)).parse(), null);
        } catch (SeriesScanner.Refused refused) {
            errors.add(refused.start, refused.end, refused.getMessage(), "");
            return new Outcome(null, errors.all().get(0));
        }
    }
}
