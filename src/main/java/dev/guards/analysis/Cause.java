package dev.guards.analysis;

import dev.guards.inventory.Missing;
import dev.guards.promql.LabelMatcher;
import dev.guards.regex.ValueSet;
import dev.guards.text.Suggest;
import java.util.List;
import java.util.Set;

/** Why a selector can match nothing. */
public sealed interface Cause {
    /** The fact in one line: lower case, no final period. */
    String message();

    /** What exists and is most similar to what is asked for; null when nothing is. */
    default String nearest() {
        return null;
    }

    /**
     * No series of that name exists.
     *
     * @param missing what the inventory knows about it; null when it knows nothing
     * @param nearest the most similar name that exists; null when none is similar
     */
    record MetricMissing(String metric, Missing missing, String nearest) implements Cause {
        @Override
        public String message() {
            return missing != null && missing.reason() != Missing.Reason.NOT_MISSING ? missing.message()
                    : "there is no metric `" + metric + "`";
        }
    }

    /** No metric's name is among those that the selector asks for. */
    record NameImpossible(ValueSet names) implements Cause {
        @Override
        public String message() {
            return "there is no metric whose name is " + names.describe(3);
        }
    }

    /**
     * The matcher asks for a label that none of the series has.
     *
     * @param exists labels that they have
     * @param rows   the series that all other matchers let through
     */
    record LabelMissing(LabelMatcher matcher, String label, String metric, Set<String> exists, List<Row> rows) implements Cause {
        @Override
        public String message() {
            return "no series of " + subject(metric) + " has a label `" + label + "`";
        }

        @Override
        public String nearest() {
            return Suggest.similar(label, exists);
        }
    }

    /**
     * The label is there, with other values.
     *
     * @param exists  the values that it has
     * @param wanted  what the matcher lets through; null for a matcher whose wish is no set of values
     * @param nearest the listed value that is most similar to the wanted one; null when none is
     * @param rows    the series it was looked for in
     */
    record ValueImpossible(LabelMatcher matcher, String label, String metric, ValueSet exists, ValueSet wanted, String nearest,
            List<Row> rows) implements Cause {
        @Override
        public String message() {
            return "`" + label + "` of " + subject(metric) + " is never "
                    + (wanted == null ? "what the matcher asks for" : wanted.describe(3)) + ": it is " + exists.describe(5);
        }
    }

    /** Matchers of one label that no value can satisfy together, whatever exists. */
    record Contradiction(String label, List<LabelMatcher> matchers) implements Cause {
        @Override
        public String message() {
            return matchers.size() == 1 ? "no value of `" + label + "` can match" : "no value of `" + label + "` can satisfy all its matchers";
        }
    }

    /**
     * Each matcher lets some series through, together they let none.
     *
     * @param matchers up to the one that leaves nothing
     * @param label    the label of that last one
     * @param exists   the values that it has on the series that the others leave
     * @param rows     those series
     */
    record NoneTogether(List<LabelMatcher> matchers, String metric, String label, ValueSet exists, List<Row> rows) implements Cause {
        @Override
        public String message() {
            return "no series of " + subject(metric) + " satisfies all matchers at once: with the others, `" + label + "` is "
                    + exists.describe(5);
        }
    }

    private static String subject(String metric) {
        return metric == null ? "any metric" : "`" + metric + "`";
    }
}
