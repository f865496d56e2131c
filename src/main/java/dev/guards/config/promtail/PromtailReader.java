package dev.guards.config.promtail;

import dev.guards.config.pipeline.Stage;
import dev.guards.config.pipeline.StageReader;
import dev.guards.config.prometheus.NameScheme;
import dev.guards.config.prometheus.RelabelReader;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads Promtail's configuration. Like Promtail it refuses fields it does not know, except inside of stages. */
public final class PromtailReader {
    /** The rule under which a configuration that Promtail refuses is reported. */
    public static final String INVALID = "promtail-config-invalid";
    private static final Set<String> TOP = new TreeSet<>(List.of("global", "server", "client", "clients", "positions", "scrape_configs",
            "target_config", "limits_config", "options", "tracing", "wal"));
    private static final Set<String> SCRAPE = new TreeSet<>(List.of("job_name", "pipeline_stages", "decompression", "encoding",
            "relabel_configs", "journal", "syslog", "gcplog", "loki_push_api", "windows_events", "kafka", "azure_event_hubs",
            "gelf", "cloudflare", "heroku_drain", "static_configs", "file_sd_configs", "docker_sd_configs", "kubernetes_sd_configs",
            "consul_sd_configs", "consulagent_sd_configs", "dns_sd_configs", "http_sd_configs", "ec2_sd_configs", "openstack_sd_configs",
            "gce_sd_configs", "azure_sd_configs", "digitalocean_sd_configs", "dockerswarm_sd_configs", "eureka_sd_configs",
            "hetzner_sd_configs", "linode_sd_configs", "marathon_sd_configs", "nerve_sd_configs", "scaleway_sd_configs",
            "serverset_sd_configs", "triton_sd_configs", "uyuni_sd_configs"));
    private static final Set<String> NOT_SOURCES = Set.of("job_name", "pipeline_stages", "decompression", "encoding", "relabel_configs");

    private final Node root;
    private final Consumer<Problem> problems;
    private boolean valid = true;

    private PromtailReader(Node root, Consumer<Problem> problems) {
        this.root = root;
        this.problems = problems;
    }

    /** @param problems receives what Promtail refuses */
    public static PromtailConfig read(Node root, Consumer<Problem> problems) {
        return new PromtailReader(root, problems).config();
    }

    private PromtailConfig config() {
        knownFields(root, TOP, "a Promtail configuration");
        List<PromtailScrape> scrapes = new ArrayList<>();
        Set<String> jobs = new TreeSet<>();
        for (Node node : root.get("scrape_configs").items()) {
            PromtailScrape scrape = scrape(node);
            scrapes.add(scrape);
            if (scrape.job() != null && !jobs.add(scrape.name())) {
                refuse(scrape.job().span(), "`job_name: " + scrape.name() + "` stands twice", "give each job a name of its own");
            }
        }
        List<Map<String, Text>> external = new ArrayList<>();
        List<Node> clients = new ArrayList<>(root.get("clients").items());
        if (root.has("client")) {
            clients.add(root.get("client"));
        }
        for (Node client : clients) {
            external.add(client.get("external_labels").textMap());
        }
        return new PromtailConfig(root, scrapes, external, valid);
    }

    private PromtailScrape scrape(Node node) {
        knownFields(node, SCRAPE, "a scrape config");
        List<PromtailScrape.Source> sources = new ArrayList<>();
        for (Mapping.Entry entry : node.entries()) {
            String key = entry.key().value();
            if (NOT_SOURCES.contains(key) || !SCRAPE.contains(key)) {
                continue;
            }
            String kind = key.replace("_configs", "").replace("_sd", "");
            for (Node source : entry.value().itemsOrSelf()) {
                sources.add(new PromtailScrape.Source(kind, entry.key(), source));
            }
        }
        List<RelabelRule> relabel = RelabelReader.readAll(node.get("relabel_configs"), NameScheme.LEGACY, this::refuse);
        List<Stage> stages = new StageReader(this::refuse).stages(node.get("pipeline_stages"));
        Text job = node.get("job_name").text();
        Span span = job != null ? job.span() : sources.isEmpty() ? node.span() : sources.get(0).key().span();
        return new PromtailScrape(job, sources, relabel, stages, node, span);
    }

    private void knownFields(Node node, Set<String> known, String where) {
        for (Mapping.Entry entry : node.entries()) {
            String key = entry.key().value();
            if (!known.contains(key)) {
                String near = Suggest.nearest(key, known);
                refuse(entry.key().span(), "field `" + key + "` is not known in " + where,
                        near == null ? "" : "did you mean `" + near + "`?");
            }
        }
    }

    private void refuse(Span span, String message, String help) {
        refuse(new Problem(INVALID, span, message, help));
    }

    private void refuse(Problem problem) {
        valid = false;
        problems.accept(problem);
    }
}
