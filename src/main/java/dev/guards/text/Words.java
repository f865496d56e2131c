package dev.guards.text;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as a POSIX shell does: blanks, quotes and backslashes; nothing is expanded. */
public final class Words {
    private Words() {
    }

    public static List<Text> split(Text line) {
        List<Text> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at < line.length()) {
                int end = wordEnd(line, at);
                words.add(word(line, at, end));
                at = end;
            }
        }
        return words;
    }

    private static int wordEnd(Text line, int start) {
        char quote = 0;
        int at = start;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '\\' && quote != '\'') {
                at++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (Character.isWhitespace(c)) {
                break;
            }
            at++;
        }
        return Math.min(at, line.length());
    }

    private static Text word(Text line, int start, int end) {
        StringBuilder value = new StringBuilder();
        int[] from = new int[end - start + 1];
        char quote = 0;
        for (int at = start; at < end; at++) {
            char c = line.charAt(at);
            if (c == '\\' && quote != '\'' && at + 1 < end) {
                at++;
                from[value.length()] = at;
                value.append(line.charAt(at));
            } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote != 0 ? 0 : c;
            } else {
                from[value.length()] = at;
                value.append(c);
            }
        }
        int[] offsets = java.util.Arrays.copyOf(from, value.length() + 1);
        offsets[value.length()] = end;
        return line.decoded(value.toString(), start, end, () -> offsets);
    }
}
