package dev.guards.catalog;

import dev.guards.text.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The flags among command line words: {@code -name}, {@code --name}, {@code --name=value}, {@code --name value}; a word with
 * blanks is a shell's command line and is divided first. The last of repeated flags counts, lists of repeated flags are joined.
 */
final class FlagWords {
    private final Map<String, String> values = new LinkedHashMap<>();
    private boolean unknown;

    FlagWords(List<String> arguments) {
        String open = null;
        for (String argument : arguments) {
            boolean shell = argument.indexOf(' ') >= 0 && (argument.indexOf(" -") >= 0 || argument.indexOf('$') >= 0);
            for (String word : shell ? argument.strip().split("\\s+") : new String[] {argument}) {
                open = word(word, open);
            }
        }
    }

    /** Takes a word; returns the flag that may have its value in the next one. */
    private String word(String word, String open) {
        if (word.length() > 1 && word.charAt(0) == '-' && !isNumber(word)) {
            String name = word.substring(word.startsWith("--") ? 2 : 1);
            int equals = name.indexOf('=');
            if (equals < 0) {
                values.put(name, "");
                return name;
            }
            put(name.substring(0, equals), unquoted(name.substring(equals + 1)));
        } else if (open != null) {
            put(open, unquoted(word));
        } else if (word.startsWith("$") || !word.isEmpty() && word.charAt(0) == Unknown.MARK) {
            unknown = true;
        }
        return null;
    }

    private void put(String name, String value) {
        values.merge(name, value, (before, after) -> before.isEmpty() || after.isEmpty() ? after : before + "," + after);
    }

    private static boolean isNumber(String word) {
        return word.charAt(1) >= '0' && word.charAt(1) <= '9';
    }

    private static String unquoted(String value) {
        int last = value.length() - 1;
        return last > 0 && value.charAt(0) == value.charAt(last) && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                ? value.substring(1, last) : value;
    }

    /** The flag's value; empty for a flag without one, null when it is not there. */
    String value(String name) {
        return values.get(name);
    }

    /** True when a word is a variable whose value may be any flags. */
    boolean hasUnknown() {
        return unknown;
    }

    void forEach(BiConsumer<String, String> action) {
        values.forEach(action);
    }
}
