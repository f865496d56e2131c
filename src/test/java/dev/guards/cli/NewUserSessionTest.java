package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first hour of somebody new, command by command, in a shell of its own: this checkout is cloned, and its classes stand for the
 * build. The README holds the transcript; {@code -Dupdate} writes it and fails.
 */
class NewUserSessionTest {
    private static final Path README = Path.of("README.md");
    private static final String START = "<!-- session: written by NewUserSessionTest with -Dupdate -->\n```\n";
    private static final String END = "```\n<!-- /session -->";
    private static final int LINES_SHOWN = 16;
    private static final int LINES_KEPT = 12;

    @TempDir
    Path home;
    private final StringBuilder transcript = new StringBuilder();
    private Path directory;

    private record Result(int code, String output) {
    }

    private Result quietly(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "--noprofile", "--norc", "-c", command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.equals("JAVA_TOOL_OPTIONS") || name.equals("GUARDS_JAR"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_CACHE_HOME", home.resolve(".cache").toString());
        builder.environment().put("GUARDS_NO_CACHE", "1");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("PATH", Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("GUARDS", Path.of("").toAbsolutePath().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output.replace(home.toString(), "~"));
    }

    /** Runs a command and writes down what it says; of much the beginning. */
    private Result say(String command) throws IOException, InterruptedException {
        Result result = quietly(command);
        transcript.append("$ ").append(command).append('\n');
        List<String> lines = result.output().lines().toList();
        boolean cut = lines.size() > LINES_SHOWN;
        lines.subList(0, cut ? LINES_KEPT : lines.size()).forEach(line -> transcript.append(line).append('\n'));
        transcript.append(cut ? "...\n" : "");
        return result;
    }

    /** What the build makes, of the classes that are tested. */
    private static void build(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "dev.guards.cli.Main");
        StringBuilder dependencies = new StringBuilder();
        Path classes = Path.of("target", "classes");
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                dependencies.append(Path.of(entry).toUri()).append(' ');
            }
        }
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, dependencies.toString());
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest); Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(path).toString().replace('\\', '/')));
                Files.copy(path, out);
            }
        }
    }

    /** The stack of the fixture, as the repository of somebody. */
    private void stack() throws IOException, InterruptedException {
        directory = home;
        assertThat(quietly("git config --global user.name user && git config --global user.email user@example.org && git config --global init.defaultBranch main"
                + " && git config --global safe.directory '*'"
                + " && git config --global advice.detachedHead false && cp -r \"$GUARDS/fixtures/dark-tower/docker\" dark-tower && rm dark-tower/expected.txt dark-tower/guards.yaml"
                + " && cd dark-tower && git init -q && git add -A && git commit -q -m Stack").code()).isZero();
    }

    @Test
    void fromTheCloneToTheReport() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")) && Files.exists(Path.of(".git")), "no bash, or no checkout to clone");
        stack();
        assertThat(say("git clone -q \"$GUARDS\" guards").code()).isZero();
        build(home.resolve("guards/guards.jar"));
        transcript.append("$ (cd guards && ./mvnw -q -B -DskipTests package)\n$ cd dark-tower\n");
        directory = home.resolve("dark-tower");
        assertThat(say("~/guards/scripts/guards init").output()).contains("with 1 environment");
        assertThat(say("~/guards/scripts/guards hook install").output()).contains("installed: ~/dark-tower/.git/hooks/pre-commit");
        say("""
                cat >> guards.yaml <<'END'
                severity:
                  loki-filesystem-storage: off
                  promtail-eol: off
                END""");
        assertThat(say("git add -A && git commit -q -m \"Check with guards\"")).isEqualTo(new Result(0, ""));

        say("sed -i 's/target_label: container/target_label: instance/' infra/docker/promtail/config.yml");
        Result stopped = say("git commit -q -a -m \"Call containers instances\"");
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.output()).contains("error[variable-label-missing]", "= in: Auth Controller Logs › ", "= in: Global Controller Logs › ",
                "= in: Meeting Controller Logs › ");
        assertThat(quietly("git log --oneline").output().lines()).hasSize(2);

        say("""
                cat >> guards.yaml <<'END'
                ignore:
                  - rule: variable-label-missing
                    path: infra/grafana/dashboards/*-logs.json
                    until: 2099-12-31
                    reason: the dashboards ask for instance with the next change
                END""");
        assertThat(say("git commit -q -a -m \"Call containers instances\"")).isEqualTo(new Result(0, ""));
        assertThat(quietly("git log --oneline").output().lines()).hasSize(3);

        Result report = say("~/guards/scripts/guards --semantic --format console --format sarif=guards.sarif --format html=guards.html");
        assertThat(report.code()).isZero();
        assertThat(report.output()).contains("0 errors").contains("3 suppressed");
        assertThat(directory.resolve("guards.sarif")).content().contains("the dashboards ask for instance with the next change");
        assertThat(directory.resolve("guards.html")).content().contains("the dashboards ask for instance with the next change");
        assertThat(say("ls guards.*").output()).isEqualTo("guards.html\nguards.sarif\nguards.yaml\n");
        compare();
    }

    private void compare() throws IOException {
        String text = Files.readString(README);
        int from = text.indexOf(START) + START.length();
        int to = text.indexOf(END, from);
        assertThat(to).as("the README has a place for the session").isGreaterThan(from - 1);
        if (System.getProperty("update") != null) {
            Files.writeString(README, text.substring(0, from) + transcript + text.substring(to));
        }
        assertThat(transcript.toString()).isEqualTo(text.substring(from, to));
    }
}
