package dev.guards.config.pipeline;

import dev.guards.regex.Re2;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;

/**
 * One stage of a log pipeline. The span is that of the stage's name, so that a message can point at it. A {@code source}
 * that is null means the log line.
 *
 * <p>Effects: Promtail's stages documentation and sources, v2.0 to v3.5; Alloy v1.18 for those it has alone.
 */
public sealed interface Stage {
    Span span();

    /** As Promtail calls it. */
    default String name() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** A name and what it is taken from or set to; the two are the same text when the file gives only the name. */
    record Pair(Text name, Text value) {
    }

    /** Unwraps a line of Docker's json-file log driver: label {@code stream}, line and timestamp. */
    record Docker(Span span) implements Stage {
    }

    /** Unwraps a line of the container runtime interface: label {@code stream}, line and timestamp; joins partial lines. */
    record Cri(Span span) implements Stage {
    }

    record Json(Span span, List<Expression> expressions, Text source, boolean dropMalformed) implements Stage {
        /** An extracted key and its path into the document. */
        public record Expression(Text key, Text text, JmesPath path) {
        }
    }

    record Logfmt(Span span, List<Pair> mapping, Text source) implements Stage {
    }

    /** @param labelsFromGroups every named group becomes a label too (Alloy) */
    record Regex(Span span, Text expression, Re2 regex, Text source, boolean labelsFromGroups) implements Stage {
    }

    /** Named captures of a LogQL pattern; Alloy only. */
    record Pattern(Span span, Text pattern, Text source, boolean labelsFromGroups) implements Stage {
    }

    /** Rewrites each captured group (or the whole match) of the line or of one extracted value. */
    record Replace(Span span, Text expression, Re2 regex, Text source, GoTemplate replacement) implements Stage {
    }

    record Template(Span span, Text source, Text text, GoTemplate template) implements Stage {
    }

    record Timestamp(Span span, Text source) implements Stage {
    }

    record Output(Span span, Text source) implements Stage {
    }

    record Labels(Span span, List<Pair> labels) implements Stage {
    }

    record StaticLabels(Span span, List<Pair> labels) implements Stage {
        @Override
        public String name() {
            return "static_labels";
        }
    }

    record LabelDrop(Span span, List<Text> labels) implements Stage {
    }

    record LabelAllow(Span span, List<Text> labels) implements Stage {
    }

    /** @param regex names of extracted keys that are taken as they are (Alloy); null when not given */
    record StructuredMetadata(Span span, List<Pair> pairs, Re2 regex) implements Stage {
        @Override
        public String name() {
            return "structured_metadata";
        }
    }

    record StructuredMetadataDrop(Span span, List<Text> names) implements Stage {
        @Override
        public String name() {
            return "structured_metadata_drop";
        }
    }

    /** @param selector null when it could not be parsed, which makes the whole pipeline invalid in Promtail */
    record Match(Span span, Text selectorText, StreamSelector selector, List<Stage> stages, boolean drop) implements Stage {
    }

    /**
     * Drops an entry when all given conditions hold.
     *
     * @param sources    extracted keys whose values are joined; empty means the line
     * @param value      the joined value must equal this; null when not given
     * @param regex      the joined value, or the line, must match; null when not given
     * @param longerThan bytes; -1 when not given
     */
    record Drop(Span span, List<Text> sources, String separator, Text value, Re2 regex, long longerThan, boolean olderThan)
            implements Stage {
    }

    record Multiline(Span span) implements Stage {
    }

    record Pack(Span span, List<Text> labels) implements Stage {
    }

    /** Exactly one of the three is given; the others are null. */
    record Tenant(Span span, Text source, Text label, Text value) implements Stage {
    }

    record Metrics(Span span, List<Metric> metrics) implements Stage {
        /**
         * A metric that the agent itself exposes.
         *
         * @param name   with its prefix
         * @param type   counter, gauge or histogram
         * @param source extracted key, the metric's name by default; null when every line counts
         */
        public record Metric(Text key, String name, String type, Text source, Text description) {
        }
    }

    /** @param drops entries over the rate are dropped instead of delayed */
    record Limit(Span span, boolean drops) implements Stage {
    }

    record Sampling(Span span) implements Stage {
    }

    /** Splits the {@code Key: value} lines of a Windows event message; Alloy's windowsevent does the same with more fields. */
    record EventLogMessage(Span span, String source, boolean overwriteExisting, boolean dropInvalidLabels) implements Stage {
    }

    /** @param type city, asn or country; empty when not known */
    record Geoip(Span span, Text source, String type) implements Stage {
    }

    record Decolorize(Span span) implements Stage {
    }

    /** A stage that may rewrite the line and nothing else (Alloy: luhn, truncate). */
    record LineRewrite(Span span, String name) implements Stage {
    }

    /** A stage that could not be read; its effect is not known. */
    record Unreadable(Span span, String name) implements Stage {
    }
}
