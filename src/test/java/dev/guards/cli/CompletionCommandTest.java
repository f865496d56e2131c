package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {
    @TempDir
    Path directory;

    private static String guards(int code, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream()), false);
        assertThat(Main.run(List.of(words), terminal)).isEqualTo(code);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static void assumeInstalled(String program) {
        boolean found = false;
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            found |= Files.isExecutable(Path.of(place, program));
        }
        assumeTrue(found, program + " is not installed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1|guards hoo|hook", "2|guards hook inst|install", "3|guards check --format sar|sarif",
            "1|guards --changed|--changed-since", "2|guards explain label-unk|label-unknown", "2|guards completion z|zsh"})
    void bashCompletes(int index, String line, String expected) throws IOException, InterruptedException {
        assumeInstalled("bash");
        Path script = Files.writeString(directory.resolve("c.bash"), guards(0, "completion", "bash"));
        assertThat(run("bash", "--norc", "-c", "source " + script + "; COMP_WORDS=(" + line + "); COMP_CWORD=" + index
                + "; _guards; echo \"${COMPREPLY[*]}\"").split("\\s")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zsh", "fish"})
    void otherShellsTakeTheScript(String shell) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("c"), guards(0, "completion", shell));
        assertThat(script).content().contains("changed-since", "uninstall", "label-unknown", "sarif");
        assumeInstalled(shell);
        run(shell, "-n", script.toString());
    }

    /** What {@code --help} names is completed, and the other way round. */
    @Test
    void knowsTheCommandsOfTheHelp() {
        String help = guards(0, "--help");
        List<String> named = Pattern.compile("(?m)^ {7,}guards ([a-z]+)( · ([a-z]+))?").matcher(help).results()
                .flatMap(m -> java.util.stream.Stream.of(m.group(1), m.group(3))).filter(java.util.Objects::nonNull).toList();
        assertThat(new CompletionCommand().commands()).contains("check").containsAll(named);
    }

    @Test
    void otherShellsAreAnError() {
        guards(Command.FAILED, "completion", "tcsh");
        guards(Command.FAILED, "completion");
    }
}
