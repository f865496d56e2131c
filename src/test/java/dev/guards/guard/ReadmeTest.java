package dev.guards.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's table of guards; {@code -Dupdate} writes it and fails. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    @Test
    void listsEveryGuard() throws IOException {
        String text = Files.readString(README);
        String start = "<!-- guards: written by ReadmeTest with -Dupdate -->\n";
        int from = text.indexOf(start) + start.length();
        int to = text.indexOf("<!-- /guards -->");
        String expected = table();
        if (System.getProperty("update") != null) {
            Files.writeString(README, text.substring(0, from) + expected + text.substring(to));
        }
        assertThat(text.substring(from, to)).isEqualTo(expected);
    }

    @Test
    void showsWhatARunReallyPrints() throws IOException {
        String text = Files.readString(README);
        String transcript = text.substring(text.indexOf("<!-- transcript -->"), text.indexOf("<!-- /transcript -->"));
        String expected = Files.readString(Path.of("fixtures", "dark-tower", "before", "expected.txt"));
        String[] frames = transcript.substring(transcript.indexOf("...\n") + 4, transcript.lastIndexOf("```")).split("\n(\\.\\.\\.)?\n");
        assertThat(frames).hasSizeGreaterThan(3).allSatisfy(frame -> assertThat(expected).contains(frame.strip()));
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| guard | tier | what holds when it passes | rules |\n| --- | --- | --- | ---: |\n");
        for (Guard guard : Guards.all()) {
            boolean simple = guard instanceof SimpleGuard;
            table.append("| [").append(guard.id()).append("](guards/").append(simple ? "simple/" : "semantic/").append(guard.id())
                    .append(".md) | ").append(simple ? "simple" : "semantic").append(" | ").append(guard.summary()).append(" | ")
                    .append(guard.rules().size()).append(" |\n");
        }
        return table.toString();
    }
}
