package dev.guards.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A guard's page: its first line, its table of rules and its examples, with the lines they stand on so that they can be
 * rewritten. The format is that of the pages under {@code guards/}.
 */
final class Page {
    /** One {@code ### good:} or {@code ### bad:} with its files; output lines are those between the fences. */
    record Example(String title, boolean bad, Map<String, String> files, List<String> output, int outputStart, int outputEnd) {
    }

    private final Path path;
    private final List<String> lines;
    private final List<Example> examples = new ArrayList<>();
    private int tableStart = -1;
    private int tableEnd = -1;

    Page(Path path) throws IOException {
        this.path = path;
        this.lines = new ArrayList<>(Files.readAllLines(path));
        parse();
    }

    Path path() {
        return path;
    }

    String firstLine() {
        return lines.get(0);
    }

    List<Example> examples() {
        return examples;
    }

    List<String> headings() {
        return lines.stream().filter(l -> l.startsWith("## ")).map(l -> l.substring(3)).toList();
    }

    List<String> table() {
        return tableStart < 0 ? List.of() : lines.subList(tableStart, tableEnd);
    }

    static List<String> table(Guard guard) {
        List<String> rows = new ArrayList<>(List.of("| rule | severity | what is wrong |", "| --- | --- | --- |"));
        for (Rule rule : guard.rules()) {
            rows.add("| `" + rule.id() + "` | " + rule.severity().word() + " | " + rule.summary().replace("|", "\\|") + " |");
        }
        return rows;
    }

    /** Writes the page anew with these rows and outputs; outputs by index of the example. */
    void rewrite(List<String> rows, Map<Integer, List<String>> outputs) throws IOException {
        List<String> written = new ArrayList<>();
        int next = 0;
        for (int i = 0; i <= examples.size(); i++) {
            if (tableStart >= next && (i == examples.size() || examples.get(i).outputStart() > tableStart)) {
                written.addAll(lines.subList(next, tableStart));
                written.addAll(rows);
                next = tableEnd;
            }
            if (i < examples.size() && examples.get(i).bad()) {
                Example example = examples.get(i);
                written.addAll(lines.subList(next, example.outputStart()));
                if (!lines.get(example.outputStart() - 1).equals("```output")) {
                    written.add("");
                    written.add("```output");
                    written.addAll(outputs.get(i));
                    written.add("```");
                } else {
                    written.addAll(outputs.get(i));
                }
                next = example.outputEnd();
            }
        }
        written.addAll(lines.subList(next, lines.size()));
        Files.write(path, written);
    }

    private void parse() {
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (section.equals("What it reports") && line.startsWith("| ") && tableStart < 0) {
                tableStart = i;
                tableEnd = i;
                while (tableEnd < lines.size() && lines.get(tableEnd).startsWith("|")) {
                    tableEnd++;
                }
            } else if (line.startsWith("### bad: ") || line.startsWith("### good: ")) {
                i = example(i);
            }
        }
    }

    /** Reads the example whose heading stands at {@code start}; returns the last line that belongs to it. */
    private int example(int start) {
        Map<String, String> files = new LinkedHashMap<>();
        List<String> output = new ArrayList<>();
        int outputStart = -1;
        int outputEnd = -1;
        int end = start + 1;
        int lastFence = start;
        while (end < lines.size() && !lines.get(end).startsWith("## ") && !lines.get(end).startsWith("### ")) {
            if (!lines.get(end).startsWith("```")) {
                end++;
                continue;
            }
            String[] info = lines.get(end).substring(3).trim().split(" ", 2);
            int close = end + 1;
            while (!lines.get(close).equals("```")) {
                close++;
            }
            List<String> body = lines.subList(end + 1, close);
            if (info[0].equals("output")) {
                output.addAll(body);
                outputStart = end + 1;
                outputEnd = close;
            } else if (info.length == 2) {
                files.put(info[1], String.join("\n", body) + "\n");
            }
            lastFence = close + 1;
            end = close + 1;
        }
        boolean bad = lines.get(start).startsWith("### bad: ");
        String title = lines.get(start).substring(4);
        boolean hasOutput = outputStart >= 0;
        examples.add(new Example(title, bad, files, output, hasOutput ? outputStart : lastFence, hasOutput ? outputEnd : lastFence));
        return end - 1;
    }
}
