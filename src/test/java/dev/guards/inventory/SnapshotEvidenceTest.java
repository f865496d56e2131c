package dev.guards.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.Snapshot;
import dev.guards.config.Documents;
import dev.guards.environment.Environments;
import dev.guards.regex.Matcher;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What captures of jobs prove. */
class SnapshotEvidenceTest {
    @TempDir
    Path root;

    private Inventory inventory(LocalDate captured) throws IOException {
        Files.writeString(root.resolve("compose.yaml"), """
                services:
                  prometheus:
                    image: prom/prometheus:v3.1.0
                    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
                """);
        Files.writeString(root.resolve("prometheus.yml"), "scrape_configs:\n  - job_name: self\n    static_configs: [{targets: ['localhost:9090']}]\n");
        Files.createDirectories(root.resolve(".guards/snapshots"));
        Files.writeString(root.resolve(".guards/snapshots/self.yaml"), "job: self\ncaptured: " + captured + """

                source: x
                metrics:
                  prometheus_http_requests_total:
                    type: counter
                    labels:
                      code: ["200"]
                      handler: any
                """);
        Workspace workspace = new Workspace(root, p -> { });
        return StackInventory.of(Environments.detect(Documents.read(workspace, p -> { })).get(0), Catalog.of(workspace, List.of(), p -> { }));
    }

    private static boolean always(Series series, String label, String value) {
        return series.labels().match(List.of(new Matcher(label, Matcher.Op.EQUAL, value))) == Labels.Match.ALWAYS;
    }

    @Test
    void valuesThatWereSeenAreThereAndOthersMayCome() throws IOException {
        List<Series> series = inventory(LocalDate.now()).series("prometheus_http_requests_total");
        assertThat(series).anyMatch(s -> always(s, "code", "200"));
        assertThat(series).noneMatch(s -> always(s, "code", "500"));
        assertThat(series).anyMatch(s -> s.labels().match(List.of(new Matcher("code", Matcher.Op.EQUAL, "500"))) != Labels.Match.NEVER);
        assertThat(series).noneMatch(s -> always(s, "handler", "/"));
    }

    @Test
    void whatACaptureLacksIsMissingBecauseOfIt() throws IOException {
        LocalDate old = LocalDate.now().minusDays(200);
        Missing missing = inventory(old).missing("prometheus_tsdb_head_series");
        assertThat(missing.reason()).isEqualTo(Missing.Reason.NOBODY_MAKES_IT);
        assertThat(missing.evidence()).extracting(Evidence::toString).containsExactly(
                "prometheus.yml:2:15: job `self` is known by snapshot `.guards/snapshots/self.yaml` of " + old + ", 200 days old");
    }

    @Test
    void onlyOldCapturesTellTheirAge() {
        LocalDate day = LocalDate.of(2026, 5, 1);
        Snapshot snapshot = new Snapshot("a", day, List.of(), new dev.guards.text.Source("s.yaml", "").span(0, 0));
        assertThat(snapshot.described(day.plusDays(90))).isEqualTo("snapshot `s.yaml` of 2026-05-01");
        assertThat(snapshot.described(day.plusDays(91))).isEqualTo("snapshot `s.yaml` of 2026-05-01, 91 days old");
        assertThat(new Snapshot("a", null, List.of(), snapshot.place()).described(day)).isEqualTo("snapshot `s.yaml`");
    }
}
