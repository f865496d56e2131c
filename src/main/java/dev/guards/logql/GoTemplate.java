package dev.guards.logql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The Go template of {@code line_format} and {@code label_format}: whether Loki compiles it, and which labels it reads.
 * Functions: facts/logql.json.
 */
public final class GoTemplate {
    private static final Set<String> FUNCTIONS = Set.of(
            "ToLower", "ToUpper", "Replace", "Trim", "TrimLeft", "TrimRight", "TrimPrefix", "TrimSuffix", "TrimSpace", "regexReplaceAll",
            "regexReplaceAllLiteral", "count", "urldecode", "urlencode", "bytes", "duration", "duration_seconds", "unixEpochMillis",
            "unixEpochNanos", "toDateInZone", "unixToTime", "alignLeft", "alignRight", "b64dec", "__line__", "__timestamp__",
            "b64enc", "lower", "upper", "title", "trunc", "substr", "contains", "hasPrefix", "hasSuffix", "indent", "nindent", "replace",
            "repeat", "trim", "trimAll", "trimSuffix", "trimPrefix", "int", "float64", "add", "sub", "mul", "div", "mod", "addf", "subf",
            "mulf", "divf", "max", "min", "maxf", "minf", "ceil", "floor", "round", "fromJson", "date", "toDate", "now", "unixEpoch",
            "default", "and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf",
            "println", "slice", "urlquery");
    private static final Set<String> BLOCKS = Set.of("if", "range", "with", "define", "block");
    private static final Set<String> WORDS = Set.of("true", "false", "nil");

    private final String text;
    /** The flaw that ends the reading, and where. */
    private String flaw;
    private int flawAt;
    private String unknownFunction;
    private final Set<String> fields = new LinkedHashSet<>();
    private boolean readsEverything;
    private final Set<String> variables = new HashSet<>(List.of("$"));
    private final boolean knowsVariables;
    /** Open blocks, innermost first. */
    private final Deque<String> blocks = new ArrayDeque<>();
    private final Deque<Boolean> elses = new ArrayDeque<>();

    private GoTemplate(String text, boolean knowsVariables) {
        this.text = text;
        this.knowsVariables = knowsVariables;
    }

    /**
     * Reads a template.
     *
     * @param knowsVariables false when {@code $x} may be Grafana's, so that an undeclared one is no flaw
     */
    public static GoTemplate read(String text, boolean knowsVariables) {
        GoTemplate template = new GoTemplate(text, knowsVariables);
        template.read();
        return template;
    }

    /** Why Loki refuses it, lower case; null when it does not. */
    public String flaw() {
        return flaw;
    }

    /** Offset of the flaw in the text. */
    public int flawAt() {
        return flawAt;
    }

    /** The function that does not exist, when that is the flaw; else null. */
    public String unknownFunction() {
        return unknownFunction;
    }

    /** Labels it names as {@code .label}, in order. */
    public Set<String> fields() {
        return fields;
    }

    /** True when it reads labels in other ways than by name: {@code index .}, {@code range .}. */
    public boolean readsEverything() {
        return readsEverything;
    }

    static Set<String> functions() {
        return FUNCTIONS;
    }

    private boolean fail(int at, String message) {
        if (flaw == null) {
            flaw = message;
            flawAt = at;
        }
        return false;
    }

    private void read() {
        int at = text.indexOf("{{");
        while (at >= 0 && flaw == null) {
            int end = comment(at);
            if (end < 0) {
                end = action(at);
            }
            at = flaw == null ? text.indexOf("{{", end) : -1;
        }
        if (flaw == null && !blocks.isEmpty()) {
            fail(text.length(), "{{" + blocks.peek() + "}} without {{end}}");
        }
    }

    /** Behind a comment action; -1 when there is none at the place. */
    private int comment(int at) {
        int start = at + 2;
        if (text.startsWith("- ", start)) {
            start += 2;
        }
        if (!text.startsWith("/*", start)) {
            return -1;
        }
        int close = text.indexOf("*/", start);
        int end = close < 0 ? -1 : text.startsWith("}}", close + 2) ? close + 4 : text.startsWith(" -}}", close + 2) ? close + 6 : -1;
        if (end < 0) {
            fail(at, "a comment is not closed");
            return text.length();
        }
        return end;
    }

