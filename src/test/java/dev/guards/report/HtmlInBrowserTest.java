package dev.guards.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as Chromium draws it: whether the policy lets the script run, and only that one. */
class HtmlInBrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    /** The document after the script ran. */
    private static String drawn(Path page, String tab, Path directory) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM), "no " + CHROMIUM + ": the page was not looked at in a browser");
        Path dom = directory.resolve(tab + ".html");
        Process process = new ProcessBuilder(CHROMIUM.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + directory.resolve("profile-" + tab), "--virtual-time-budget=2000", "--dump-dom",
                page.toUri() + "#" + tab).redirectOutput(dom.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("chromium came to an end").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(dom, StandardCharsets.UTF_8);
    }

    @Test
    void panelsAreDrawnAndTitlesStayText(@TempDir Path directory) throws Exception {
        // Half of a surrogate pair is shown well, but --dump-dom then writes nothing.
        String text = HtmlReportTest.page(directory.resolve("stack")).replace("\\uD800", "");
        Path page = Files.writeString(directory.resolve("page.html"), text);
        String dashboards = drawn(page, "dashboards", directory);
        assertThat(dashboards).contains("class=\"panel empty\"", "class=\"panel data\"", "2 panels shown",
                "D &lt;/script&gt;&lt;script&gt;alert(1)");
        assertThat(dashboards.split("<script", -1)).as("the data and the script, and no other").hasSize(3);
        assertThat(drawn(page, "graph", directory)).contains("<svg", "<path d=\"M ");
    }
}
