package dev.guards.config.kubernetes;

import dev.guards.text.Mapping;
import dev.guards.text.MappingBuilder;
import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The scrape jobs that prometheus-operator makes of one ServiceMonitor, PodMonitor, Probe or ScrapeConfig. */
final class OperatorScrapes {
    private final Manifest object;
    private final Span cause;
    /** The relabelling rules so far, each still open for further fields. */
    private final List<MappingBuilder> rules = new ArrayList<>();

    private OperatorScrapes(Manifest object) {
        this.object = object;
        this.cause = object.span();
    }

    /** The jobs, in the form of the items of {@code scrape_configs}. An object whose {@code spec} is missing has none. */
    static List<Node> of(Manifest object) {
        List<Node> jobs = new ArrayList<>();
        switch (object.kind()) {
            case "ServiceMonitor", "PodMonitor" -> {
                List<Node> endpoints = object.spec().get(isPods(object) ? "podMetricsEndpoints" : "endpoints").items();
                for (int i = 0; i < endpoints.size(); i++) {
                    jobs.add(new OperatorScrapes(object).monitor(endpoints.get(i), i));
                }
            }
            case "Probe" -> {
                if (object.spec().isPresent()) {
                    jobs.add(new OperatorScrapes(object).probe());
                }
            }
            case "ScrapeConfig" -> {
                if (object.spec().isPresent()) {
                    jobs.add(new OperatorScrapes(object).scrapeConfig());
                }
            }
            default -> {
                // Nothing else is scraped.
            }
        }
        return jobs;
    }

    private static boolean isPods(Manifest object) {
        return object.kind().equals("PodMonitor");
    }

    private String title() {
        return Names.known(object.namespace()) + "/" + object.name();
    }

    private Mapping monitor(Node endpoint, int index) {
        boolean pods = isPods(object);
        Node spec = object.spec();
        keepTempJob();
        if (pods) {
            dropFinishedPods(endpoint);
        }
        select(LabelSelector.of(spec.get("selector")), pods ? "pod" : "service");
        keepPort(endpoint, pods);
        if (pods) {
            copy("__meta_kubernetes_namespace", "namespace");
            copy("__meta_kubernetes_pod_container_name", "container");
            copy("__meta_kubernetes_pod_name", "pod");
        } else {
            copyTargetOf("Node", "node");
            copyTargetOf("Pod", "pod");
            copy("__meta_kubernetes_namespace", "namespace");
            copy("__meta_kubernetes_service_name", "service");
            copy("__meta_kubernetes_pod_name", "pod");
            copy("__meta_kubernetes_pod_container_name", "container");
            dropFinishedPods(endpoint);
        }
        for (Text label : spec.get("targetLabels").texts()) {
            copyPresent("__meta_kubernetes_service_label_" + sanitized(label.value()), sanitized(label.value()), label.span());
        }
        for (Text label : spec.get("podTargetLabels").texts()) {
            copyPresent("__meta_kubernetes_pod_label_" + sanitized(label.value()), sanitized(label.value()), label.span());
        }
        if (pods) {
            rule(cause).put("target_label", "job").put("replacement", title());
        } else {
            rule(cause).putTexts("source_labels", List.of("__meta_kubernetes_service_name")).put("target_label", "job")
                    .put("replacement", "${1}");
        }
        Text jobLabel = spec.get("jobLabel").text();
        if (jobLabel != null && !jobLabel.isEmpty()) {
            rule(jobLabel.span()).putTexts("source_labels", List.of((pods ? "__meta_kubernetes_pod_label_"
                    : "__meta_kubernetes_service_label_") + sanitized(jobLabel.value()))).put("target_label", "job")
                    .put("regex", "(.+)").put("replacement", "${1}");
        }
        Text port = portOf(endpoint);
        if (port != null) {
            rule(port.span()).put("target_label", "endpoint").put("replacement", port);
        }
        return job(kindPrefix() + title() + "/" + index, endpoint)
                .put("kubernetes_sd_configs", List.of(discovery(pods ? "pod" : "endpoints")))
                .put("relabel_configs", all(endpoint.get("relabelings")))
                .put("metric_relabel_configs", endpoint.get("metricRelabelings")).build();
    }

    private String kindPrefix() {
        return Character.toLowerCase(object.kind().charAt(0)) + object.kind().substring(1) + "/";
    }

