package dev.guards.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium, driven by the W3C WebDriver protocol through Debian's chromedriver; tests without these are skipped. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Pattern PORT = Pattern.compile("successfully on port (\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process driver;
    private final String session;

    /** @param preferences what goes into {@code goog:chromeOptions.args} besides */
    Browser(Path profile, String... preferences) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "no " + CHROMIUM + " and " + DRIVER + " (Debian: chromium, chromium-driver): the page was not looked at in a browser");
        driver = new ProcessBuilder(DRIVER.toString(), "--port=0").redirectErrorStream(true).start();
        String server = "http://127.0.0.1:" + port();
        ObjectNode options = JSON.createObjectNode().put("binary", CHROMIUM.toString());
        List<String> own = List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir=" + profile);
        own.forEach(options.withArray("args")::add);
        List.of(preferences).forEach(options.withArray("args")::add);
        ObjectNode wanted = JSON.createObjectNode();
        wanted.putObject("capabilities").putObject("alwaysMatch").put("browserName", "chrome").set("goog:chromeOptions", options);
        wanted.with("capabilities").with("alwaysMatch").putObject("goog:loggingPrefs").put("browser", "ALL");
        session = server + "/session/" + send("POST", server + "/session", wanted).get("sessionId").asText();
    }

    private String port() throws IOException {
        BufferedReader said = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return port.group(1);
            }
        }
        throw new IOException("chromedriver ended without naming its port");
    }

    private JsonNode send(String method, String address, JsonNode body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher content = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.toString());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).header("Content-Type", "application/json").method(method, content).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode value = JSON.readTree(response.body()).get("value");
        if (response.statusCode() != 200) {
            throw new IOException(method + " " + address + ": " + value);
        }
        return value;
    }

    void open(String address) throws IOException, InterruptedException {
        send("POST", session + "/url", JSON.createObjectNode().put("url", address));
    }

    /** The value of an expression in the page. */
    JsonNode ask(String expression) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("script", "return " + expression);
        body.putArray("args");
        return send("POST", session + "/execute/sync", body);
    }

    /** Presses keys one after the other; those without a character by their code point of the protocol. */
    void press(String keys) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode keyboard = body.putArray("actions").addObject().put("type", "key").put("id", "keyboard");
        keys.codePoints().forEach(key -> {
            keyboard.withArray("actions").add(JSON.valueToTree(Map.of("type", "keyDown", "value", Character.toString(key))));
            keyboard.withArray("actions").add(JSON.valueToTree(Map.of("type", "keyUp", "value", Character.toString(key))));
        });
        send("POST", session + "/actions", body);
    }

    /** Errors and warnings of the page since the last call, violations of its policy among them. */
    List<String> complaints() throws IOException, InterruptedException {
        return send("POST", session + "/se/log", JSON.createObjectNode().put("type", "browser")).findValuesAsText("message");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            send("DELETE", session, null);
        } finally {
            driver.destroy();
        }
    }
}
