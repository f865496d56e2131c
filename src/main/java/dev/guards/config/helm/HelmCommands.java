package dev.guards.config.helm;

import dev.guards.config.kubernetes.Names;
import dev.guards.text.Absent;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Source;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Releases of {@code helm install} and {@code helm upgrade} in scripts. Words that the shell still fills in are unknown. */
final class HelmCommands {
    /** Options that take no value; any other takes one. */
    private static final Set<String> SWITCHES = Set.of("--install", "-i", "--create-namespace", "--wait", "--atomic", "--debug", "--dry-run",
            "--force", "--devel", "--wait-for-jobs", "--reuse-values", "--reset-values", "--cleanup-on-fail", "--skip-crds", "--no-hooks",
            "--dependency-update", "--generate-name", "-g", "--insecure-skip-tls-verify", "--rollback-on-failure");

    private HelmCommands() {
    }

    static List<Release> releases(Workspace workspace, Source source) {
        List<Release> found = new ArrayList<>();
        for (int line = 1; line <= source.lineCount(); line++) {
            int first = line;
            StringBuilder command = new StringBuilder();
            String text = source.lineText(line);
            while (text.stripTrailing().endsWith("\\") && line < source.lineCount()) {
                command.append(text.stripTrailing(), 0, text.stripTrailing().length() - 1).append(' ');
                text = source.lineText(++line);
            }
            command.append(text);
            int start = source.lineStart(first);
            Span place = source.span(start, start + source.lineText(first).length());
            Release release = release(workspace, Paths.parent(source.path()), words(command.toString()), place);
            if (release != null) {
                found.add(release);
            }
        }
        return found;
    }

    /** The words of a command, quotes taken off; those behind {@code #} are a comment. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean any = false;
        for (int i = 0; i <= command.length(); i++) {
            char c = i == command.length() ? ' ' : command.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (any) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
            } else if (quote == 0 && c == '#' && !any) {
                return words;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                any = true;
            } else if (c == quote && quote != 0) {
                quote = 0;
            } else {
                word.append(c);
                any = true;
            }
        }
        return words;
    }

    private static Release release(Workspace workspace, String directory, List<String> words, Span place) {
        int at = words.indexOf("helm");
        if (at < 0) {
            at = words.indexOf("@helm");
        }
        if (at < 0 || at + 1 >= words.size() || !words.get(at + 1).equals("install") && !words.get(at + 1).equals("upgrade")) {
            return null;
        }
        List<String> plain = new ArrayList<>();
        Node values = new Absent(place);
        boolean settled = true;
        String namespace = null;
        for (int i = at + 2; i < words.size() && !Set.of("&&", "||", ";", "|").contains(words.get(i)); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            String option = word.startsWith("--") && equals > 0 ? word.substring(0, equals) : word;
            if (!word.startsWith("-")) {
                plain.add(word);
                continue;
            }
            if (SWITCHES.contains(option)) {
                settled &= !option.equals("--reuse-values");
                continue;
            }
            String value = option.equals(word) ? ++i < words.size() ? words.get(i) : "" : word.substring(equals + 1);
            switch (option) {
                case "-n", "--namespace" -> namespace = value;
                case "-f", "--values" -> {
                    Node read = file(workspace, directory, value);
                    settled &= read.isPresent();
                    values = Values.merge(values, read);
                }
                case "--set", "--set-string" -> {
                    for (String pair : value.split(",(?=[^,]*=)")) {
                        int sign = pair.indexOf('=');
                        if (sign > 0 && Unknown.isKnown(pair) && pair.indexOf('[') < 0) {
                            values = Values.merge(values, Values.put(pair.substring(0, sign), Text.at(place, pair.substring(sign + 1)), place));
                        }
                    }
                }
                default -> settled &= !option.startsWith("--set");
            }
        }
        if (plain.isEmpty() || plain.get(plain.size() - 1).contains("$")) {
            return null;
        }
        String name = plain.size() > 1 ? Names.known(plain.get(0)) : String.valueOf(Unknown.SAME);
        String chart = plain.get(plain.size() - 1);
        return new Release("`helm " + words.get(at + 1) + " " + (plain.size() > 1 ? plain.get(0) : chart) + "`", Paths.name(chart), name,
                namespace, values, settled, place);
    }

    /** Scripts run in their own directory or in the root of the repository. */
    private static Node file(Workspace workspace, String directory, String written) {
        if (written.contains("$") || written.contains("://")) {
            return new Absent(new Source(written, "").span(0, 0));
        }
        Node own = Releases.file(workspace, Paths.normalize(Paths.join(directory, written)));
        return own.isPresent() ? own : Releases.file(workspace, Paths.normalize(written));
    }
}
