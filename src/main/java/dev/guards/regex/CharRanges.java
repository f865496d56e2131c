package dev.guards.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Sets of code points as sorted inclusive ranges: classes, Perl and POSIX names, Unicode categories, case folding. */
final class CharRanges {
    static final int[] ALL = {0, Character.MAX_CODE_POINT};
    static final int[] ALL_BUT_NEWLINE = {0, '\n' - 1, '\n' + 1, Character.MAX_CODE_POINT};

    private static final Map<String, int[]> NAMED = Map.ofEntries(
            Map.entry("d", new int[] {'0', '9'}),
            Map.entry("s", new int[] {'\t', '\n', '\f', '\r', ' ', ' '}),
            Map.entry("w", new int[] {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}),
            Map.entry("alnum", new int[] {'0', '9', 'A', 'Z', 'a', 'z'}),
            Map.entry("alpha", new int[] {'A', 'Z', 'a', 'z'}),
            Map.entry("ascii", new int[] {0, 0x7f}),
            Map.entry("blank", new int[] {'\t', '\t', ' ', ' '}),
            Map.entry("cntrl", new int[] {0, 0x1f, 0x7f, 0x7f}),
            Map.entry("digit", new int[] {'0', '9'}),
            Map.entry("graph", new int[] {'!', '~'}),
            Map.entry("lower", new int[] {'a', 'z'}),
            Map.entry("print", new int[] {' ', '~'}),
            Map.entry("punct", new int[] {'!', '/', ':', '@', '[', '`', '{', '~'}),
            Map.entry("space", new int[] {'\t', '\r', ' ', ' '}),
            Map.entry("upper", new int[] {'A', 'Z'}),
            Map.entry("word", new int[] {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}),
            Map.entry("xdigit", new int[] {'0', '9', 'A', 'F', 'a', 'f'}));
    /** Codes of the general categories in the order of Character.getType's constants. */
    private static final String[] CATEGORIES = {"Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "",
        "Zs", "Zl", "Zp", "Cc", "Cf", "", "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"};
    private static final int FOLDED_UP_TO = 0x1ffff;

    private final List<int[]> ranges = new ArrayList<>();

    CharRanges add(int from, int to) {
        ranges.add(new int[] {from, to});
        return this;
    }

    CharRanges add(int[] more) {
        for (int i = 0; i < more.length; i += 2) {
            add(more[i], more[i + 1]);
        }
        return this;
    }

    /** Sorted and merged. */
    int[] sorted() {
        ranges.sort((a, b) -> Integer.compare(a[0], b[0]));
        int[] merged = new int[ranges.size() * 2];
        int size = 0;
        for (int[] range : ranges) {
            if (size > 0 && range[0] <= merged[size - 1] + 1) {
                merged[size - 1] = Math.max(merged[size - 1], range[1]);
            } else {
                merged[size++] = range[0];
                merged[size++] = range[1];
            }
        }
        return java.util.Arrays.copyOf(merged, size);
    }

    static int[] negated(int[] sorted) {
        CharRanges rest = new CharRanges();
        int next = 0;
        for (int i = 0; i < sorted.length; i += 2) {
            if (sorted[i] > next) {
                rest.add(next, sorted[i] - 1);
            }
            next = sorted[i + 1] + 1;
        }
        if (next <= Character.MAX_CODE_POINT) {
            rest.add(next, Character.MAX_CODE_POINT);
        }
        return rest.sorted();
    }

    /** A Perl or POSIX class; null when there is none of that name. */
    static int[] named(String name) {
        return NAMED.get(name);
    }

    /** A general category or a script; null when it is neither. */
    static int[] unicode(String name) {
        if (name.equals("Any")) {
            return ALL;
        }
        Character.UnicodeScript script = null;
        if (name.length() > 2) {
            try {
                script = Character.UnicodeScript.forName(name);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        CharRanges found = new CharRanges();
        boolean any = false;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean in = script != null ? Character.UnicodeScript.of(c) == script
                    : CATEGORIES[Character.getType(c)].startsWith(name);
            if (in) {
                int from = c;
                while (c < Character.MAX_CODE_POINT && (script != null ? Character.UnicodeScript.of(c + 1) == script
                        : CATEGORIES[Character.getType(c + 1)].startsWith(name))) {
                    c++;
                }
                found.add(from, c);
                any = true;
            }
        }
        return any ? found.sorted() : null;
    }

    /** With all code points that differ in case only, simple folding. */
    static int[] folded(int[] sorted) {
        CharRanges folded = new CharRanges().add(sorted);
        boolean ascii = true;
        for (int i = 0; i < sorted.length; i += 2) {
            foldAscii(sorted[i], sorted[i + 1], folded);
            ascii &= sorted[i + 1] < 0x80;
        }
        if (!ascii && !(sorted.length == 2 && sorted[0] == 0 && sorted[1] == Character.MAX_CODE_POINT)) {
            foldUnicode(sorted, folded);
        }
        return folded.sorted();
    }

    private static void foldAscii(int from, int to, CharRanges folded) {
        for (int c = Math.max(from, 'A'); c <= Math.min(to, 'z'); c++) {
            if (c <= 'Z' || c >= 'a') {
                folded.add(c ^ 0x20, c ^ 0x20);
            }
            int lower = c | 0x20;
            if (lower == 'k') {
                folded.add(0x212a, 0x212a);
            } else if (lower == 's') {
                folded.add(0x17f, 0x17f);
            }
        }
    }

    private static void foldUnicode(int[] sorted, CharRanges folded) {
        BitSet keys = new BitSet();
        for (int i = 0; i < sorted.length; i += 2) {
            for (int c = sorted[i]; c <= Math.min(sorted[i + 1], FOLDED_UP_TO); c++) {
                keys.set(key(c));
            }
        }
        for (int c = 0; c <= FOLDED_UP_TO; c++) {
            if (keys.get(key(c))) {
                folded.add(c, c);
            }
        }
    }

    private static int key(int c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