    private static Text portOf(Node endpoint) {
        for (String key : List.of("port", "targetPort", "portNumber")) {
            Text text = endpoint.get(key).text();
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    private void keepPort(Node endpoint, boolean pods) {
        Text port = endpoint.get("port").text();
        Node target = endpoint.has("targetPort") ? endpoint.get("targetPort") : endpoint.get("portNumber");
        if (port != null && !port.isEmpty()) {
            keep(pods ? "__meta_kubernetes_pod_container_port_name" : "__meta_kubernetes_endpoint_port_name", port);
        } else if (target.text() != null) {
            boolean number = Container.number(target) >= 0;
            keep("__meta_kubernetes_pod_container_port_" + (number ? "number" : "name"), target.text());
        }
    }

    private Mapping probe() {
        Node spec = object.spec();
        keepTempJob();
        Text jobName = spec.get("jobName").text();
        if (jobName != null) {
            rule(jobName.span()).put("target_label", "job").put("replacement", jobName);
        }
        Node prober = spec.get("prober");
        MappingBuilder job = new MappingBuilder(cause).put("job_name", "probe/" + title())
                .put("scrape_interval", spec.get("interval")).put("scrape_timeout", spec.get("scrapeTimeout"))
                .put("metrics_path", prober.has("path") ? prober.get("path") : made("/probe"))
                .put("scheme", prober.get("scheme"));
        if (spec.has("module")) {
            job.put("params", new MappingBuilder(spec.get("module").span()).put("module", List.of(spec.get("module"))).build());
        }
        Node fixed = spec.at("targets", "staticConfig");
        Node ingress = spec.at("targets", "ingress");
        Node further = spec.get("relabelings");
        if (fixed.isPresent()) {
            MappingBuilder labels = new MappingBuilder(cause).put("namespace", Names.known(object.namespace()));
            fixed.get("labels").textMap().forEach(labels::put);
            job.put("static_configs", List.of(new MappingBuilder(fixed.span()).put("targets", fixed.get("static"))
                    .put("labels", labels.build()).build()));
            rule(cause).putTexts("source_labels", List.of("__address__")).put("target_label", "__param_target");
            rule(cause).putTexts("source_labels", List.of("__param_target")).put("target_label", "instance");
            rule(prober.span()).put("target_label", "__address__").put("replacement", prober.get("url"));
            further = fixed.get("relabelingConfigs");
        } else if (ingress.isPresent()) {
            select(LabelSelector.of(ingress.get("selector")), "ingress");
            job.put("kubernetes_sd_configs", List.of(discovery("ingress")));
            rule(cause).putTexts("source_labels", List.of("__meta_kubernetes_ingress_scheme", "__address__",
                    "__meta_kubernetes_ingress_path")).put("separator", ";").put("regex", "(.+);(.+);(.+)")
                    .put("target_label", "__param_target").put("replacement", "${1}://${2}${3}");
            copy("__meta_kubernetes_namespace", "namespace");
            copy("__meta_kubernetes_ingress_name", "ingress");
            rule(cause).putTexts("source_labels", List.of("__address__")).put("separator", ";").put("regex", "(.*)")
                    .put("target_label", "__tmp_ingress_address").put("replacement", "$1");
            rule(cause).putTexts("source_labels", List.of("__param_target")).put("target_label", "instance");
            rule(prober.span()).put("target_label", "__address__").put("replacement", prober.get("url"));
            further = ingress.get("relabelingConfigs");
        }
        return job.put("relabel_configs", all(further)).put("metric_relabel_configs", spec.get("metricRelabelings")).build();
    }

    private Mapping scrapeConfig() {
        Node spec = object.spec();
        keepTempJob();
        Text jobName = spec.get("jobName").text();
        if (jobName != null) {
            rule(jobName.span()).put("target_label", "job").put("replacement", jobName);
        }
        MappingBuilder job = job("scrapeConfig/" + title(), spec);
        for (Mapping.Entry entry : spec.entries()) {
            String key = entry.key().value();
            if (key.equals("staticConfigs")) {
                job.put("static_configs", OperatorConfig.camelToSnake(entry.value()));
            } else if (key.endsWith("SDConfigs")) {
                String kind = key.substring(0, key.length() - "SDConfigs".length()).toLowerCase(Locale.ROOT);
                job.put(kind + "_sd_configs", sdConfigs(kind, entry.value()));
            }
        }
        return job.put("relabel_configs", all(spec.get("relabelings")))
                .put("metric_relabel_configs", spec.get("metricRelabelings")).build();
    }

    /** Roles are written with a capital in the resource. */
    private static Node sdConfigs(String kind, Node configs) {
        Node snake = OperatorConfig.camelToSnake(configs);
        if (!kind.equals("kubernetes")) {
            return snake;
        }
        List<Node> items = new ArrayList<>();
        for (Node item : snake.items()) {
            MappingBuilder config = new MappingBuilder(item.span());
            for (Mapping.Entry entry : item.entries()) {
                Text text = entry.value().text();
                boolean role = entry.key().value().equals("role") && text != null;
                config.put(entry.key().value(), role
                        ? new Scalar(Scalar.Type.TEXT,
                                Text.at(text.span(), text.value().toLowerCase(Locale.ROOT)), text.span())
                        : entry.value());
            }
            items.add(config.build());
        }
        return new Sequence(items, configs.span());
    }

    private MappingBuilder job(String name, Node endpoint) {
        MappingBuilder job = new MappingBuilder(cause).put("job_name", name)
                .put("honor_labels", endpoint.get("honorLabels")).put("metrics_path", first(endpoint, "path", "metricsPath"))
                .put("scrape_interval", first(endpoint, "interval", "scrapeInterval"))
                .put("scrape_timeout", endpoint.get("scrapeTimeout"))
                .put("params", endpoint.get("params"))
                .put("scrape_native_histograms", object.spec().get("scrapeNativeHistograms"))
                .put("convert_classic_histograms_to_nhcb", object.spec().get("convertClassicHistogramsToNHCB"))
                .put("always_scrape_classic_histograms", object.spec().get("scrapeClassicHistograms"));
        Text scheme = endpoint.get("scheme").text();
        return scheme == null ? job : job.put("scheme", Text.at(scheme.span(), scheme.value().toLowerCase(Locale.ROOT)));
    }

    private static Node first(Node node, String one, String other) {
        return node.has(one) ? node.get(one) : node.get(other);
    }

    private Node discovery(String role) {
        Node wanted = object.spec().get("namespaceSelector");
        MappingBuilder discovery = new MappingBuilder(cause).put("role", role);
        List<Text> names = wanted.get("matchNames").texts();
        if (!names.isEmpty()) {
            discovery.put("namespaces", new MappingBuilder(wanted.span()).put("names", wanted.get("matchNames")).build());
        } else if (!wanted.get("any").isTrue()) {
            String own = object.namespace() == null ? String.valueOf(Unknown.MARK) : object.namespace();
            discovery.put("namespaces", new MappingBuilder(cause).putTexts("names", List.of(own)).build());
        }
        Node attach = object.spec().get("attachMetadata");
        return discovery.put("attach_metadata", attach).build();
    }

    private List<Node> all(Node further) {
        List<Node> all = new ArrayList<>();
        rules.forEach(rule -> all.add(rule.build()));
        all.addAll(further.items());
        return all;
    }

    private MappingBuilder rule(Span place) {
        MappingBuilder rule = new MappingBuilder(place);
        rules.add(rule);
        return rule;
    }

    private Node made(String value) {
        return new Scalar(Scalar.Type.TEXT, Text.at(cause, value), cause);
    }

    private void keepTempJob() {
        rule(cause).putTexts("source_labels", List.of("job")).put("target_label", "__tmp_prometheus_job_name");
    }

    private void dropFinishedPods(Node endpoint) {
        if (!endpoint.get("filterRunning").isFalse()) {
            rule(cause).putTexts("source_labels", List.of("__meta_kubernetes_pod_phase"))
                    .put("regex", "(Failed|Succeeded)").put("action", "drop");
        }
    }

    private void keep(String source, Text wanted) {
        rule(wanted.span()).put("action", "keep").putTexts("source_labels", List.of(source)).put("regex", wanted);
    }

    private void copy(String source, String target) {
        rule(cause).putTexts("source_labels", List.of(source)).put("target_label", target);
    }

    private void copyPresent(String source, String target, Span place) {
        rule(place).putTexts("source_labels", List.of(source)).put("target_label", target).put("regex", "(.+)")
                .put("replacement", "${1}");
    }

    private void copyTargetOf(String kind, String target) {
        rule(cause).putTexts("source_labels", List.of("__meta_kubernetes_endpoint_address_target_kind",
                "__meta_kubernetes_endpoint_address_target_name")).put("separator", ";").put("regex", kind + ";(.*)")
                .put("replacement", "${1}").put("target_label", target);
    }

    /** Requirements on labels, each on the label's value and on its being there. */
    private void select(LabelSelector selector, String role) {
        for (LabelSelector.Requirement requirement : selector.requirements()) {
            String name = sanitized(requirement.key());
            String value = "__meta_kubernetes_" + role + "_label_" + name;
            String present = "__meta_kubernetes_" + role + "_labelpresent_" + name;
            MappingBuilder rule = rule(selector.span());
            switch (requirement.operator()) {
                case IN -> rule.put("action", "keep").putTexts("source_labels", List.of(value, present))
                        .put("regex", "(" + String.join("|", requirement.values()) + ");true");
                case NOT_IN -> rule.put("action", "drop").putTexts("source_labels", List.of(value, present))
                        .put("regex", "(" + String.join("|", requirement.values()) + ");true");
                case EXISTS -> rule.put("action", "keep").putTexts("source_labels", List.of(present)).put("regex", "true");
                case DOES_NOT_EXIST -> rule.put("action", "drop").putTexts("source_labels", List.of(present)).put("regex", "true");
            }
        }
    }

    static String sanitized(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            out.append(plain ? c : '_');
        }
        return out.toString();
    }
}
