package dev.guards.live;

import dev.guards.catalog.Exposition;
import dev.guards.catalog.MetricType;
import dev.guards.catalog.SnapshotText;
import dev.guards.text.JsonReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns what servers say into the text of snapshot files, by file name without ending. */
public final class Captures {
    /** Prometheus adds these to every target; they belong to no job's exposition. */
    private static final Set<String> SYNTHETIC = Set.of("up", "scrape_duration_seconds", "scrape_samples_scraped",
            "scrape_samples_post_metric_relabeling", "scrape_series_added", "scrape_timeout_seconds", "scrape_sample_limit",
            "scrape_body_size_bytes");
    private static final String EXPOSITION = "text/plain;version=0.0.4;q=0.9,application/openmetrics-text;version=1.0.0;q=0.5";

    private final Web web;
    private final LocalDate today;

    public Captures(Web web, LocalDate today) {
        this.web = web;
        this.today = today;
    }

    /** One metrics page. */
    public String target(String job, String url) throws LiveException {
        return exposition(job, web.get(url, EXPOSITION), Web.shown(url));
    }

    /** Captured exposition text. */
    public String exposition(String job, String text, String source) throws LiveException {
        try {
            Exposition exposition = Exposition.read(new Source(source, text).whole(), p -> { });
            return SnapshotText.write(job, today, source, exposition);
        } catch (ReadException e) {
            throw new LiveException(e.getMessage());
        }
    }

    /** Every job that a Prometheus server scrapes: families and labels of the last hour, without target labels. */
    public Map<String, String> prometheus(String url) throws LiveException {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        Map<String, Set<String>> jobs = new TreeMap<>();
        for (Node target : json(base + "/api/v1/targets?state=active").at("data", "activeTargets").items()) {
            String job = target.at("labels", "job").string("");
            Set<String> labels = jobs.computeIfAbsent(job, j -> new TreeSet<>());
            for (Mapping.Entry label : target.get("labels").entries()) {
                labels.add(label.key().value());
            }
        }
        Map<String, MetricType> types = new TreeMap<>();
        for (Mapping.Entry entry : json(base + "/api/v1/metadata").get("data").entries()) {
            for (Node meta : entry.value().items()) {
                MetricType type = MetricType.of(meta.get("type").string("unknown"));
                types.putIfAbsent(entry.key().value(), type == null ? MetricType.UNTYPED : type);
            }
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, Set<String>> job : jobs.entrySet()) {
            String selector = "{job=" + SeriesPage.quoted(job.getKey()) + "}";
            Node answer = json(base + "/api/v1/series?limit=100000&match%5B%5D=" + Web.encoded(selector));
            SeriesPage page = new SeriesPage(types, job.getValue(), SYNTHETIC);
            answer.get("data").items().forEach(page::add);
            files.put(job.getKey(), page.write(job.getKey(), today, Web.shown(base)));
        }
        return files;
    }

    /** The labels of a Loki server's streams, with their values. */
    public String loki(String url) throws LiveException {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        StringBuilder out = new StringBuilder("captured: ").append(today).append("\nsource: ")
                .append(SnapshotText.quoted(Web.shown(base))).append("\nstreams:\n");
        TreeSet<String> names = new TreeSet<>();
        json(base + "/loki/api/v1/labels").get("data").texts().forEach(name -> names.add(name.value()));
        for (String name : names) {
            TreeSet<String> values = new TreeSet<>();
            json(base + "/loki/api/v1/label/" + Web.encoded(name) + "/values").get("data").texts().forEach(v -> values.add(v.value()));
            out.append("  ").append(SnapshotText.quoted(name)).append(": ").append(SnapshotText.values(name, values)).append('\n');
        }
        return out.toString();
    }

    private Node json(String url) throws LiveException {
        String body = web.get(url, "application/json");
        try {
            Node root = JsonReader.read(new Source(Web.shown(url), body).whole(), p -> { });
            if (!"success".equals(root.get("status").string())) {
                throw new LiveException(Web.shown(url) + " answers something else than the API does: no status `success`");
            }
            return root;
        } catch (ReadException e) {
            throw new LiveException(Web.shown(url) + " does not answer with JSON: " + e.problem().message());
        }
    }
}
