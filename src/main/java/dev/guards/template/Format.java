package dev.guards.template;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * How Grafana writes the value of a variable: the formats of {@code ${name:format}}. An unknown format is {@code glob}, the
 * default. Formats as in Grafana's documentation of variable syntax.
 */
public final class Format {
    private static final String LUCENE_SPECIAL = "!*+-=<>&|()[]{}^~?:\\/\"";
    private static final String REGEX_SPECIAL = "\\^$*+?.()|[]{}/";
    private static final String URI_KEPT = "-_.~;,/?:@&=+$#";

    private Format() {
    }

    /**
     * @param format    name and arguments, as behind the colon: {@code date:YYYY-MM}
     * @param variable  name of the variable, for formats that write it
     * @param values    the selected ones
     * @param several   whether the variable holds a list, of whatever length
     * @param shownText what the user sees
     */
    public static String apply(String format, String variable, List<String> values, boolean several, String shownText) {
        int colon = format.indexOf(':');
        String name = colon < 0 ? format : format.substring(0, colon);
        String argument = colon < 0 ? "" : format.substring(colon + 1);
        return switch (name) {
            case "csv", "raw" -> String.join(",", values);
            case "pipe" -> String.join("|", values);
            case "regex" -> group(map(values, v -> escaped(v, REGEX_SPECIAL, false)), "(", "|", ")");
            case "distributed" -> String.join("," + variable + "=", values);
            case "json" -> several ? json(values) : single(values);
            case "lucene" -> lucene(values, several);
            case "singlequote" -> String.join(",", map(values, v -> "'" + v.replace("'", "\\'") + "'"));
            case "doublequote" -> String.join(",", map(values, v -> "\"" + v.replace("\"", "\\\"") + "\""));
            case "sqlstring" -> String.join(",", map(values, v -> "'" + v.replace("'", "''").replace("\"", "\\\"") + "'"));
            case "html" -> html(String.join(", ", values));
            case "percentencode" -> encoded(several ? "{" + String.join(",", values) + "}" : single(values), "-_.~");
            case "uriencode" -> encoded(several ? "{" + String.join(",", values) + "}" : single(values), URI_KEPT);
            case "queryparam" -> String.join("&", map(values, v -> "var-" + variable + "=" + encoded(v, "-_.~")));
            case "customqueryparam" -> custom(variable, argument, values);
            case "text" -> shownText;
            case "textupper" -> shownText.toUpperCase(Locale.ROOT);
            case "join" -> String.join(argument.isEmpty() ? "," : argument, values);
            case "date" -> date(single(values), argument);
            default -> group(values, "{", ",", "}");
        };
    }

    private static String single(List<String> values) {
        return values.isEmpty() ? "" : values.get(0);
    }

    private static List<String> map(List<String> values, UnaryOperator<String> change) {
        List<String> changed = new ArrayList<>(values.size());
        for (String value : values) {
            changed.add(change.apply(value));
        }
        return changed;
    }

    private static String group(List<String> values, String open, String separator, String close) {
        return values.size() == 1 ? values.get(0) : open + String.join(separator, values) + close;
    }

    private static String escaped(String value, String special, boolean blanksToo) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (special.indexOf(c) >= 0 || blanksToo && Character.isWhitespace(c)) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    private static String lucene(List<String> values, boolean several) {
        if (values.isEmpty()) {
            return "__empty__";
        }
        if (!several) {
            return isNumber(single(values)) ? single(values) : escaped(single(values), LUCENE_SPECIAL, true);
        }
        return "(" + String.join(" OR ", map(values, v -> "\"" + escaped(v, LUCENE_SPECIAL, true) + "\"")) + ")";
    }

    private static boolean isNumber(String text) {
        try {
            return !Double.isNaN(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String json(List<String> values) {
        return "[" + String.join(",", map(values, v -> isNumber(v) ? v
                : "\"" + v.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")) + "]";
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    private static String encoded(String text, String kept) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || kept.indexOf(c) >= 0;
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }

    private static String custom(String variable, String argument, List<String> values) {
        int colon = argument.indexOf(':');
        String name = argument.isEmpty() ? variable : colon < 0 ? argument : argument.substring(0, colon);
        String prefix = colon < 0 ? "" : argument.substring(colon + 1);
        return String.join("&", map(values, v -> encoded(name, "-_.~") + "=" + prefix + encoded(v, "-_.~")));
    }

    private static String date(String epochMillis, String argument) {
        if (!isNumber(epochMillis)) {
            return epochMillis;
        }
        Instant time = Instant.ofEpochMilli((long) Double.parseDouble(epochMillis));
        return switch (argument) {
            case "", "iso" -> DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).format(time.atOffset(ZoneOffset.UTC));
            case "ms" -> epochMillis;
            case "seconds" -> Long.toString(time.getEpochSecond());
            default -> DateTimeFormatter.ofPattern(argument.replace("YYYY", "yyyy").replace("DD", "dd"), Locale.ROOT)
                    .format(time.atOffset(ZoneOffset.UTC));
        };
    }
}
