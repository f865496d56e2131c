package dev.guards.catalog.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a TOML file, as far as lists of dependencies need them: table names, keys, and values as they are written, over
 * several lines too. Not a TOML reader: keys with dots stay in one piece, and nothing is refused.
 */
final class Toml {
    /**
     * {@code key = value} below {@code [table]}; the key of a table that has none is empty.
     *
     * @param value as written, comments removed, lines joined
     */
    record Entry(String table, String key, String value) {
        /** The texts in quotes, in order; those of an array of texts. */
        List<String> texts() {
            List<String> texts = new ArrayList<>();
            for (int at = 0; at < value.length(); at++) {
                char quote = value.charAt(at);
                if (quote == '"' || quote == '\'') {
                    int end = value.indexOf(quote, at + 1);
                    if (end < 0) {
                        break;
                    }
                    texts.add(value.substring(at + 1, end));
                    at = end;
                }
            }
            return texts;
        }

        /** The text of a key of an inline table, {@code { path = "../x" }}; null when it has none. */
        String inline(String name) {
            for (int at = value.indexOf(name); at >= 0; at = value.indexOf(name, at + 1)) {
                String rest = value.substring(at + name.length()).stripLeading();
                boolean word = at == 0 || !Character.isLetterOrDigit(value.charAt(at - 1)) && value.charAt(at - 1) != '-';
                if (word && rest.startsWith("=")) {
                    List<String> texts = new Entry("", "", rest).texts();
                    return texts.isEmpty() ? null : texts.get(0);
                }
            }
            return null;
        }
    }

    private Toml() {
    }

    static List<Entry> entries(String text) {
        List<Entry> entries = new ArrayList<>();
        String table = "";
        StringBuilder open = new StringBuilder();
        String key = null;
        for (String raw : text.split("\n")) {
            String line = withoutComment(raw).strip();
            if (key == null && line.startsWith("[")) {
                table = line.replace("[", "").replace("]", "").replace("\"", "").replace("'", "").strip();
                entries.add(new Entry(table, "", ""));
                continue;
            }
            int equals = line.indexOf('=');
            if (key == null) {
                if (equals <= 0) {
                    continue;
                }
                key = line.substring(0, equals).strip().replace("\"", "").replace("'", "");
                open.setLength(0);
                line = line.substring(equals + 1).strip();
            }
            open.append(line).append(' ');
            if (balance(open) <= 0) {
                entries.add(new Entry(table, key, open.toString().strip()));
                key = null;
            }
        }
        return entries;
    }

    private static String withoutComment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#') {
                return line.substring(0, i);
            }
        }
        return line;
    }

    private static int balance(CharSequence value) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
        return depth;
    }
}
