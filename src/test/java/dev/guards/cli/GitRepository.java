package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A repository for a test; the test is skipped where git is absent. What the user of the machine configured plays no part. */
final class GitRepository {
    private final Path directory;
    private final Path home;

    GitRepository(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory).toRealPath();
        this.home = Files.createDirectories(directory.resolveSibling(directory.getFileName() + ".home")).toRealPath();
        assumeTrue(isInstalled(), "git is not installed");
        git("init", "-q");
    }

    Path directory() {
        return directory;
    }

    Path write(String path, String content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    void commitAll() {
        git("add", "-A");
        git("commit", "-q", "--no-verify", "-m", "state");
    }

    /** Fails the test when git fails. */
    String git(String... words) {
        Result result = tryGit(words);
        assertThat(result.code()).as(result.output()).isZero();
        return result.output();
    }

    record Result(int code, String output) {
    }

    Result tryGit(String... words) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgSign=false"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_CONFIG_HOME", home.toString());
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isInstalled() {
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(place, "git"))) {
                return true;
            }
        }
        return false;
    }
}
