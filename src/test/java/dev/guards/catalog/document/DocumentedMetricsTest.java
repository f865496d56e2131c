package dev.guards.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.MetricType;
import dev.guards.catalog.Version;
import dev.guards.config.settings.Settings;
import dev.guards.config.settings.SettingsReader;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Workspace;
import dev.guards.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentedMetricsTest {
    @TempDir
    Path root;

    private final List<Problem> problems = new ArrayList<>();

    private static List<Family> read(String markdown) {
        return MarkdownMetrics.read(new Source("metrics.md", markdown));
    }

    private static List<String> labels(Family family) {
        return family.openLabels().isEmpty() ? family.labels().stream().map(Label::name).toList() : null;
    }

    @Test
    void tablesAreReadByTheirTitles() {
        List<Family> found = read("""
                | Description | LABELS | **Metric name** | Type |
                |:--|---|---|--:|
                | Requests \\| all | `method`, `status` (200, 500) | `shop_requests_total` | Counter |
                | Depth | - | shop_queue_depth | gauge |
                | Time | see the code | `shop_seconds` | Histogram |
                | All | none | `shop_*` | counter |

                | Name | Age |
                |---|---|
                | `ann_total` | 7 |

                | Metric | is no table |
                """);
        assertThat(found).extracting(Family::name).containsExactly("shop_requests_total", "shop_queue_depth", "shop_seconds", "shop_*", "ann_total");
        assertThat(found).extracting(Family::type).containsExactly(MetricType.COUNTER, MetricType.GAUGE, MetricType.HISTOGRAM, MetricType.COUNTER,
                MetricType.UNTYPED);
        assertThat(labels(found.get(0))).containsExactly("method", "status");
        assertThat(labels(found.get(1))).isEmpty();
        assertThat(labels(found.get(2))).as("prose says nothing of labels").isNull();
        assertThat(found.get(0).declared().source().line(found.get(0).declared().start())).isEqualTo(3);
    }

    @Test
    void labelsMayStandInBraces() {
        List<Family> found = read("| Metric | Type |\n|---|---|\n| `shop_requests_total{method,code}` | counter |\n");
        assertThat(labels(found.get(0))).containsExactly("method", "code");
    }

    @Test
    void headingsThatAreMetricsAreRead() {
        List<Family> found = read("""
                # Shop metrics
                - **Type**: nothing here

                ### `shop_orders_total`
                - **Type**: Counter
                - **Labels**:
                  - `status`: outcome (`success`, `error`)
                  - `region`: where
                - **Usage**: rates
                ```promql
                ### `not_a_heading`
                ```

                ### shop_age_days
                * Type: Gauge
                * Labels: None (aggregated)
                * Status: Defined but not currently exported

                ### `Overview`
                Prose.
                """);
        assertThat(found).extracting(Family::name).containsExactly("shop_orders_total", "shop_age_days");
        assertThat(labels(found.get(0))).containsExactly("status", "region");
        assertThat(labels(found.get(1))).isEmpty();
        assertThat(found.get(0).condition()).isEmpty();
        assertThat(found.get(1).condition()).isNotEmpty();
    }

    private BiFunction<String, Exporter, Exporter> of(String yaml) throws IOException, ReadException {
        Files.writeString(root.resolve("metrics.md"), "| Metric | Type | Labels |\n|---|---|---|\n| `shop_orders_total` | counter | `status` |\n| `shop_time` | | |\n| `cart_*` | | |\n");
        Files.writeString(root.resolve("README.md"), "Nothing.\n");
        Settings settings = SettingsReader.read(YamlReader.read(new Source("guards.yaml", yaml).whole(), problems::add), problems::add);
        return DocumentedMetrics.of(new Workspace(root, problems::add), settings.documents(), problems::add);
    }

    @Test
    void onlyAClosedListClosesItsJobs() throws IOException, ReadException {
        Families open = of("catalogs: [{file: '*trics.md', jobs: shop}]").apply("shop", null).families(Version.UNKNOWN, Clues.NONE);
        assertThat(open.series("shop_orders_total")).hasSize(1);
        assertThat(open.mayHave("shop_refunds_total")).isTrue();
        BiFunction<String, Exporter, Exporter> byJob = of("catalogs: [{file: metrics.md, jobs: [shop, web], closed: true}]");
        Families closed = byJob.apply("web", null).families(Version.UNKNOWN, Clues.NONE);
        assertThat(closed.mayHave("shop_refunds_total")).isFalse();
        assertThat(closed.mayHave("go_goroutines")).as("lists seldom have what libraries add").isTrue();
        assertThat(closed.mayHave("shop_time_bucket")).as("the type is not given").isTrue();
        assertThat(closed.mayHave("cart_items")).as("any of that prefix").isTrue();
        assertThat(byJob.apply("other", null)).isNull();
        assertThat(problems).isEmpty();
    }

    @Test
    void mistakesHaveTheirPlaceAndARepair() throws IOException, ReadException {
        of("catalogs: [metrics.md, {file: metrcs.md, jobs: [a]}, {file: README.md, jobs: [a]}, {file: metrics.md, job: a}]");
        assertThat(problems).extracting(p -> p.message() + "; " + p.help()).containsExactly(
                "`metrics.md` does not say whose metrics it lists; write {file: metrics.md, jobs: [JOB]}, with closed: true if the jobs make no others",
                "unknown key `job`; did you mean `jobs`?", "`jobs` is missing; name the scrape jobs that the list is about",
                "there is no document `metrcs.md`; did you mean `metrics.md`?",
                "`README.md` lists no metrics; a table needs a column `Metric`, `Name` or `Metric name`; a heading has to be the name of a metric");
    }
}
