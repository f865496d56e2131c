package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where reports go, and what happens when they cannot get there. */
class OutputsTest {
    private static final String STACK = "fixtures/dark-tower/before";

    @TempDir
    Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int guards(String... words) {
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), false);
        return Main.run(List.of(words), terminal);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void severalFormatsComeOfOneRun() throws IOException {
        List<String> words = new ArrayList<>(List.of(STACK));
        for (String format : List.of("sarif", "junit", "gitlab", "checkstyle", "markdown", "html", "json")) {
            words.addAll(List.of("--format", format + "=" + directory.resolve("out." + format)));
        }
        words.addAll(List.of("--format", "console"));
        assertThat(guards(words.toArray(String[]::new))).isIn(Command.OK, Command.FINDINGS);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(7).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("simple guards:");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAndStaysAsItWas() throws IOException {
        assertThat(guards(STACK, "--format", "json=" + directory.resolve("none/out.json"))).isEqualTo(Command.FAILED);
        assertThat(said()).contains("cannot write " + directory.resolve("none/out.json") + ": no such directory");
        Path occupied = Files.createDirectories(directory.resolve("out.json"));
        Files.writeString(occupied.resolve("inside"), "kept");
        assertThat(guards(STACK, "--format", "json=" + occupied)).isEqualTo(Command.FAILED);
        assertThat(occupied.resolve("inside")).hasContent("kept");
        Files.delete(occupied.resolve("inside"));
        assertThat(guards(STACK, "--format", "json=" + occupied)).as("nor is an empty one replaced").isEqualTo(Command.FAILED);
        assertThat(said()).contains("cannot write " + occupied + ": it is a directory");
        assertThat(occupied).isEmptyDirectory();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).as("no temporary file is left").containsExactly(occupied);
        }
    }

    @Test
    void formatsAndTheirPlacesAreChecked() {
        assertThat(guards(STACK, "--format", "sarrif")).isEqualTo(Command.FAILED);
        assertThat(said()).contains("no format is called sarrif; did you mean sarif?");
        assertThat(guards(STACK, "--format", "json", "--format", "sarif")).isEqualTo(Command.FAILED);
        assertThat(said()).contains("only one format can go to standard output");
        assertThat(guards(STACK, "--format", "json=a", "--output", "b")).isEqualTo(Command.FAILED);
        assertThat(said()).contains("--output is for a single format");
        assertThat(guards(STACK, "fixtures/dark-tower/docker", "--format", "json")).isEqualTo(Command.FAILED);
        assertThat(said()).contains("several paths cannot share one report");
    }

    @Test
    void programsBesideGuardsFindTheFiles() {
        guards(STACK, "--semantic", "--format", "github");
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).isNotEmpty().allMatch(line -> line.contains(" file=" + STACK + "/"));
    }

    private static OutputStream refusing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailureButAFullDiskIs() throws IOException {
        try (StandardOutput gone = new StandardOutput(refusing("Broken pipe")); StandardOutput full = new StandardOutput(refusing("No space left on device"))) {
            gone.write(new byte[9]);
            gone.write(1);
            full.write(new byte[9]);
            assertThat(gone.failure()).isNull();
            assertThat(full.failure()).isEqualTo("No space left on device");
        }
    }

    @Test
    void aClosedPipeMakesNoNoise() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "\"$JAVA\" -cp \"$CLASSES\" dev.guards.cli.Main --semantic " + STACK + " | head -1");
        builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Path said = directory.resolve("err");
        Process process = builder.redirectError(said.toFile()).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()).hasSize(1);
        process.waitFor();
        assertThat(said).isEmptyFile();
    }
}
