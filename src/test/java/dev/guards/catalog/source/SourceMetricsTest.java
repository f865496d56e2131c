package dev.guards.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.Version;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceMetricsTest {
    @TempDir
    Path root;

    private Families scan(String path, String code) throws IOException {
        write(path, code);
        return families("");
    }

    private void write(String path, String code) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, code);
    }

    private Families families(String directory) throws IOException {
        Exporter exporter = SourceMetrics.scan(new Workspace(root, p -> { }), p -> { }).exporter(directory);
        return exporter == null ? null : exporter.families(Version.UNKNOWN, Clues.NONE);
    }

    /** One line a family: name, type, labels. */
    private static String shown(Families families) {
        return families.all().stream().map(f -> f.name() + " " + f.type().word() + f.labels().stream()
                .map(l -> " " + l.name() + (l.optional() ? "?" : "")).collect(Collectors.joining()) + (f.openLabels().isEmpty() ? "" : " *"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void rustMacros() throws IOException {
        Families families = scan("src/metrics.rs", """
                use metrics::{counter, gauge, histogram};
                const ERRORS: &str = "ac_errors_total";
                // counter!("ac_commented_out").increment(1);
                /* nested /* gauge!("ac_also_not") */ */
                fn f<'a>(x: &'a str) {
                    let quote = '"';
                    describe_counter!("ac_requests_total", "all, counter!(\\"ac_in_text\\")");
                    counter!("ac_requests_total", "method" => m, "code" => format!("{}", c)).increment(1);
                    counter!(ERRORS).increment(1);
                    gauge!("ac_in_flight").set(1.0);
                    metrics::histogram!("ac_took_seconds", "op" => "x").record(d);
                    histogram!(r#"ac_raw_seconds"#).record(d);
                }
                """);
        assertThat(shown(families)).isEqualTo("""
                ac_errors_total counter
                ac_in_flight gauge
                ac_raw_seconds histogram
                ac_raw_seconds summary
                ac_requests_total counter code method
                ac_took_seconds histogram op
                ac_took_seconds summary op""");
        assertThat(families.isOpen()).isTrue();
        assertThat(families.mayHave("ac_request_total")).isFalse();
        assertThat(families.mayHave("hyper_connections")).isTrue();
        assertThat(families.series("ac_in_flight").get(0).family().declared().place()).endsWith("src/metrics.rs:10:5");
    }

    @Test
    void aNameBuiltAtRunTimeOpensEverything() throws IOException {
        Families families = scan("src/m.rs", """
                fn f() { metrics::counter!("ac_a"); metrics::counter!("ac_b"); metrics::counter!(format!("ac_{}", x)); }
                """);
        assertThat(families.mayHave("ac_c")).isTrue();
        assertThat(families.series("ac_a")).hasSize(1);
    }

    @Test
    void rustPrometheusCrate() throws IOException {
        assertThat(shown(scan("src/m.rs", """
                use prometheus::*;
                lazy_static! {
                  static ref A: IntCounterVec = register_int_counter_vec!("x_a_total", "help", &["kind"]).unwrap();
                  static ref B: Gauge = register_gauge!(opts!("x_b", "help")).unwrap();
                }
                fn f() { let h = HistogramVec::new(HistogramOpts::new("x_h", "help"), &["op", "ok"]); }
                """))).contains("x_a_total counter kind").contains("x_b gauge").contains("x_h histogram ok op");
    }

    @Test
    void go() throws IOException {
        Families families = scan("main.go", """
                import "github.com/prometheus/client_golang/prometheus"
                const ns = "shop"
                var a = promauto.NewCounterVec(prometheus.CounterOpts{
                    Namespace: ns, Subsystem: "cart", Name: "items_total", // Name: "no"
                    Help: `raw "quotes"`,
                }, []string{"kind", "currency"})
                var b = prometheus.NewHistogram(prometheus.HistogramOpts{Name: "shop_took_seconds", Buckets: []float64{1, 2}})
                var c = prometheus.NewDesc(prometheus.BuildFQName("shop", "", "stock"), "help", []string{"sku"}, nil)
                """);
        assertThat(shown(families)).isEqualTo("""
                shop_cart_items_total counter currency kind
                shop_stock untyped sku
                shop_took_seconds histogram""");
        assertThat(families.mayHave("shop_cart_item_total")).isFalse();
    }

    @Test
    void javaClients() throws IOException {
        assertThat(shown(scan("A.java", """
                import io.prometheus.client.Counter;
                class A {
                  static final Counter C = Counter.build().name("jobs").help("x").labelNames("kind", "ok").register();
                  static final Gauge G = Gauge.builder().name("depth").register();
                }
                """))).isEqualTo("depth gauge\njobs_total counter kind ok");
    }

    @Test
    void micrometer() throws IOException {
        assertThat(shown(scan("A.kt", """
                import io.micrometer.core.instrument.*
                val t = Timer.builder("orders.took").tag("kind", "a").register(r)
                fun f() { r.counter("orders.placed", "country", c).increment() }
                """))).isEqualTo("""
                orders_placed_total counter *
                orders_took_seconds histogram *
                orders_took_seconds summary *
                orders_took_seconds_max gauge *""");
    }

    @Test
    void pythonAndScript() throws IOException {
        assertThat(shown(scan("a.py", """
                from prometheus_client import Counter, Gauge
                REQ = Counter('app_requests', 'Counter("no")', ['method', "code"])
                G = Gauge(name="depth", documentation='x', namespace='app')  # Gauge('no')
                '''
                Histogram('not_either')
                '''
                """))).contains("app_requests_total counter code method").contains("app_depth gauge")
                .doesNotContainPattern("(?m)^no[_ t]");
        Files.delete(root.resolve("a.py"));
        assertThat(shown(scan("b.ts", """
                import client from 'prom-client';
                const c = new client.Counter({ name: 'web_hits_total', help: `x ${1}`, labelNames: ['page'] as const });
                const h = new Histogram({ name: "web_took", help: 'x', labelNames: ['page'] });
                """))).contains("web_took histogram page").contains("web_hits_total counter");
    }

    @Test
    void csharpAndTelemetry() throws IOException {
        assertThat(shown(scan("A.cs", """
                using Prometheus;
                static readonly Counter C = Metrics.CreateCounter("jobs_total", "help", "kind");
                static readonly Gauge G = Metrics.CreateGauge("depth", "help", new GaugeConfiguration { LabelNames = new[] { "q" } });
                """))).contains("jobs_total counter kind").contains("depth gauge");
        Files.delete(root.resolve("A.cs"));
        Families families = scan("m.go", """
                import "go.opentelemetry.io/otel"
                var c, _ = meter.Int64Counter("cart.items", metric.WithUnit("ms"))
                """);
        assertThat(families.series("cart_items_milliseconds_total")).hasSize(1);
        assertThat(families.mayHave("cart_other")).isTrue();
    }

    @Test
    void sharedCodeOfTheRepositoryMayBeLinkedIn() throws IOException {
        write("a/m.rs", "fn f() { metrics::counter!(\"ac_a\"); metrics::counter!(\"ac_b\"); }");
        write("common/m.rs", "fn f() { metrics::counter!(\"ac_shared\"); metrics::counter!(\"gc_x\"); }");
        Families families = families("a");
        assertThat(families.series("ac_shared").get(0).family().condition()).isNotEmpty();
        assertThat(families.series("gc_x")).isEmpty();
        assertThat(families.mayHave("gc_x")).isTrue();
        assertThat(families("b")).isNull();
    }

    @Test
    void nothingIsThrownAtBrokenCode() throws IOException {
        for (String code : new String[] {"counter!(", "metrics counter!(\"", "use metrics; gauge!(\"a\" => ", "/* metrics", "metrics r###\""}) {
            scan("x.rs", code);
        }
        scan("x.go", "\"client_golang/prometheus\" x.NewCounter(a{b:");
        scan("x.py", "prometheus_client Counter('a");
    }

    @Test
    void constantsOfAFileGoBeforeThoseOfItsNeighboursAndOfOthers() throws IOException {
        String declares = """
                package metrics
                import "github.com/prometheus/client_golang/prometheus"
                var c = prometheus.NewCounter(prometheus.CounterOpts{Namespace: namespace, Name: "orders_total"})
                """;
        write("a/names.go", "package metrics\nconst (\n\tnamespace = \"shop\"\n)\n");
        write("a/metrics.go", declares);
        write("b/metrics.go", declares + "const namespace = \"bank\"\n");
        write("c/metrics.go", declares);
        write("d/app.py", "from prometheus_client import Gauge\nGauge('depth', 'd', namespace='queue')\n");
        assertThat(families("a").names()).containsExactly("shop_orders_total");
        assertThat(families("b").names()).containsExactly("bank_orders_total");
        assertThat(families("c")).as("two namespaces are named elsewhere").isNull();
        assertThat(families("d").names()).contains("queue_depth");
    }

    @Test
    void librariesAddMetricsByThemselves() throws IOException {
        write("py/app.py", "from prometheus_client import Gauge\nfrom prometheus_fastapi_instrumentator import Instrumentator\nGauge('depth', 'd')\n");
        write("own/app.py", "from prometheus_client import Gauge, CollectorRegistry\nr = CollectorRegistry()\n");
        write("web/index.ts", "import client from 'prom-client';\nclient.collectDefaultMetrics({ prefix: 'web_' });\n"
                + "new client.Counter({ name: 'web_a_total', labelNames: ['x'] as const });\nnew client.Counter({ name: 'web_b_total' });\n");
        write("go/main.go", "package main\nimport \"github.com/prometheus/client_golang/prometheus/promhttp\"\nfunc main() { h(promhttp.Handler()) }\n");
        write("java/build.gradle", "runtimeOnly 'io.micrometer:micrometer-registry-prometheus'\n");
        assertThat(families("py").series("python_info")).hasSize(1).allMatch(m -> m.family().condition().isEmpty());
        assertThat(families("py").series("http_requests_total").get(0).family().label("handler")).isNotNull();
        assertThat(families("own").series("python_info")).as("a registry of its own").allMatch(m -> !m.family().condition().isEmpty());
        Families web = families("web");
        assertThat(web.series("web_process_cpu_seconds_total")).hasSize(1);
        assertThat(web.series("process_cpu_seconds_total")).isEmpty();
        assertThat(web.series("web_a_total").get(0).family().label("x")).isNotNull();
        assertThat(web.series("web_a_total").get(0).family().openLabels()).isEmpty();
        assertThat(web.mayHave("web_c_total")).isFalse();
        assertThat(web.mayHave("web_nodejs_something_new")).isTrue();
        assertThat(families("go").series("go_goroutines")).hasSize(1);
        assertThat(families("java").series("jvm_memory_used_bytes")).isNotEmpty();
        assertThat(families("java").mayHave("orders_total")).as("other code may be elsewhere").isTrue();
    }

    private boolean isSettled(String directory, String metric) throws IOException {
        return families(directory).series(metric).stream().anyMatch(m -> m.family().condition().isEmpty());
    }

    @Test
    void springSettlesWhatMicrometerHas() throws IOException {
        String build = "implementation 'io.micrometer:micrometer-registry-prometheus'\n";
        write("plain/build.gradle", build);
        write("shop/build.gradle", build + "implementation 'org.springframework.boot:spring-boot-starter-data-jpa'\n");
        write("shop/src/main/resources/application.yml", """
                management:
                  metrics.distribution:
                    percentiles-histogram:
                      "[http.server.requests]": true
                      jvm.gc.pause: false
                """);
        write("old/pom.xml", "<artifactId>micrometer-registry-prometheus</artifactId>");
        write("old/src/main/resources/application-prod.properties",
                "server.tomcat.mbeanregistry.enabled=true\nmanagement.metrics.distribution.percentiles-histogram.all = true\n");
        assertThat(isSettled("shop", "hikaricp_connections_active")).isTrue();
        assertThat(isSettled("shop", "http_server_requests_seconds_bucket")).isTrue();
        assertThat(isSettled("shop", "jvm_gc_pause_seconds_bucket")).isFalse();
        assertThat(isSettled("plain", "hikaricp_connections_active")).isFalse();
        assertThat(isSettled("plain", "http_server_requests_seconds_bucket")).isFalse();
        assertThat(isSettled("old", "tomcat_threads_busy_threads")).isTrue();
        assertThat(isSettled("old", "jvm_gc_pause_seconds_bucket")).isTrue();
    }

    @Test
    void labelsOfConfigurationsOfPrometheusNet() throws IOException {
        Families found = scan("M.cs", """
                using Prometheus;
                class M {
                  Counter a = Metrics.CreateCounter("pay_a_total", "h", new CounterConfiguration { LabelNames = new[] { "type", "bank" } });
                  Counter b = Metrics.CreateCounter("pay_b_total", "h", new CounterConfiguration { StaticLabels = labels });
                }
                """);
        assertThat(found.series("pay_a_total").get(0).family().labels()).extracting(dev.guards.catalog.Label::name).containsExactly("bank", "type");
        assertThat(found.series("pay_b_total").get(0).family().openLabels()).isNotEmpty();
    }
}
