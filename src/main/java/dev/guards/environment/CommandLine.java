package dev.guards.environment;

import dev.guards.text.Text;
import java.util.List;

/** Options as Go programs take them: one or two dashes, value behind {@code =} or in the next word. */
public final class CommandLine {
    private CommandLine() {
    }

    /** The last value given to an option; empty text for a switch without a value, null when it is not given. */
    public static String option(List<Text> words, String name) {
        Text found = optionText(words, name);
        return found == null ? null : found.value();
    }

    /** As {@link #option}, located. */
    public static Text optionText(List<Text> words, String name) {
        Text found = null;
        for (int i = 0; i < words.size(); i++) {
            Text word = words.get(i);
            int start = nameStart(word.value());
            if (start == 0 || !word.value().startsWith(name, start)) {
                continue;
            }
            int end = start + name.length();
            if (end == word.length()) {
                boolean valueFollows = i + 1 < words.size() && nameStart(words.get(i + 1).value()) == 0;
                found = valueFollows ? words.get(i + 1) : word.slice(end, end);
            } else if (word.charAt(end) == '=') {
                found = word.slice(end + 1, word.length());
            }
        }
        return found;
    }

    private static int nameStart(String word) {
        return word.startsWith("--") ? 2 : word.startsWith("-") && word.length() > 1 ? 1 : 0;
    }
}
