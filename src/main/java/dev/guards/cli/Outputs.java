package dev.guards.cli;

import dev.guards.guard.Outcome;
import dev.guards.guard.Severity;
import dev.guards.report.ConsoleReport;
import dev.guards.report.Formats;
import dev.guards.report.Report;
import dev.guards.text.Suggest;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Where the reports of a run go: {@code --format NAME} to standard output, {@code --format NAME=FILE} to a file. */
final class Outputs {
    private record Output(Report report, Path file) {
    }

    private final List<Output> outputs = new ArrayList<>();

    /** @param failOn under {@code --quiet} people see only what is at least as bad */
    static Outputs of(Arguments arguments, Terminal terminal, Severity failOn) throws UsageException {
        Outputs parsed = new Outputs();
        List<String> formats = arguments.has("format") ? arguments.values("format") : List.of("console");
        if (arguments.has("output") && (formats.size() > 1 || formats.get(0).contains("="))) {
            throw new UsageException("--output is for a single format without a file; give each its own: --format sarif=out.sarif");
        }
        int toTerminal = 0;
        for (String format : formats) {
            int equals = format.indexOf('=');
            String name = equals < 0 ? format : format.substring(0, equals);
            Path file = equals < 0 ? null : Path.of(format.substring(equals + 1));
            if (arguments.has("output")) {
                file = Path.of(arguments.value("output"));
            }
            Report report = Formats.of(name, terminal.interactive() && file == null, arguments.has("quiet") ? failOn : null);
            if (report == null) {
                String near = Suggest.nearest(name, Formats.NAMES);
                throw new UsageException("no format is called " + name + (near == null ? "" : "; did you mean " + near + "?")
                        + " (formats: " + String.join(", ", Formats.NAMES) + ")");
            }
            toTerminal += file == null ? 1 : 0;
            parsed.outputs.add(new Output(report, file));
        }
        if (toTerminal > 1) {
            throw new UsageException("only one format can go to standard output; give the others a file: --format sarif=out.sarif");
        }
        return parsed;
    }

    /** Whether all that is written is for people, on standard output. */
    boolean isConsole() {
        return outputs.stream().allMatch(output -> output.report() instanceof ConsoleReport && output.file() == null);
    }

    /** Writes every report; a file is complete or untouched. */
    void write(Outcome outcome, Terminal terminal) throws UsageException {
        for (Output output : outputs) {
            try {
                if (output.file() == null) {
                    output.report().write(outcome, terminal.out());
                } else {
                    writeFile(output.report(), outcome, output.file());
                }
            } catch (IOException e) {
                throw new UsageException("cannot write " + (output.file() == null ? "standard output" : output.file()) + ": " + reason(e));
            }
        }
    }

    /** The file is complete afterwards, or as it was. */
    static void writeFile(Report report, Outcome outcome, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            // An empty one would be replaced.
            throw new IOException("it is a directory");
        }
        // No createTempFile: its files are for the owner alone, reports are read by the CI server and by colleagues.
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            try (Writer writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                report.write(outcome, writer);
            }
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "no such directory"
                : e instanceof java.nio.file.AccessDeniedException ? "permission denied" : e.getMessage();
    }
}
