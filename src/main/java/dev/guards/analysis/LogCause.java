package dev.guards.analysis;

import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import java.util.Set;

/** Why a log query can return nothing. */
public sealed interface LogCause {
    /** The part of the query to blame. */
    Span span();

    /** The fact in one line: lower case, no final period. */
    String message();

    /** What exists and is most similar to what is asked for; null when nothing is. */
    default String nearest() {
        return null;
    }

    /** No agent sends any stream. */
    record NoStreams(Span span) implements LogCause {
        @Override
        public String message() {
            return "no log agent sends any stream";
        }
    }

    /**
     * A matcher asks for a label that no stream has.
     *
     * @param exists   labels that streams have
     * @param metadata true when it is structured metadata, which a selector does not see
     */
    record LabelMissing(Span span, String label, Set<String> exists, boolean metadata) implements LogCause {
        @Override
        public String message() {
            return metadata ? "`" + label + "` is structured metadata: a stream selector does not see it"
                    : "no log stream has a label `" + label + "`";
        }

        @Override
        public String nearest() {
            return Suggest.similar(label, exists);
        }
    }

    /**
     * The stream label is there, with other values.
     *
     * @param exists  the values that it has
     * @param wanted  what the matcher lets through; null for a matcher that only excludes
     * @param nearest the listed value that is most similar to the wanted one; null when none is
     */
    record ValueImpossible(Span span, String label, ValueSet exists, ValueSet wanted, String nearest) implements LogCause {
        @Override
        public String message() {
            return "`" + label + "` of log streams is never " + (wanted == null ? "what the matcher asks for" : wanted.describe(3)) + ": it is "
                    + exists.describe(5);
        }
    }

    /** Matchers that no stream satisfies at once. */
    record NoneTogether(Span span) implements LogCause {
        @Override
        public String message() {
            return "no log stream satisfies all matchers at once";
        }
    }

    /**
     * A filter, or an unwrap, wants a label that neither the streams nor any stage before provides.
     *
     * @param exists labels that are there at that point
     */
    record FieldMissing(Span span, String label, Set<String> exists) implements LogCause {
        @Override
        public String message() {
            return "nothing before this stage provides `" + label + "`";
        }

        @Override
        public String nearest() {
            return Suggest.similar(label, exists);
        }
    }

    /** A filter wants a value that its label cannot have at that point. */
    record FieldImpossible(Span span, String label, ValueSet exists) implements LogCause {
        @Override
        public String message() {
            return "`" + label + "` is never what the filter asks for: it is " + exists.describe(5);
        }
    }

    /** Something else in the query keeps everything away. */
    record Excluded(Span span, String message) implements LogCause {
    }
}
