package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whole small stacks, run as a user would; {@code -Dupdate} rewrites what is expected and fails. */
class StackFixturesTest {
    private static final Path FIXTURES = Path.of("fixtures", "dark-tower");

    private record Result(int code, String out, String err) {
    }

    private static Result guards(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), false);
        int code = Main.run(List.of(words), terminal);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @TestFactory
    Stream<DynamicTest> stacks() {
        return Stream.of("before", "docker-repair", "docker", "kubernetes", "wrong-environment")
                .map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
    }

    private static void compare(String name) throws IOException {
        Path expected = FIXTURES.resolve(name).resolve("expected.txt");
        Result result = guards("--semantic", FIXTURES.resolve(name).toString());
        String text = "exit code " + result.code() + "\n\n" + result.out();
        String before = Files.exists(expected) ? Files.readString(expected) : "";
        if (System.getProperty("update") != null) {
            Files.writeString(expected, text);
        }
        assertThat(text).isEqualTo(before);
    }

    @Test
    void theRepairedStacksAreSilentAndTheOthersFail() {
        assertThat(guards("--semantic", "--quiet", "fixtures/dark-tower/docker")).isEqualTo(new Result(0, "", ""));
        assertThat(guards("--semantic", "--quiet", "fixtures/dark-tower/kubernetes")).isEqualTo(new Result(0, "", ""));
        assertThat(guards("--semantic", "fixtures/dark-tower/before").code()).isEqualTo(1);
        assertThat(guards("--semantic", "fixtures/dark-tower/docker-repair").code()).isEqualTo(1);
        assertThat(guards("--semantic", "fixtures/dark-tower/wrong-environment").code()).isEqualTo(1);
    }

    @Test
    void theEnvironmentThatADashboardSpeaksIsTold() {
        String out = guards("--semantic", "--env", "kubernetes", "fixtures/dark-tower/wrong-environment").out();
        assertThat(out).contains("dashboard `Auth Controller Overview` (infra/grafana/dashboards/ac-overview.json) speaks docker");
        assertThat(guards("--semantic", "--env", "kubernetes", "fixtures/dark-tower/kubernetes").out())
                .contains("(infra/grafana/dashboards/ac-overview.json) speaks kubernetes");
    }

    @Test
    void usageErrorsSayWhatToDo() {
        assertThat(guards("--semantik", "fixtures").err()).contains("unknown option --semantik; did you mean --semantic?");
        assertThat(guards("--semantik", "fixtures").code()).isEqualTo(2);
        assertThat(guards("no/such/place").err()).contains("no such file or directory: no/such/place");
        assertThat(guards("--env", "moon", "--semantic", "fixtures/dark-tower/docker").err()).contains("no environment is called moon; found: docker");
        assertThat(guards("src/main/java/dev/guards/text").err()).contains("nothing to check in");
        assertThat(guards("explain", "label-unknwon").err()).contains("did you mean label-unknown?");
    }
}
