package dev.guards.cli;

import dev.guards.catalog.Exposition;
import dev.guards.live.Captures;
import dev.guards.live.LiveException;
import dev.guards.live.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code guards snapshot}: writes what jobs really expose to {@code .guards/snapshots/}, from a metrics page
 * ({@code --target JOB=URL}), a file or standard input ({@code --job JOB -}), a Prometheus or a Loki server. All sources are
 * read before the first file is written, and each file is written beside its place and then renamed.
 */
final class SnapshotCommand implements Command {
    static final List<String> FLAGS = List.of();
    static final List<String> VALUED = List.of("job", "target", "prometheus", "loki", "dir", "timeout", "token-file");

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        Map<String, String> files = new LinkedHashMap<>();
        try {
            Captures captures = new Captures(new Web(timeout(arguments), token(arguments)), LocalDate.now());
            for (String target : arguments.values("target")) {
                int equals = target.indexOf('=');
                if (equals < 1) {
                    throw new UsageException("--target needs JOB=URL, not " + target);
                }
                files.put(target.substring(0, equals), captures.target(target.substring(0, equals), target.substring(equals + 1)));
            }
            for (String server : arguments.values("prometheus")) {
                files.putAll(captures.prometheus(server));
            }
            for (String server : arguments.values("loki")) {
                files.put("loki-streams", captures.loki(server));
            }
            fromFile(arguments, captures, terminal, files);
        } catch (LiveException e) {
            terminal.err().println("guards: " + e.getMessage());
            return FAILED;
        }
        if (files.isEmpty()) {
            throw new UsageException("snapshot needs --target JOB=URL, --prometheus URL, --loki URL, or --job JOB FILE (- is standard input)");
        }
        Path directory = Path.of(arguments.value("dir", ".guards/snapshots"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            try {
                terminal.out().println("wrote " + write(directory, file.getKey(), file.getValue()));
            } catch (IOException e) {
                terminal.err().println("guards: cannot write below " + directory + ": " + e);
                return FAILED;
            }
        }
        return OK;
    }

    private static void fromFile(Arguments arguments, Captures captures, Terminal terminal, Map<String, String> files)
            throws UsageException, LiveException {
        if (arguments.operands().isEmpty()) {
            return;
        }
        String job = arguments.value("job");
        if (job == null || arguments.operands().size() > 1) {
            throw new UsageException("one capture at a time, with --job JOB");
        }
        String name = arguments.operands().get(0);
        try {
            byte[] bytes = name.equals("-") ? terminal.in().readNBytes(Exposition.MAX_CHARACTERS + 1) : Files.readAllBytes(Path.of(name));
            files.put(job, captures.exposition(job, new String(bytes, StandardCharsets.UTF_8), name.equals("-") ? "standard input" : name));
        } catch (IOException e) {
            throw new UsageException("cannot read " + name + ": " + e.getMessage());
        }
    }

    private static Duration timeout(Arguments arguments) throws UsageException {
        try {
            return Duration.ofSeconds(Math.max(1, Long.parseLong(arguments.value("timeout", "30"))));
        } catch (NumberFormatException e) {
            throw new UsageException("--timeout needs a number of seconds");
        }
    }

    private static String token(Arguments arguments) throws UsageException {
        String file = arguments.value("token-file");
        try {
            return file == null ? "" : Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** A job's name may hold slashes, which a file name may not: they become {@code %2F}. */
    private static Path write(Path directory, String job, String content) throws IOException, UsageException {
        if (job.isEmpty() || job.startsWith(".") || job.indexOf('\\') >= 0 || job.indexOf('\0') >= 0) {
            throw new UsageException("job name `" + job + "` cannot be a file name");
        }
        Files.createDirectories(directory);
        Path file = directory.resolve(job.replace("/", "%2F") + ".yaml");
        // Not a temporary file of the platform's kind, which only its owner may read: captures are meant to be shared.
        Path temporary = directory.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(temporary, content);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return file;
    }
}
