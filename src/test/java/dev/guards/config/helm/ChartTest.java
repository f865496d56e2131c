package dev.guards.config.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.kubernetes.Manifest;
import dev.guards.text.Absent;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Set<String> KEYS = Set.of("chart", "stack", "values", "recognised_by", "implied_by", "namespace", "longest_name", "charts",
            "objects");

    private static Node yaml(String text) {
        return Values.read(new Source("values.yaml", text).whole());
    }

    private static List<Manifest> render(String chart, String name, Node values) {
        return ChartTemplate.render(Chart.of(chart), new Release("test", chart, name, "obs", values, true, new Source("r.yaml", "x").span(0, 1)));
    }

    private static List<String> titles(List<Manifest> objects) {
        return objects.stream().map(Manifest::title).toList();
    }

    private static Manifest object(List<Manifest> objects, String title) {
        return objects.stream().filter(o -> o.title().equals(title)).findFirst().orElseThrow();
    }

    @Test
    void eachFileIsListedAndOfTheForm() throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> paths = Files.list(Path.of("guards/charts"))) {
            paths.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".yaml") && !n.equals("index.yaml"))
                    .forEach(n -> files.add(n.replace(".yaml", "")));
        }
        Set<String> listed = new TreeSet<>();
        for (Chart chart : Chart.all()) {
            listed.add(chart.name());
            assertThat(chart.root().get("chart").string()).isEqualTo(chart.name());
            for (Mapping.Entry entry : chart.root().entries()) {
                assertThat(KEYS).as(chart.name()).contains(entry.key().value());
            }
            for (Node part : chart.charts()) {
                assertThat(Chart.of(part.get("chart").string())).as(chart.name() + " brings " + part).isNotNull();
            }
        }
        assertThat(listed).isEqualTo(files);
    }

    @Test
    void eachChartMakesWholeObjects() {
        for (Chart chart : Chart.all()) {
            List<Manifest> objects = render(chart.name(), "one", new Absent(new Source("v", "").span(0, 0)));
            assertThat(objects).as(chart.name()).isNotEmpty();
            for (Manifest object : objects) {
                assertThat(object.kind()).as(chart.name()).isNotEmpty();
                assertThat(object.name()).as(chart.name()).isNotEmpty().doesNotContain("$");
                assertThat(object.isMade()).as(object.title()).isTrue();
                assertThat(texts(object.root())).as(chart.name() + ": " + object.title()).noneMatch(t -> t.contains("${") || t.contains("$when"));
            }
        }
    }

    private static List<String> texts(Node node) {
        Stream<String> own = node.text() == null ? Stream.of() : Stream.of(node.text().value());
        Stream<String> below = Stream.concat(node.items().stream(), node.entries().stream().map(Mapping.Entry::value)).flatMap(n -> texts(n).stream());
        Stream<String> keys = node.entries().stream().map(Mapping.Entry::key).map(Text::value);
        return Stream.of(own, below, keys).flatMap(s -> s).toList();
    }

    @Test
    void switchesOfTheValuesDecide() {
        assertThat(titles(render("kube-prometheus-stack", "kps", yaml("{}")))).contains("DaemonSet kps-prometheus-node-exporter",
                "Prometheus kps-kube-prometheus-stack-prometheus", "Alertmanager kps-kube-prometheus-stack-alertmanager");
        assertThat(titles(render("kube-prometheus-stack", "kps", yaml("{nodeExporter: {enabled: false}, alertmanager: {enabled: no}}"))))
                .doesNotContain("DaemonSet kps-prometheus-node-exporter", "Alertmanager kps-kube-prometheus-stack-alertmanager");
    }

    @Test
    void namesAreCutAsTheChartCutsThem() {
        assertThat(titles(render("kube-prometheus-stack", "monitoring", yaml("{}")))).contains("Prometheus monitoring-kube-prometheus-prometheus");
        assertThat(titles(render("kube-prometheus-stack", "kube-prometheus-stack", yaml("{}")))).contains("Prometheus kube-prometheus-stack-prometheus");
        assertThat(titles(render("kube-prometheus-stack", "x", yaml("{fullnameOverride: mine}")))).contains("Prometheus mine-prometheus");
    }

    @Test
    void selectorsNarrowOnlyWhereTheReleaseIsKnown() {
        String prometheus = "Prometheus kps-kube-prometheus-stack-prometheus";
        Node own = object(render("kube-prometheus-stack", "kps", yaml("{}")), prometheus).spec();
        assertThat(own.at("serviceMonitorSelector", "matchLabels", "release").string()).isEqualTo("kps");
        Node all = object(render("kube-prometheus-stack", "kps", yaml(
                "{prometheus: {prometheusSpec: {serviceMonitorSelectorNilUsesHelmValues: false}}}")), prometheus).spec();
        assertThat(all.get("serviceMonitorSelector").isPresent()).isTrue();
        assertThat(all.at("serviceMonitorSelector", "matchLabels").isPresent()).isFalse();
        Release unsettled = new Release("test", "kube-prometheus-stack", "kps", "obs", yaml("{}"), false, new Source("r", "x").span(0, 1));
        Node open = object(ChartTemplate.render(Chart.of("kube-prometheus-stack"), unsettled), prometheus).spec();
        assertThat(open.at("serviceMonitorSelector", "matchLabels").isPresent()).isFalse();
    }

    @Test
    void treesInConfigMapsAreFiles() {
        List<Manifest> objects = render("prometheus", "prometheus", yaml("""
                extraScrapeConfigs: |
                  - job_name: "mine: really"
                    static_configs: [{targets: ["a:1"]}]
                """));
        Node config = Values.read(object(objects, "ConfigMap prometheus-server").root().at("data", "prometheus.yml").text());
        assertThat(config.get("scrape_configs").items().stream().map(job -> job.get("job_name").string()))
                .contains("kubernetes-pods", "mine: really");
    }

    @Test
    void valuesMergeAsHelmMergesThem() {
        Node merged = Values.merge(yaml("{a: {b: 1, c: 2}, l: [1, 2], x: 1}"), yaml("{a: {b: 3}, l: [4], x: null, n: {m: 5}}"));
        assertThat(merged.toString()).isEqualTo("{a: {b: 3, c: 2}, l: [4], n: {m: 5}}");
    }
}