    private int action(int open) {
        List<String> tokens = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        int i = open + 2;
        if (text.startsWith("- ", i)) {
            i += 2;
        }
        while (flaw == null) {
            while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
                i++;
            }
            if (i >= text.length()) {
                fail(open, "{{ is not closed");
                return i;
            }
            if (text.startsWith("}}", i) || text.startsWith("-}}", i) && Character.isWhitespace(text.charAt(i - 1))) {
                statement(open, tokens, places);
                return i + (text.charAt(i) == '-' ? 3 : 2);
            }
            int end = token(i);
            if (end > i) {
                tokens.add(text.substring(i, end));
                places.add(i);
                i = end;
            }
        }
        return i;
    }

    /** Behind the token that starts here; fails on what is none. */
    private int token(int start) {
        char c = text.charAt(start);
        if (c == '"' || c == '\'' || c == '`') {
            return string(start, c);
        }
        if (c == '|' || c == '(' || c == ')' || c == ',' || c == '=') {
            return start + 1;
        }
        if (c == ':' && text.startsWith(":=", start)) {
            return start + 2;
        }
        if (c >= '0' && c <= '9' || (c == '-' || c == '+' || c == '.') && start + 1 < text.length() && isDigit(text.charAt(start + 1))) {
            return number(start);
        }
        if (c == '.' || c == '$' || isLetter(c)) {
            int end = start + 1;
            while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)) || isHole(end))) {
                end++;
            }
            if (end < text.length() && !endsWord(text.charAt(end)) && !text.startsWith("}}", end)) {
                fail(end, "`" + text.charAt(end) + "` cannot stand in a name" + (c == '.' ? "; write {{ index . \"...\" }}" : ""));
            }
            return end;
        }
        fail(start, "`" + c + "` means nothing in a template");
        return start;
    }

    /** A variable of Grafana's may be part of a name. */
    private boolean isHole(int at) {
        return !knowsVariables && text.charAt(at) == '$';
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || ".,|:()=".indexOf(c) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c == '_' || Character.isLetter(c);
    }

    private int string(int start, char quote) {
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            if (text.charAt(i) == '\n' && quote != '`') {
                break;
            }
            i += text.charAt(i) == '\\' && quote != '`' ? 2 : 1;
        }
        if (i >= text.length() || text.charAt(i) != quote) {
            fail(start, "a string is not closed");
            return text.length();
        }
        return i + 1;
    }

    private int number(int start) {
        int end = start + 1;
        while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        String word = text.substring(start, end);
        boolean hex = word.startsWith("0x") || word.startsWith("0X");
        for (int i = 1; i < word.length() && !hex; i++) {
            char c = word.charAt(i);
            if (isLetter(c) && "eEiobOB_".indexOf(c) < 0) {
                fail(start, "`" + word + "` is no number");
            }
        }
        return end;
    }

    private void statement(int open, List<String> tokens, List<Integer> places) {
        if (tokens.isEmpty()) {
            fail(open, "the action is empty");
            return;
        }
        String first = tokens.get(0);
        if (BLOCKS.contains(first)) {
            blocks.push(first);
            elses.push(false);
            if (first.equals("define") || first.equals("block")) {
                return;
            }
            pipeline(open, first, tokens.subList(1, tokens.size()), places.subList(1, places.size()));
        } else if (first.equals("else")) {
            otherwise(open, tokens, places);
        } else if (first.equals("end")) {
            if (blocks.isEmpty()) {
                fail(open, "{{end}} without anything to end");
            } else {
                blocks.pop();
                elses.pop();
            }
        } else if (first.equals("break") || first.equals("continue")) {
            if (!blocks.contains("range")) {
                fail(open, "{{" + first + "}} outside of {{range}}");
            }
        } else if (!first.equals("template")) {
            pipeline(open, "", tokens, places);
        }
    }

    private void otherwise(int open, List<String> tokens, List<Integer> places) {
        if (blocks.isEmpty() || elses.peek() || blocks.peek().equals("define") || blocks.peek().equals("block")) {
            fail(open, "{{else}} without {{if}}");
        } else if (tokens.size() == 1) {
            elses.pop();
            elses.push(true);
        } else if (tokens.get(1).equals("if") || tokens.get(1).equals("with")) {
            pipeline(open, tokens.get(1), tokens.subList(2, tokens.size()), places.subList(2, places.size()));
        } else {
            fail(places.get(1), "`" + tokens.get(1) + "` behind {{else");
        }
    }

    private void pipeline(int open, String keyword, List<String> tokens, List<Integer> places) {
        if (tokens.isEmpty()) {
            fail(open, "{{" + keyword + "}} wants a value");
            return;
        }
        int depth = 0;
        boolean declares = tokens.contains(":=") || tokens.contains("=") && tokens.get(0).startsWith("$");
        boolean declaring = declares;
        for (int i = 0; i < tokens.size() && flaw == null; i++) {
            String token = tokens.get(i);
            int at = places.get(i);
            char c = token.charAt(0);
            if (token.equals("(")) {
                depth++;
            } else if (token.equals(")")) {
                if (--depth < 0) {
                    fail(at, "a ) too many");
                }
            } else if (token.equals(":=") || token.equals("=") || token.equals(",")) {
                if (!declaring) {
                    fail(at, "`" + token + "` cannot stand here");
                }
                declaring &= token.equals(",");
            } else if (c == '$') {
                variable(token, at, declaring && tokens.contains(":="));
            } else if (c == '.' && token.length() > 1 && !isDigit(token.charAt(1))) {
                field(token, i > 0 && places.get(i - 1) + tokens.get(i - 1).length() == at);
            } else if (token.equals(".")) {
                readsEverything |= blocks.isEmpty() || keyword.equals("range") || tokens.contains("index");
            } else if (isLetter(c) && !WORDS.contains(token) && !FUNCTIONS.contains(token)) {
                unknownFunction = token;
                fail(at, "there is no template function `" + token + "`");
            }
        }
        if (depth > 0) {
            fail(open, "a ( is not closed");
        }
    }

    private void variable(String token, int at, boolean declared) {
        if (declared) {
            variables.add(token);
        } else if (knowsVariables && !variables.contains(token)) {
            fail(at, "the variable `" + token + "` is not declared");
        }
    }

    private void field(String token, boolean chained) {
        if (!chained) {
            fields.add(token.substring(1));
        }
    }
}
