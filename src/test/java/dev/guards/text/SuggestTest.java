package dev.guards.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestTest {
    @Test
    void nearestIsAMisspelling() {
        assertThat(Suggest.nearest("isntance", List.of("instance", "job"))).isEqualTo("instance");
        assertThat(Suggest.nearest("htp_requests_total", List.of("http_requests_total", "http_errors_total"))).isEqualTo("http_requests_total");
        assertThat(Suggest.nearest("a", List.of("b"))).isEqualTo("b");
    }

    @Test
    void aWordMayBeForgottenOrTooMuch() {
        assertThat(Suggest.similar("status", List.of("method", "status_code"))).isEqualTo("status_code");
        assertThat(Suggest.similar("orders_latency_seconds", List.of("orders_latency_seconds_max", "orders_latency"))).isEqualTo("orders_latency_seconds_max");
        assertThat(Suggest.similar("orders_latency_seconds", List.of("orders_latency"))).isEqualTo("orders_latency");
        assertThat(Suggest.similar("requests_total", List.of("http_requests_total"))).isEqualTo("http_requests_total");
        assertThat(Suggest.similar("orders", List.of("ordersummary"))).isNull();
        assertThat(Suggest.nearest("status", List.of("status_code"))).as("no misspelling").isNull();
    }

    @Test
    void aNameOfOtherWordsIsAnotherName() {
        assertThat(Suggest.nearest("http_request_duration_seconds_bucket", List.of("nodejs_gc_duration_seconds_bucket"))).isNull();
        assertThat(Suggest.nearest("http_request_duration_seconds_bucket", List.of("http_requests_duration_seconds_bucket"))).isNotNull();
    }

    @Test
    void meantMayBeAShortFormOrAPart() {
        assertThat(Suggest.meant("gc-service", List.of("global-controller", "meeting-controller"))).isEqualTo("global-controller");
        assertThat(Suggest.meant("redis", List.of("redis-exporter"))).isEqualTo("redis-exporter");
        assertThat(Suggest.meant("web", List.of("database"))).isNull();
    }
}
