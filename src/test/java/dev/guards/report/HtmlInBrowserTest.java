package dev.guards.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real Chromium: hostile titles, and a stack of 5,000 panels used by keyboard alone. */
class HtmlInBrowserTest {
    private static final String TAB = "\uE004";
    private static final String ENTER = "\uE007";
    private static final String ESCAPE = "\uE00C";
    private static final int DASHBOARDS = 50;
    private static final int PANELS = 100;

    @TempDir
    static Path directory;
    private static Browser browser;
    private static String large;
    private static String hostile;

    @BeforeAll
    static void start() throws Exception {
        browser = new Browser(directory.resolve("profile"));
        hostile = Files.writeString(directory.resolve("hostile.html"), HtmlReportTest.page(directory.resolve("hostile")), StandardCharsets.UTF_8).toUri().toString();
        Path stack = Files.createDirectories(directory.resolve("large"));
        for (int i = 0; i < DASHBOARDS; i++) {
            Files.writeString(stack.resolve("board" + i + ".json"), board(i));
        }
        large = Files.writeString(directory.resolve("large.html"), HtmlReportTest.page(stack), StandardCharsets.UTF_8).toUri().toString();
    }

    /** Every second panel asks for a label that node exporters do not set. */
    private static String board(int number) {
        StringBuilder json = new StringBuilder("{\"uid\": \"b" + number + "\", \"title\": \"Board " + number + "\", \"schemaVersion\": 39, \"panels\": [");
        for (int i = 0; i < PANELS; i++) {
            json.append(i == 0 ? "" : ",").append("{\"id\": ").append(i + 1).append(", \"type\": \"timeseries\", \"title\": \"Panel ").append(number).append('-').append(i)
                    .append("\", \"targets\": [{\"refId\": \"A\", \"expr\": \"").append(i % 2 == 0 ? "node_load1" : "node_load1{pod=\\\"x\\\"}").append("\"}]}");
        }
        return json.append("]}").toString();
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void atTheTop() throws Exception {
        browser.open("about:blank");
        browser.complaints();
    }

    private static String text(String selector) throws IOException, InterruptedException {
        return browser.ask("document.querySelector('" + selector + "').textContent").asText();
    }

    private static int count(String selector) throws IOException, InterruptedException {
        return browser.ask("document.querySelectorAll('" + selector + "').length").asInt();
    }

    private static String focused() throws IOException, InterruptedException {
        return browser.ask("document.activeElement.textContent").asText();
    }

    @Test
    void titlesStayTextUnderThePolicy() throws Exception {
        for (String tab : new String[] {"dashboards", "findings", "inventory", "graph"}) {
            browser.open(hostile + "#" + tab);
            assertThat(count("script")).as("the data and the script, and no other").isEqualTo(2);
            browser.open("about:blank");
        }
        browser.open(hostile);
        assertThat(text("section.dashboard h2")).startsWith("D </script><script>alert(1)");
        browser.ask("document.querySelector('.panel.empty').click()");
        assertThat(text("dialog mark")).startsWith("no_such_total");
        assertThat(count("dialog ol.chain li")).isGreaterThan(2);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPolicyThatHoldsKeepsOthersScriptsOut() throws Exception {
        browser.open(hostile);
        browser.ask("(() => { const s = document.createElement('script'); s.textContent = 'window.intruder = 1'; document.body.append(s); return 0; })()");
        assertThat(browser.ask("window.intruder === undefined").asBoolean()).isTrue();
        assertThat(browser.complaints()).anyMatch(message -> message.contains("Content Security Policy"));
    }

    @Test
    void fiveThousandPanelsAreSearchedFilteredAndOpenedByKeyboard() throws Exception {
        browser.open(large);
        assertThat(text("#shown")).isEqualTo(DASHBOARDS * PANELS + 2 + " panels shown");
        assertThat(count(".panel")).isEqualTo(DASHBOARDS * PANELS + 2);
        browser.press("/panel 7-3");
        assertThat(text("#shown")).isEqualTo("11 panels shown");
        browser.press(TAB + ENTER);
        assertThat(browser.ask("document.querySelector('[data-verdict=data]').getAttribute('aria-pressed')").asText()).isEqualTo("false");
        assertThat(text("#shown")).isEqualTo("6 panels shown");
        assertThat(count(".panel.data")).isZero();
        for (int i = 0; i < 20 && !focused().startsWith("Panel"); i++) {
            browser.press(TAB);
        }
        assertThat(focused()).isEqualTo("Panel 7-3");
        browser.press(ENTER);
        assertThat(browser.ask("document.querySelector('dialog').open").asBoolean()).isTrue();
        assertThat(text("dialog")).contains("Board 7 › Panel 7-3", "node_load1{pod=\"x\"}", "prometheus.yml:");
        assertThat(text("dialog mark")).isEqualTo("pod=\"x\"");
        browser.press(ESCAPE);
        assertThat(browser.ask("document.querySelector('dialog').open").asBoolean()).isFalse();
        assertThat(focused()).as("focus returns to the panel").isEqualTo("Panel 7-3");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theInventoryAndTheGraphAreSearchedAndDrawn() throws Exception {
        browser.open(large + "#inventory");
        browser.press("/NODE_LOAD1");
        assertThat(text("details[open] table")).contains("node_load1", "gauge", "instance", "node:9100");
        browser.open("about:blank");
        browser.open(large + "#graph");
        assertThat(count("svg path")).isGreaterThan(DASHBOARDS);
        assertThat(text("svg")).contains("services", "metrics", "node_load1", "Board 49");
    }

    @Test
    void panelsAreShownByEnvironment() throws Exception {
        browser.open(hostile);
        assertThat(count("[data-tab=matrix]")).as("one environment needs none").isZero();
        Path stack = Files.createDirectories(directory.resolve("two"));
        Files.writeString(stack.resolve("cluster.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: conf, namespace: obs}
                data: {prometheus.yml: "scrape_configs: [{job_name: there, static_configs: [{targets: ['localhost:9090']}]}]"}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: prometheus, namespace: obs}
                spec:
                  template:
                    spec:
                      containers: [{name: prometheus, image: "prom/prometheus:v3.1.0", volumeMounts: [{name: c, mountPath: /etc/prometheus}]}]
                      volumes: [{name: c, configMap: {name: conf}}]
                """);
        String page = Files.writeString(directory.resolve("two.html"), HtmlReportTest.page(stack), StandardCharsets.UTF_8).toUri().toString();
        browser.open(page);
        browser.ask("document.querySelector('[data-tab=matrix]').click()");
        assertThat(text("table.matrix tr")).isEqualTo("paneldockerkubernetes");
        assertThat(browser.ask("[...document.querySelectorAll('table.matrix td')].map(cell => cell.textContent).join(' ')").asText())
                .isEqualTo("data empty data data");
        browser.ask("document.querySelector('table.matrix button.empty').click()");
        assertThat(text("dialog pre")).isEqualTo("up{job=\"node\"}");
        assertThat(text("dialog mark")).isEqualTo("job=\"node\"");
        browser.press(ESCAPE);
        browser.ask("document.querySelector('[data-verdict=data]').click()");
        assertThat(text("#shown")).startsWith("1 panel shown");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void coverageIsShownForTheEnvironment() throws Exception {
        browser.open(large);
        assertThat(text(".coverage")).contains("docker", "data ", "empty ");
        assertThat(browser.ask("document.querySelector('.coverage .empty').style.flexGrow > 2000").asBoolean()).isTrue();
    }

    /** Letters and their ground differ enough to be read (WCAG: 4.5 to 1), in both schemes. */
    @Test
    void colorsCanBeReadByDayAndNight() throws Exception {
        readable();
        try (Browser dark = new Browser(directory.resolve("dark"), "--blink-settings=preferredColorScheme=0")) {
            Browser light = browser;
            browser = dark;
            try {
                readable();
                assertThat(dark.ask("matchMedia('(prefers-color-scheme: dark)').matches").asBoolean()).isTrue();
            } finally {
                browser = light;
            }
        }
    }

    private static void readable() throws Exception {
        browser.open(hostile);
        String contrast = """
                (() => {
                  const light = color => { const [r, g, b] = color.match(/\\d+/g).map(v => v / 255)
                    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
                  const ground = node => { for (; node; node = node.parentElement) {
                    const color = getComputedStyle(node).backgroundColor; if (!color.endsWith(' 0)')) { return color; } } return 'rgb(255, 255, 255)'; };
                  return Math.min(...[...document.querySelectorAll('h1, h2, p.soft, .panel, .coverage span, .tabs button')].map(node => {
                    const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); }));
                })()""";
        assertThat(browser.ask(contrast).asDouble()).isGreaterThan(4.5);
    }
}
