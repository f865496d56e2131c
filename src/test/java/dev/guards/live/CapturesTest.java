package dev.guards.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapturesTest {
    private final Captures captures = new Captures(new Web(Duration.ofMillis(1500), ""), LocalDate.of(2026, 11, 23));
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void aMetricsPage() throws LiveException {
        answer("/metrics", 200, "# TYPE a_total counter\na_total{x=\"one\"} 1\n");
        assertThat(captures.target("api", base.replace("http://", "http://me:pw@") + "/metrics?secret=1")).isEqualTo("""
                job: api
                captured: 2026-11-23
                source: "%s/metrics"
                metrics:
                  a_total:
                    type: counter
                    labels:
                      "x": [one]
                """.formatted(base));
    }

    @ParameterizedTest
    @CsvSource({"401, answers 401: it wants credentials", "500, answers 500", "200, expected"})
    void refusesWhatIsNoAnswer(int status, String message) {
        answer("/metrics", status, "<html>sorry</html>");
        assertThatThrownBy(() -> captures.target("api", base + "/metrics")).isInstanceOf(LiveException.class).hasMessageContaining(message);
    }

    @Test
    void aServerThatNeverAnswersTakesBoundedTime() {
        server.createContext("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("a 1\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });
        assertThatThrownBy(() -> captures.target("api", base + "/metrics")).isInstanceOf(LiveException.class)
                .hasMessageContaining("did not answer within");
    }

    @Test
    void addressesThatAreNone() {
        assertThatThrownBy(() -> captures.target("api", "file:///etc/passwd")).hasMessageContaining("not an http or https address");
        assertThatThrownBy(() -> captures.target("api", "http://127.0.0.1:1/metrics")).hasMessageContaining("cannot reach");
    }

    @Test
    void jobsOfPrometheusWithoutTargetLabels() throws LiveException {
        answer("/api/v1/targets", 200, """
                {"status":"success","data":{"activeTargets":[{"labels":{"job":"api","instance":"a:1","zone":"x"}}]}}""");
        answer("/api/v1/metadata", 200, """
                {"status":"success","data":{"took":[{"type":"histogram"}]}}""");
        answer("/api/v1/series", 200, """
                {"status":"success","data":[
                  {"__name__":"took_bucket","le":"1","op":"r","job":"api","instance":"a:1","zone":"x"},
                  {"__name__":"took_sum","op":"w","job":"api","instance":"a:1","zone":"x"},
                  {"__name__":"up","job":"api","instance":"a:1","zone":"x"}]}""");
        Map<String, String> files = captures.prometheus(base + "/");
        assertThat(files).containsOnlyKeys("api");
        assertThat(files.get("api")).endsWith("metrics:\n  took:\n    type: histogram\n    labels:\n      op: [\"r\", \"w\"]\n");
    }

    @Test
    void labelsOfLokiAndAnswersThatAreNoApi() throws LiveException {
        answer("/loki/api/v1/labels", 200, "{\"status\":\"success\",\"data\":[\"app\"]}");
        answer("/loki/api/v1/label/app/values", 200, "{\"status\":\"success\",\"data\":[\"web\",\"api\"]}");
        assertThat(captures.loki(base)).endsWith("streams:\n  app: [api, web]\n");
        answer("/api/v1/targets", 200, "not json");
        assertThatThrownBy(() -> captures.prometheus(base)).hasMessageContaining("does not answer with JSON");
    }
}
