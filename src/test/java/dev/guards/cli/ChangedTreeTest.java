package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --changed-since} and {@code check --staged} in a repository with two faulty dashboards. */
class ChangedTreeTest {
    private static final String BROKEN = "{\"title\": \"%s\", \"uid\": \"%s\", \"schemaVersion\": 39, \"panels\": [{\"id\": 1, \"title\": \"p\", \"type\": \"timeseries\","
            + " \"datasource\": {\"type\": \"prometheus\"}, \"targets\": [{\"refId\": \"A\", \"expr\": \"%s\"}]}]}\n";

    @TempDir
    Path temporary;
    private GitRepository repository;
    private String out;
    private String err;

    @BeforeEach
    void repository() throws IOException {
        repository = new GitRepository(temporary.resolve("repository"));
        repository.write("boards/a.json", BROKEN.formatted("a", "a", "sum(up"));
        repository.write("boards/b.json", BROKEN.formatted("b", "b", "rate(up[5m)"));
        repository.write("prometheus.yml", "scrape_configs:\n  - job_name: x\n    static_configs: [{targets: ['x:1']}]\n");
        repository.write("README.md", "text\n");
        repository.commitAll();
    }

    private int check(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(bytes, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8), false);
        List<String> all = new java.util.ArrayList<>(List.of("check", repository.directory().toString(), "--guard", "promql-syntax"));
        all.addAll(List.of(words));
        int code = Main.run(all, terminal);
        out = bytes.toString(StandardCharsets.UTF_8);
        err = errors.toString(StandardCharsets.UTF_8);
        return code;
    }

    @Test
    void nothingChanged() {
        assertThat(check()).isEqualTo(Command.FINDINGS);
        assertThat(check("--changed-since", "HEAD")).isZero();
        assertThat(check("--staged")).isZero();
        assertThat(out).contains("2 findings that no changed file takes part in are left out");
    }

    @Test
    void aDashboardConcernsItself() throws IOException {
        repository.write("boards/b.json", BROKEN.formatted("b", "b", "rate(up[6m)"));
        repository.write("README.md", "other text\n");
        assertThat(check("--changed-since", "HEAD")).isEqualTo(Command.FINDINGS);
        assertThat(out).contains("boards/b.json:").doesNotContain("boards/a.json:");
    }

    @Test
    void aFileThatGitDoesNotKnowYetIsAChange() throws IOException {
        boolean foreignNames = Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode("ü");
        String name = "boards/" + (foreignNames ? "ü" : "u") + " c.json";
        repository.write(name, BROKEN.formatted("c", "c", "sum(up"));
        assertThat(check("--changed-since", "HEAD")).isEqualTo(Command.FINDINGS);
        assertThat(out).contains(name + ":").doesNotContain("boards/a.json:");
    }

    @Test
    void aChangeOfTheStackConcernsEverything() throws IOException {
        repository.write("prometheus.yml", "scrape_configs: []\n");
        assertThat(check("--changed-since", "HEAD")).isEqualTo(Command.FINDINGS);
        assertThat(out).contains("boards/a.json:", "boards/b.json:", "all findings are shown: `prometheus.yml` changed");
    }

    @Test
    void soDoDeletionsAndRenames() {
        repository.git("mv", "boards/b.json", "boards/c.json");
        assertThat(check("--staged")).isEqualTo(Command.FINDINGS);
        assertThat(out).contains("boards/a.json:", "boards/c.json:", "`boards/b.json` changed");
    }

    @Test
    void theIndexIsRead() throws IOException {
        repository.write("boards/a.json", BROKEN.formatted("a", "a", "sum(up) +"));
        repository.git("add", "-A");
        repository.write("boards/a.json", BROKEN.formatted("a", "a", "sum(up)"));
        assertThat(check("--changed-since", "HEAD")).isZero();
        assertThat(check("--staged")).isEqualTo(Command.FINDINGS);
        assertThat(out).contains("--> boards/a.json:1:").contains("sum(up) +").doesNotContain("boards/b.json:");
    }

    @Test
    void whatIsOnlyAnnouncedIsNotInTheIndex() throws Exception {
        repository.write("boards/c.json", BROKEN.formatted("c", "c", "sum(up"));
        repository.git("add", "-N", "boards/c.json");
        assertThat(check("--staged", "--guard", "config-syntax")).as(out + err).isZero();
        repository.git("add", "boards/c.json");
        assertThat(check("--staged")).isEqualTo(Command.FINDINGS);
        assertThat(out).contains("boards/c.json:");
    }

    @Test
    void whatCouldNotBeReadIsSaidWhoeverBrokeIt() throws IOException {
        repository.write("boards/a.json", "{\"title\": \"a\", \"panels\": [");
        repository.commitAll();
        repository.write("boards/b.json", BROKEN.formatted("b", "b", "up"));
        assertThat(check("--changed-since", "HEAD", "--guard", "config-syntax")).isEqualTo(Command.FAILED);
        assertThat(out).contains("boards/a.json:1:");
    }

    @Test
    void aSubdirectoryHasItsOwnPaths() throws IOException {
        repository.write("boards/b.json", BROKEN.formatted("b", "b", "rate(up[6m)"));
        repository.write("README.md", "other text\n");
        repository.git("add", "-A");
        Path boards = repository.directory().resolve("boards");
        for (List<String> mode : List.of(List.of("--staged"), List.of("--changed-since", "HEAD"))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            List<String> words = new java.util.ArrayList<>(List.of("check", boards.toString(), "--guard", "promql-syntax"));
            words.addAll(mode);
            assertThat(Main.run(words, new Terminal(new ByteArrayInputStream(new byte[0]), new PrintStream(bytes, true, StandardCharsets.UTF_8),
                    System.err, false))).isEqualTo(Command.FINDINGS);
            assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("--> b.json:").doesNotContain("a.json:");
        }
    }

    @Test
    void theFirstCommitIsAllChanges() throws IOException {
        repository = new GitRepository(temporary.resolve("young"));
        repository.write("a.json", BROKEN.formatted("a", "a", "sum(up"));
        repository.git("add", "-A");
        assertThat(check("--staged")).isEqualTo(Command.FINDINGS);
    }

    @Test
    void mistakesAreSaid() throws IOException {
        assertThat(check("--changed-since", "nowhere")).isEqualTo(Command.FAILED);
        assertThat(err).contains("no revision nowhere");
        assertThat(check("--changed-since", "--output=x")).isEqualTo(Command.FAILED);
        assertThat(check("--staged", "--changed-since", "HEAD")).isEqualTo(Command.FAILED);
        assertThat(check("--staged", "--update-baseline")).isEqualTo(Command.FAILED);
        Files.writeString(temporary.resolve("loose.json"), BROKEN.formatted("a", "a", "up"));
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        assertThat(Main.run(List.of("check", temporary.resolve("loose.json").toString(), "--staged"), new Terminal(new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream()), new PrintStream(errors, true, StandardCharsets.UTF_8), false)))
                .isEqualTo(Command.FAILED);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("not a git repository");
    }
}
