package dev.guards.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pairs of a logfmt line. Lines that Loki's parser may read in another way than a plain one are not read at all. */
final class LogfmtLine {
    /** Stands for bytes that are no UTF-8, which Loki's parser treats in its own way. */
    private static final char REPLACED = '\ufffd';

    private LogfmtLine() {
    }

    /** All values of each key in order, "" for a key without one; null when the line is not plain logfmt. */
    static Map<String, List<String>> read(String line) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        if (line.indexOf(REPLACED) >= 0) {
            return null;
        }
        int i = 0;
        while (i < line.length()) {
            if (line.charAt(i) <= ' ') {
                i++;
                continue;
            }
            int end = i;
            while (end < line.length() && line.charAt(end) > ' ' && line.charAt(end) != '=' && line.charAt(end) != '"') {
                end++;
            }
            if (end == i || end < line.length() && line.charAt(end) == '"') {
                return null;
            }
            String key = line.substring(i, end);
            i = end;
            StringBuilder value = new StringBuilder();
            if (i < line.length() && line.charAt(i) == '=') {
                i = value(line, i + 1, value);
                if (i < 0) {
                    return null;
                }
            }
            pairs.computeIfAbsent(key, k -> new ArrayList<>()).add(value.toString());
        }
        return pairs;
    }

    private static int value(String line, int start, StringBuilder value) {
        if (start < line.length() && line.charAt(start) == '"') {
            int close = line.indexOf('"', start + 1);
            String inside = close < 0 ? "\\" : line.substring(start + 1, close);
            boolean endsHere = close + 1 >= line.length() || line.charAt(close + 1) <= ' ';
            value.append(inside);
            return inside.indexOf('\\') >= 0 || !endsHere ? -1 : close + 1;
        }
        int end = start;
        while (end < line.length() && line.charAt(end) > ' ') {
            char c = line.charAt(end);
            if (c == '=' || c == '"') {
                return -1;
            }
            value.append(c);
            end++;
        }
        return end;
    }
}
