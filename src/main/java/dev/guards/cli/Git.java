package dev.guards.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks the installed git about the repository around a directory; it gets {@value #LIMIT_SECONDS} seconds for each answer. */
final class Git {
    private static final int LIMIT_SECONDS = 60;

    /** git is not installed, refused, or took too long; the message says which. */
    static final class GitException extends Exception {
        private static final long serialVersionUID = 1L;

        GitException(String message) {
            super(message);
        }
    }

    private final Path directory;

    Git(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** The root of the work tree. */
    Path top() throws GitException {
        return Path.of(line("rev-parse", "--show-toplevel"));
    }

    /** The answer without its line break. */
    String line(String... words) throws GitException {
        String answer = text(words);
        int end = answer.length();
        while (end > 0 && (answer.charAt(end - 1) == '\n' || answer.charAt(end - 1) == '\r')) {
            end--;
        }
        return answer.substring(0, end);
    }

    /** An answer whose parts end in NUL ({@code -z}). */
    List<String> parts(String... words) throws GitException {
        List<String> parts = new ArrayList<>();
        String answer = text(words);
        int start = 0;
        for (int end = answer.indexOf('\0'); end >= 0; end = answer.indexOf('\0', start)) {
            parts.add(answer.substring(start, end));
            start = end + 1;
        }
        return parts;
    }

    /** Files take the output: a pipe that nobody empties would hold git up, and reading one would defeat the limit. */
    String text(String... words) throws GitException {
        Path out = null;
        Path err = null;
        try {
            out = Files.createTempFile("guards", ".out");
            err = Files.createTempFile("guards", ".err");
            int code = run(words, out.toFile(), err.toFile());
            if (code != 0) {
                String reason = Files.readString(err, StandardCharsets.UTF_8).strip();
                throw new GitException(reason.isEmpty() ? "git " + words[0] + " failed with code " + code : "git: " + reason);
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new GitException("cannot run git: " + e.getMessage());
        } finally {
            delete(out);
            delete(err);
        }
    }

    private int run(String[] words, File out, File err) throws IOException, GitException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectOutput(out).redirectError(err)
                .redirectInput(ProcessBuilder.Redirect.from(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null")));
        environment(builder.environment());
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new GitException("git " + words[0] + " gave no answer within " + LIMIT_SECONDS + " seconds");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitException("git " + words[0] + " was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * A hook inherits the place of its repository relative to where it starts, which is not where we ask; git finds it anew. The
     * index is kept: that of {@code git commit -a} is not the usual one.
     */
    private static void environment(Map<String, String> variables) {
        variables.keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"));
        variables.computeIfPresent("GIT_INDEX_FILE", (name, file) -> Path.of(file).toAbsolutePath().toString());
        variables.put("LC_ALL", "C");
        variables.put("GIT_OPTIONAL_LOCKS", "0");
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
