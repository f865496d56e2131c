package dev.guards.config.prometheus;

import dev.guards.regex.Re2;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One step of relabelling with its defaults filled in. Texts that the file does not give are texts of no file.
 *
 * @param sourceLabels empty when none are given
 * @param regex        null when RE2 refuses the pattern, or it cannot be told; such a rule can do anything
 * @param regexText    the pattern as given
 * @param given        names of the fields that the file gives
 * @param valid        false when Prometheus would refuse the rule; it must not be executed then
 * @param span         the whole rule
 */
public record RelabelRule(Action action, List<Text> sourceLabels, Text separator, Re2 regex, Text regexText, long modulus,
        Text targetLabel, Text replacement, List<String> given, boolean valid, Span span) {
    public static final String DEFAULT_REGEX = "(.*)";
    public static final String DEFAULT_REPLACEMENT = "$1";
    public static final String DEFAULT_SEPARATOR = ";";

    /** What a rule does. */
    public enum Action {
        REPLACE, KEEP, DROP, KEEPEQUAL, DROPEQUAL, HASHMOD, LABELMAP, LABELDROP, LABELKEEP, LOWERCASE, UPPERCASE;

        private static final List<String> WORDS = words();

        /** As configurations write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Null when there is no such action. */
        public static Action of(String word) {
            int index = WORDS.indexOf(word.toLowerCase(Locale.ROOT));
            return index < 0 ? null : values()[index];
        }

        /** All actions as configurations write them. */
        public static List<String> words() {
            List<String> words = new ArrayList<>();
            for (Action action : values()) {
                words.add(action.word());
            }
            return List.copyOf(words);
        }

        /** Whether it writes {@code target_label}. */
        public boolean writesTarget() {
            return this == REPLACE || this == HASHMOD || this == LOWERCASE || this == UPPERCASE;
        }
    }

    public RelabelRule {
        sourceLabels = List.copyOf(sourceLabels);
        given = List.copyOf(given);
    }

    /** A rule that another program adds by itself, such as an operator; the span says on whose behalf. */
    public static RelabelRule made(Action action, List<String> sourceLabels, String regex, String targetLabel, String replacement, Span span) {
        List<Text> sources = new ArrayList<>();
        sourceLabels.forEach(s -> sources.add(Text.of(s)));
        return new RelabelRule(action, sources, Text.of(DEFAULT_SEPARATOR), Re2.of(regex), Text.of(regex), 0, Text.of(targetLabel),
                Text.of(replacement), List.of(), true, span);
    }

    /** Whether no file holds it as it is, so that nobody can correct it: its fields stand where their cause stands. */
    public boolean isMade() {
        Text field = !sourceLabels.isEmpty() ? sourceLabels.get(0) : !targetLabel.isEmpty() ? targetLabel : regexText;
        return given.isEmpty() || field.span().equals(span);
    }

    public boolean gives(String field) {
        return given.contains(field);
    }

    /** True when the regex was left at its default, which matters to the quick way of {@code replace}. */
    public boolean hasDefaultRegex() {
        return regexText.value().equals(DEFAULT_REGEX);
    }

    /** {@code labeldrop regex=tmp_.*}, for evidence. */
    public String describe() {
        StringBuilder out = new StringBuilder(action.word());
        if (!sourceLabels.isEmpty()) {
            out.append(" ").append(sourceLabels);
        }
        if (gives("regex")) {
            out.append(" regex=").append(regexText);
        }
        if (!targetLabel.isEmpty()) {
            out.append(" -> ").append(targetLabel);
        }
        return out.toString();
    }
}
