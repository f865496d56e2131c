package dev.guards.promql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads one {@link HistogramDescription}: {@code key:value} pairs between double braces, one space apart. */
final class HistogramParser {
    private static final String WHERE = "histogram description";
    private static final Set<String> COUNTER_RESETS = Set.of("unknown", "reset", "not_reset", "gauge");

    private final SeriesScanner scanner;
    private final Set<String> seen = new HashSet<>();
    private int schema;
    private double sum;
    private double count;
    private double zeroCount;
    private double zeroWidth;
    private List<Double> customValues = List.of();
    private int offset;
    private List<Double> buckets = List.of();
    private int negativeOffset;
    private List<Double> negativeBuckets = List.of();
    private String counterReset = "";

    HistogramParser(SeriesScanner scanner) {
        this.scanner = scanner;
    }

    /** From the opening braces to the closing ones. */
    HistogramDescription parse() throws SeriesScanner.Refused {
        scanner.take("{{");
        boolean spaces = scanner.takeSpaces();
        if (!scanner.take("}}")) {
            if (spaces) {
                throw scanner.unexpected(SeriesParser.VALUES, "no space behind \"{{\"");
            }
            do {
                pair();
                spaces = scanner.takeSpaces();
                if (!spaces && !scanner.looksAt("}}")) {
                    throw scanner.unexpected(WHERE, "a space or \"}}\"");
                }
            } while (!scanner.take("}}"));
        }
        return new HistogramDescription(schema, sum, count, zeroCount, zeroWidth, customValues, offset, buckets, negativeOffset,
                negativeBuckets, counterReset);
    }

    private void pair() throws SeriesScanner.Refused {
        int start = scanner.at();
        String written = scanner.letters();
        String key = written.toLowerCase(Locale.ROOT);
        if (key.isEmpty()) {
            throw scanner.unexpected(WHERE, "a key, as in buckets:[5 10 7]");
        }
        boolean colon = scanner.take(':');
        if (!value(key, colon)) {
            throw new SeriesScanner.Refused(start, scanner.at(), "bad histogram descriptor found: \"" + written + "\"");
        }
        if (!seen.add(key)) {
            throw new SeriesScanner.Refused(start, scanner.at(), "duplicate key \"" + key + "\" in histogram");
        }
    }

    /** False when there is no such key. */
    private boolean value(String key, boolean colon) throws SeriesScanner.Refused {
        switch (key) {
            case "schema" -> schema = integer(colon);
            case "sum" -> sum = number(colon, true);
            case "count" -> count = number(colon, true);
            case "z_bucket" -> zeroCount = number(colon, true);
            case "z_bucket_w" -> zeroWidth = number(colon, false);
            case "custom_values" -> customValues = list(colon);
            case "offset" -> offset = integer(colon);
            case "buckets" -> buckets = list(colon);
            case "n_offset" -> negativeOffset = integer(colon);
            case "n_buckets" -> negativeBuckets = list(colon);
            case "counter_reset_hint" -> counterReset = counterReset(colon);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void require(boolean colon) throws SeriesScanner.Refused {
        if (!colon) {
            throw new SeriesScanner.Refused(scanner.at(), scanner.at(), "missing `:` for histogram descriptor");
        }
    }

    /** Only the low 32 bits count. */
    private int integer(boolean colon) throws SeriesScanner.Refused {
        require(colon);
        boolean negative = scanner.take('-');
        if (!scanner.atDigit()) {
            throw scanner.unexpected(WHERE, "a whole number");
        }
        long value = scanner.whole();
        return (int) (negative ? -value : value);
    }

    /** Begins with a digit: neither a plus nor a dot may stand there. */
    private double number(boolean colon, boolean signed) throws SeriesScanner.Refused {
        require(colon);
        boolean negative = signed && scanner.take('-');
        double value;
        if (scanner.atDigit()) {
            value = scanner.number();
        } else {
            int start = scanner.at();
            String word = scanner.letters();
            value = SeriesParser.wordValue(word);
            if (word.isEmpty()) {
                throw scanner.unexpected(WHERE, "a number");
            } else if (value == 0) {
                throw new SeriesScanner.Refused(start, scanner.at(), "bad histogram descriptor found: \"" + word + "\"");
            }
        }
        return negative ? -value : value;
    }

    private String counterReset(boolean colon) throws SeriesScanner.Refused {
        require(colon);
        int start = scanner.at();
        String word = scanner.letters();
        String hint = word.toLowerCase(Locale.ROOT);
        if (!COUNTER_RESETS.contains(hint)) {
            throw new SeriesScanner.Refused(start, scanner.at(), "bad histogram descriptor found: \"" + word + "\"");
        }
        return hint;
    }

    /**
     * Numbers in brackets, the first one directly behind its bracket. As in Prometheus, letters that are no number go
     * unnoticed, and so does a number with no space before it: {@code [5-6 x 7]} is 5 and 7.
     */
    private List<Double> list(boolean colon) throws SeriesScanner.Refused {
        require(colon);
        if (!scanner.take('[')) {
            throw scanner.unexpected(WHERE, "\"[\"");
        }
        List<Double> found = new ArrayList<>();
        boolean due = true;
        while (found.isEmpty() || !scanner.take(']')) {
            if (!found.isEmpty() && scanner.takeSpaces()) {
                due = true;
            } else if (SeriesScanner.isLetter(scanner.peek())) {
                double value = letters(due);
                if (value != 0 && due) {
                    found.add(value);
                }
                due &= value == 0;
            } else if (scanner.atDigit() || scanner.peek() == '-') {
                boolean negative = scanner.take('-');
                double value = scanner.number();
                if (due) {
                    found.add(negative ? -value : value);
                }
                due = false;
            } else {
                throw scanner.unexpected(SeriesParser.VALUES, "a number");
            }
        }
        return List.copyOf(found);
    }

    /** Up to and with the first word that is a number; 0 when the letters have none. They spoil a number that counts. */
    private double letters(boolean due) throws SeriesScanner.Refused {
        String passed = "";
        while (SeriesScanner.isLetter(scanner.peek())) {
            passed += scanner.peek();
            scanner.take(scanner.peek());
            double value = SeriesParser.wordValue(passed);
            if (value != 0) {
                return value;
            }
        }
        if (due && scanner.atDigit()) {
            throw scanner.unexpected(SeriesParser.VALUES, "no letters before a number");
        }
        return 0;
    }
}
