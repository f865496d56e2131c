package dev.guards.catalog.source;

import dev.guards.catalog.MetricType;
import dev.guards.text.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Samples of the text exposition format that shell scripts write with {@code echo}, {@code printf}, texts in variables and
 * here-documents: for the textfile collector, for a Pushgateway, or as an answer of their own.
 */
final class ShellMetrics {
    /** What scripts speak of that write samples; a line of two words is one only there. */
    private static final String[] SIGNS = {".prom", "# TYPE ", "# HELP ", "textfile", "/metrics/job"};
    private static final Set<String> RESERVED = Set.of("then", "else", "do", "if", "elif", "while", "until", "!", "time", "local", "export", "sudo");
    private static final String[] MEMBERS = {"_bucket", "_sum", "_count"};

    private final Source source;
    private final List<Declaration> found;
    private final Map<String, MetricType> types = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private record Line(String text, ShellWords.Word word) {
    }

    private ShellMetrics(Source source, List<Declaration> found) {
        this.source = source;
        this.found = found;
    }

    static boolean isScript(String path) {
        return path.endsWith(".sh") || path.endsWith(".bash");
    }

    static boolean mentions(String text) {
        for (String sign : SIGNS) {
            if (text.contains(sign)) {
                return true;
            }
        }
        return false;
    }

    static void scan(Source source, List<Declaration> found) {
        ShellMetrics metrics = new ShellMetrics(source, found);
        for (ShellWords.Command command : ShellWords.commands(source.text())) {
            metrics.command(command);
        }
        metrics.lines.forEach(metrics::type);
        metrics.lines.forEach(metrics::sample);
    }

    private void command(ShellWords.Command command) {
        List<ShellWords.Word> words = command.words();
        while (words.size() > 1 && RESERVED.contains(words.get(0).text())) {
            words = words.subList(1, words.size());
        }
        String name = words.get(0).text();
        if (command.here()) {
            lines(words.get(0).text(), words.get(0));
        } else if (name.equals("echo")) {
            StringBuilder text = new StringBuilder();
            ShellWords.Word first = null;
            for (ShellWords.Word word : words.subList(1, words.size())) {
                if (first != null || !word.text().matches("-[neE]+")) {
                    text.append(first == null ? "" : " ").append(word.text());
                    first = first == null ? word : first;
                }
            }
            lines(text.toString(), first);
        } else if (name.equals("printf")) {
            int format = words.size() > 2 && words.get(1).text().equals("--") ? 2 : 1;
            boolean plain = words.size() > format + 1 && words.get(format).text().replace("\\n", "").equals("%s");
            for (ShellWords.Word word : plain ? words.subList(format + 1, words.size()) : words.subList(Math.min(format, words.size()),
                    Math.min(format + 1, words.size()))) {
                lines(word.text(), word);
            }
        } else {
            for (ShellWords.Word word : words) {
                int equals = word.text().indexOf('=');
                boolean assigned = equals > 0 && isName(word.text().substring(0, word.text().charAt(equals - 1) == '+' ? equals - 1 : equals));
                if (assigned) {
                    lines(word.text().substring(equals + 1), word);
                }
            }
        }
    }

    private void lines(String text, ShellWords.Word word) {
        for (String line : text.replace("\\n", "\n").split("\n")) {
            lines.add(new Line(line.strip(), word));
        }
    }

    private void type(Line line) {
        String[] words = line.text().split("\\s+");
        if (words.length == 4 && words[0].equals("#") && words[1].equals("TYPE")) {
            MetricType type = switch (words[3]) {
                case "counter" -> MetricType.COUNTER;
                case "gauge" -> MetricType.GAUGE;
                case "histogram" -> MetricType.HISTOGRAM;
                case "summary" -> MetricType.SUMMARY;
                default -> MetricType.UNTYPED;
            };
            types.put(words[2], type);
        }
    }

    private void sample(Line line) {
        String text = line.text();
        int end = 0;
        while (end < text.length() && (isNameCharacter(text.charAt(end)) || isComputed(text, end))) {
            end++;
        }
        String name = text.substring(0, end);
        boolean labelled = end < text.length() && text.charAt(end) == '{';
        int close = labelled ? closing(text, end) : end - 1;
        boolean isSample = end > 0 && close >= 0 && isValue(text.substring(close + 1), labelled) && (labelled || name.indexOf('_') > 0);
        if (!isSample || Character.isDigit(name.charAt(0))) {
            return;
        }
        boolean computed = !isName(name);
        if (computed && !labelled) {
            return;
        }
        List<String> labels = labelled ? labels(text.substring(end + 1, close)) : List.of();
        declare(computed ? null : name, labels, line.word());
    }

    private void declare(String name, List<String> labels, ShellWords.Word word) {
        String family = name;
        for (String member : MEMBERS) {
            String base = name != null && name.endsWith(member) ? name.substring(0, name.length() - member.length()) : null;
            family = base != null && (types.get(base) == MetricType.HISTOGRAM || types.get(base) == MetricType.SUMMARY) ? base : family;
        }
        MetricType type = types.getOrDefault(family, MetricType.UNTYPED);
        List<String> own = labels == null ? null : new ArrayList<>(labels);
        if (own != null && (type == MetricType.HISTOGRAM || type == MetricType.SUMMARY)) {
            own.remove("le");
            own.remove("quantile");
        }
        found.add(new Declaration(family, type, own, source.span(word.start(), word.end()), source.path(), false));
    }

    /** A number, or what becomes one, then perhaps a time. */
    private static boolean isValue(String rest, boolean labelled) {
        if (rest.isBlank() || rest.charAt(0) != ' ' && rest.charAt(0) != '\t') {
            return false;
        }
        String[] words = rest.strip().split("\\s+");
        if (words.length > (labelled ? 2 : 1)) {
            return false;
        }
        for (String word : words) {
            boolean number = word.matches("[+-]?([0-9.]+([eE][+-]?[0-9]+)?|Inf|NaN)") || word.matches("[0-9.]*[\u0001]+[0-9.]*([eE][+-]?[0-9]+)?")
                    || word.matches("%[0-9.]*[sdfguei]");
            if (!number) {
                return false;
            }
        }
        return true;
    }

    private static int closing(String text, int open) {
        boolean quoted = false;
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '}' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** Null when a name is computed, or the list is no list of labels. */
    private static List<String> labels(String list) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at < list.length()) {
            int equals = list.indexOf("=\"", at);
            String name = equals < 0 ? list.substring(at).strip() : list.substring(at, equals).strip();
            if (equals < 0 && name.isEmpty()) {
                break;
            }
            int close = equals < 0 ? -1 : equals + 2;
            while (close >= 0 && close < list.length() && list.charAt(close) != '"') {
                close += list.charAt(close) == '\\' ? 2 : 1;
            }
            if (close < 0 || close >= list.length() || !isName(name)) {
                return null;
            }
            names.add(name);
            at = close + 1;
            while (at < list.length() && (list.charAt(at) == ',' || list.charAt(at) == ' ')) {
                at++;
            }
        }
        return names;
    }

    private static boolean isComputed(String text, int at) {
        return text.charAt(at) == ShellWords.COMPUTED || text.startsWith("%s", at) || at > 0 && text.startsWith("%s", at - 1);
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || c == ':' || c < 128 && Character.isLetterOrDigit(c);
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isNameCharacter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty() && !Character.isDigit(text.charAt(0));
    }
}
