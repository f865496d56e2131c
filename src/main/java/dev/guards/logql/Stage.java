package dev.guards.logql;

import dev.guards.regex.Matcher;
import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/** One step of a log pipeline. */
public sealed interface Stage {
    /** From the pipe, or the line filter's operator, to the end. */
    Span span();

    /** {@code |= "a" or "b"}: the line has to hold one of the texts, or none of them for the negative operators. */
    record LineFilter(Span span, LineOperator operator, List<LineValue> values) implements Stage {
    }

    /** {@code "text"} or {@code ip("10.0.0.0/8")}. */
    record LineValue(Quoted text, boolean ip) {
    }

    /** The operators of line filters. */
    enum LineOperator {
        CONTAINS("|="), NOT_CONTAINS("!="), MATCHES("|~"), NOT_MATCHES("!~"), PATTERN("|>"), NOT_PATTERN("!>");

        private final String symbol;

        LineOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        public boolean isNegative() {
            return symbol.charAt(0) == '!';
        }

        static LineOperator of(String symbol) {
            for (LineOperator operator : values()) {
                if (operator.symbol.equals(symbol)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException(symbol);
        }
    }

    /** {@code json} with the fields to take; all of them when none is named. */
    record Json(Span span, List<Extraction> fields) implements Stage {
    }

    /** {@code logfmt} with the fields to take; all of them when none is named. */
    record Logfmt(Span span, boolean strict, boolean keepEmpty, List<Extraction> fields) implements Stage {
    }

    /**
     * {@code label="path"}.
     *
     * @param path null for a bare label: the field of the same name
     */
    record Extraction(Span span, Template label, Quoted path) {
    }

    /** {@code regexp "(?P<name>...)"}: each named group becomes a label. */
    record Regexp(Span span, Quoted expression, List<String> names) implements Stage {
    }

    /** {@code pattern "<ip> - <_>"}: each capture becomes a label. */
    record Pattern(Span span, Quoted expression, List<String> names) implements Stage {
    }

    /** {@code unpack}: the keys of a packed JSON line become labels, its {@code _entry} the line. */
    record Unpack(Span span) implements Stage {
    }

    /** {@code | status >= 400 and method="GET"}. */
    record LabelFilter(Span span, Filter filter) implements Stage {
    }

    /** {@code line_format "{{.msg}}"}. */
    record LineFormat(Span span, Quoted template) implements Stage {
    }

    /** {@code label_format a=b, c="{{.d}}"}. */
    record LabelFormat(Span span, List<Assignment> assignments) implements Stage {
    }

    /**
     * One of either: renames {@code source}, or sets {@code target} from the template.
     *
     * @param target a variable for the whole assignment when both others are null
     */
    record Assignment(Span span, Template target, Template source, Quoted template) {
    }

    /** {@code decolorize}. */
    record Decolorize(Span span) implements Stage {
    }

    /** {@code drop a, b="x"}: the listed labels go. */
    record Drop(Span span, List<Selection> labels) implements Stage {
    }

    /** {@code keep a, b="x"}: only the listed labels stay. */
    record Keep(Span span, List<Selection> labels) implements Stage {
    }

    /**
     * A label, or a label with a value that it must have to be meant.
     *
     * @param operator null for a bare label
     * @param value    null for a bare label
     */
    record Selection(Span span, Template label, Matcher.Op operator, Quoted value) {
    }

    /**
     * A variable that stands for one or more stages, or for the operator of a line filter.
     *
     * @param piped whether a pipe stands before it
     */
    record Hole(Span span, Template template, boolean piped) implements Stage {
    }
}
