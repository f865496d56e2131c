package dev.guards.config.compose;

import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import dev.guards.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the stage of a Dockerfile that becomes the image says of it, the stages it builds on included.
 *
 * @param from      image that the first of these stages starts from; null when it is not known
 * @param workdir   as the last WORKDIR has it; {@code /} without one
 * @param ports     EXPOSE, as written: {@code 8080/tcp}
 */
public record Dockerfile(Text from, List<Copy> copies, List<Text> ports, List<Text> entrypoint, List<Text> command,
        Map<String, Text> environment, String workdir) {
    /**
     * COPY or ADD.
     *
     * @param target    absolute
     * @param directory true when the target is a directory: it ends in a slash, or there are several sources
     * @param stage     stage or image that it copies from; null for the build context
     */
    public record Copy(List<Text> sources, String target, boolean directory, Text stage) {
    }

    /** Reads a Dockerfile; {@code stage} names the last stage wanted, or is empty for the last one. */
    public static Dockerfile read(Text text, String stage) {
        return new Reader(text).read(stage);
    }

    private static final class Reader {
        private final Text text;
        private final Map<String, Stage> stages = new LinkedHashMap<>();
        private Stage current;

        Reader(Text text) {
            this.text = text;
        }

        Dockerfile read(String wanted) {
            for (Text line : instructions()) {
                List<Text> words = Words.split(line);
                if (!words.isEmpty()) {
                    instruction(words.get(0).value().toUpperCase(Locale.ROOT), words.subList(1, words.size()), line);
                }
            }
            Stage last = wanted.isEmpty() ? current : stages.getOrDefault(wanted, current);
            return last == null ? new Dockerfile(null, List.of(), List.of(), List.of(), List.of(), Map.of(), "/") : last.done();
        }

        private void instruction(String name, List<Text> words, Text line) {
            if (name.equals("FROM")) {
                from(words);
                return;
            }
            if (current == null) {
                return;
            }
            switch (name) {
                case "WORKDIR" -> current.workdir = words.isEmpty() ? current.workdir : current.absolute(words.get(0).value());
                case "EXPOSE" -> current.ports.addAll(words);
                case "ENTRYPOINT" -> {
                    current.entrypoint = command(words, line);
                    current.command = List.of();
                }
                case "CMD" -> current.command = command(words, line);
                case "ENV" -> environment(words);
                case "COPY", "ADD" -> copy(words);
                default -> {
                    // RUN and the rest change the image in ways that are not followed.
                }
            }
        }

        private void from(List<Text> words) {
            List<Text> plain = new ArrayList<>();
            for (Text word : words) {
                if (!word.value().startsWith("--")) {
                    plain.add(word);
                }
            }
            if (plain.isEmpty()) {
                return;
            }
            Stage base = stages.get(plain.get(0).value());
            current = new Stage(base, plain.get(0));
            boolean named = plain.size() > 2 && plain.get(1).value().equalsIgnoreCase("as");
            stages.put(named ? plain.get(2).value() : "stage " + stages.size(), current);
        }

        private void environment(List<Text> words) {
            for (int i = 0; i < words.size(); i++) {
                int equals = words.get(i).value().indexOf('=');
                if (equals > 0) {
                    current.environment.put(words.get(i).value().substring(0, equals), words.get(i).slice(equals + 1, words.get(i).length()));
                } else if (i == 0 && words.size() > 1) {
                    current.environment.put(words.get(0).value(), words.get(1));
                    return;
                }
            }
        }

        private void copy(List<Text> words) {
            Text stage = null;
            List<Text> paths = new ArrayList<>();
            for (Text word : words) {
                if (word.value().startsWith("--from=")) {
                    stage = word.slice(7, word.length());
                } else if (!word.value().startsWith("--")) {
                    paths.add(word);
                }
            }
            if (paths.size() < 2 || paths.get(0).value().startsWith("[")) {
                return;
            }
            String target = paths.get(paths.size() - 1).value();
            List<Text> sources = paths.subList(0, paths.size() - 1);
            boolean directory = target.endsWith("/") || target.equals(".") || sources.size() > 1;
            current.copies.add(new Copy(List.copyOf(sources), current.absolute(target), directory, stage));
        }

        /** The exec form is a JSON list, the shell form is handed to {@code sh -c}; its words are what matters here. */
        private static List<Text> command(List<Text> words, Text line) {
            int bracket = line.value().indexOf('[');
            if (bracket >= 0 && !words.isEmpty() && words.get(0).value().startsWith("[")) {
                try {
                    Node list = JsonReader.read(line.slice(bracket, line.value().lastIndexOf(']') + 1), p -> { });
                    return list.texts();
                } catch (ReadException | StringIndexOutOfBoundsException e) {
                    return words;
                }
            }
            return words;
        }

        /** Lines with their continuations, comments left out. */
        private List<Text> instructions() {
            List<Text> found = new ArrayList<>();
            String value = text.value();
            int start = 0;
            while (start < value.length()) {
                int end = lineEnd(value, start);
                if (value.substring(start, end).stripLeading().startsWith("#")) {
                    start = end + 1;
                    continue;
                }
                while (value.substring(start, end).stripTrailing().endsWith("\\") && end < value.length()) {
                    end = lineEnd(value, end + 1);
                }
                if (!value.substring(start, end).isBlank()) {
                    found.add(joined(start, end));
                }
                start = end + 1;
            }
            return found;
        }

        private Text joined(int start, int end) {
            StringBuilder line = new StringBuilder();
            int[] from = new int[end - start + 1];
            for (int at = start; at < end; at++) {
                char c = text.charAt(at);
                boolean continuation = c == '\\' && text.value().substring(at + 1, lineEnd(text.value(), at)).isBlank();
                from[line.length()] = at;
                line.append(continuation || c == '\n' || c == '\r' ? ' ' : c);
            }
            from[line.length()] = end;
            return text.decoded(line.toString(), start, end, () -> from);
        }

        private static int lineEnd(String value, int start) {
            int end = value.indexOf('\n', start);
            return end < 0 ? value.length() : end;
        }
    }

    private static final class Stage {
        private final Text from;
        private final List<Copy> copies = new ArrayList<>();
        private final List<Text> ports = new ArrayList<>();
        private final Map<String, Text> environment = new LinkedHashMap<>();
        private List<Text> entrypoint = List.of();
        private List<Text> command = List.of();
        private String workdir = "/";

        Stage(Stage base, Text image) {
            from = base == null ? image : base.from;
            if (base != null) {
                copies.addAll(base.copies);
                ports.addAll(base.ports);
                environment.putAll(base.environment);
                entrypoint = base.entrypoint;
                command = base.command;
                workdir = base.workdir;
            }
        }

        private String absolute(String path) {
            return dev.guards.text.Paths.absolute(dev.guards.text.Paths.join(workdir, path));
        }

        private Dockerfile done() {
            boolean argument = from.value().indexOf('$') >= 0;
            return new Dockerfile(argument ? null : from, copies, ports, entrypoint, command, environment, workdir);
        }
    }
}
