package dev.guards.catalog.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Divides a shell script into simple commands, their words unquoted, and here-documents. What only a run can tell (variables, other
 * commands' output) is {@link #COMPUTED}. Never fails; control flow is not followed.
 */
final class ShellWords {
    /** Stands for an expansion. */
    static final char COMPUTED = '\u0001';

    /** A word, or the body of a here-document, and where it begins. */
    record Word(String text, int start, int end) {
    }

    /** The words of a simple command, redirections left out; the body of a here-document is a command of one word, and {@code here}. */
    record Command(List<Word> words, boolean here) {
    }

    private final String script;
    private final List<Command> commands = new ArrayList<>();
    private final Deque<String> delimiters = new ArrayDeque<>();
    private List<Word> words = new ArrayList<>();
    private int at;

    private ShellWords(String script) {
        this.script = script;
    }

    static List<Command> commands(String script) {
        ShellWords reader = new ShellWords(script);
        reader.run();
        return reader.commands;
    }

    private void run() {
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == '\n') {
                end();
                at++;
                hereDocuments();
            } else if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '\\' && script.startsWith("\n", at + 1)) {
                at += 2;
            } else if (c == '#') {
                int newline = script.indexOf('\n', at);
                at = newline < 0 ? script.length() : newline;
            } else if (";|&(){}".indexOf(c) >= 0) {
                end();
                at++;
            } else if (c == '<' || c == '>') {
                redirection();
            } else {
                words.add(word());
            }
        }
        end();
    }

    private void end() {
        if (!words.isEmpty()) {
            commands.add(new Command(words, false));
            words = new ArrayList<>();
        }
    }

    private void redirection() {
        boolean here = script.startsWith("<<", at) && !script.startsWith("<<<", at);
        while (at < script.length() && "<>&|-".indexOf(script.charAt(at)) >= 0) {
            at++;
        }
        while (at < script.length() && script.charAt(at) == ' ') {
            at++;
        }
        if (at < script.length() && "\n;()".indexOf(script.charAt(at)) < 0) {
            int start = at;
            String target = word().text();
            boolean quoted = here && "'\"\\".indexOf(script.charAt(start)) >= 0;
            if (here) {
                delimiters.add((quoted ? "'" : "") + target);
            }
        }
    }

    /** The bodies of the here-documents that the line before has announced. */
    private void hereDocuments() {
        while (!delimiters.isEmpty()) {
            String announced = delimiters.poll();
            boolean literal = announced.startsWith("'");
            String delimiter = literal ? announced.substring(1) : announced;
            int start = at;
            int end = script.length();
            int next = script.length();
            for (int line = at; line < script.length();) {
                int newline = script.indexOf('\n', line);
                int stop = newline < 0 ? script.length() : newline;
                if (script.substring(line, stop).strip().equals(delimiter)) {
                    end = line;
                    next = stop;
                    break;
                }
                line = stop + 1;
            }
            StringBuilder body = new StringBuilder();
            at = start;
            while (at < end) {
                if (literal || !expansion(body)) {
                    if (script.charAt(at) == '\\' && !literal && at + 1 < end) {
                        at++;
                    }
                    body.append(script.charAt(at++));
                }
            }
            commands.add(new Command(List.of(new Word(body.toString(), start, end)), true));
            at = Math.min(script.length(), next + 1);
        }
    }

    private Word word() {
        int start = at;
        StringBuilder out = new StringBuilder();
        boolean braces = false;
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == '\'') {
                int close = script.indexOf('\'', at + 1);
                close = close < 0 ? script.length() : close;
                out.append(script, at + 1, close);
                at = Math.min(script.length(), close + 1);
            } else if (c == '"') {
                doubleQuoted(out);
            } else if (c == '\\' && at + 1 < script.length()) {
                out.append(script.charAt(at + 1));
                at += 2;
            } else if (c == '{' || c == '}' && braces) {
                // Inside of a word it is a character, as in a label list that is not quoted.
                braces = true;
                out.append(c);
                at++;
            } else if (" \t\r\n;|&()<>}".indexOf(c) >= 0) {
                break;
            } else if (!expansion(out)) {
                out.append(c);
                at++;
            }
        }
        if (at == start) {
            at++;
        }
        return new Word(out.toString(), start, at);
    }

    private void doubleQuoted(StringBuilder out) {
        at++;
        while (at < script.length() && script.charAt(at) != '"') {
            char c = script.charAt(at);
            if (c == '\\' && at + 1 < script.length()) {
                char next = script.charAt(at + 1);
                if ("\"\\$`".indexOf(next) < 0 && next != '\n') {
                    out.append(c);
                }
                if (next != '\n') {
                    out.append(next);
                }
                at += 2;
            } else if (!expansion(out)) {
                out.append(c);
                at++;
            }
        }
        at = Math.min(script.length(), at + 1);
    }

    /** A variable, an arithmetic value or the output of a command, when there is one. */
    private boolean expansion(StringBuilder out) {
        char c = script.charAt(at);
        if (c == '`') {
            int close = script.indexOf('`', at + 1);
            at = close < 0 ? script.length() : close + 1;
            out.append(COMPUTED);
            return true;
        }
        char next = c == '$' && at + 1 < script.length() ? script.charAt(at + 1) : ' ';
        if (next == '(' || next == '{') {
            at = close(at + 1);
            out.append(COMPUTED);
            return true;
        }
        if (next == '_' || Character.isLetterOrDigit(next) || "?#@*!$".indexOf(next) >= 0) {
            at += 2;
            while ((next == '_' || Character.isLetter(next)) && at < script.length()
                    && (script.charAt(at) == '_' || Character.isLetterOrDigit(script.charAt(at)))) {
                at++;
            }
            out.append(COMPUTED);
            return true;
        }
        return false;
    }

    /** Behind the bracket that closes the one at {@code open}; quotes inside are skipped. */
    private int close(int open) {
        char opening = script.charAt(open);
        char closing = opening == '(' ? ')' : '}';
        int depth = 0;
        for (int i = open; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\'' && opening == '(') {
                int quote = script.indexOf('\'', i + 1);
                i = quote < 0 ? script.length() : quote;
            } else if (c == opening) {
                depth++;
            } else if (c == closing && --depth == 0) {
                return i + 1;
            }
        }
        return script.length();
    }
}
