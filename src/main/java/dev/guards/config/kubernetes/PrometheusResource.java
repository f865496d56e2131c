package dev.guards.config.kubernetes;

import dev.guards.text.Absent;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A server that prometheus-operator runs: {@code Prometheus} or {@code PrometheusAgent}. What it scrapes is chosen by a
 * selector over labels and one over namespaces a kind: an absent label selector chooses nothing, an absent namespace
 * selector the server's own namespace (API reference of prometheus-operator, {@code monitoring.coreos.com/v1}).
 */
public record PrometheusResource(Manifest manifest) {
    static final String GROUP = "monitoring.coreos.com";

    /** The servers of a cluster. */
    public static List<PrometheusResource> all(Cluster cluster) {
        List<PrometheusResource> found = new ArrayList<>();
        for (Manifest manifest : cluster.manifests()) {
            if (manifest.group().equals(GROUP)
                    && (manifest.kind().equals("Prometheus") || manifest.kind().equals("PrometheusAgent"))) {
                found.add(new PrometheusResource(manifest));
            }
        }
        return found;
    }

    public boolean isAgent() {
        return manifest.kind().equals("PrometheusAgent");
    }

    /** Name of the StatefulSet that the operator makes of it. */
    public String statefulSet() {
        return (isAgent() ? "prom-agent-" : "prometheus-") + manifest.name();
    }

    /** The label selector for objects of a kind. */
    public LabelSelector selector(String kind) {
        return LabelSelector.of(manifest.spec().get(field(kind) + "Selector"));
    }

    /** The selector over the namespaces of objects of a kind. */
    public LabelSelector namespaceSelector(String kind) {
        return LabelSelector.of(manifest.spec().get(field(kind) + "NamespaceSelector"));
    }

    /** Whether this server takes up a ServiceMonitor, PodMonitor, Probe, ScrapeConfig or PrometheusRule. */
    public Holds selects(Manifest object, Cluster cluster) {
        LabelSelector labels = selector(object.kind());
        if (labels.isNull() || !labels.matches(object.metadata().labelValues())) {
            return Holds.NO;
        }
        LabelSelector namespaces = namespaceSelector(object.kind());
        return namespaces.isNull() ? Cluster.sameNamespace(manifest.namespace(), object.namespace())
                : cluster.selectsNamespace(namespaces, object.namespace());
    }

    private static String field(String kind) {
        return switch (kind) {
            case "ServiceMonitor" -> "serviceMonitor";
            case "PodMonitor" -> "podMonitor";
            case "Probe" -> "probe";
            case "ScrapeConfig" -> "scrapeConfig";
            default -> "rule";
        };
    }

    /** Text of the Secret's key that holds further scrape configs; absent when there is none, or it is not in the repository. */
    Node additionalScrapeConfigs(Cluster cluster, Consumer<Problem> problems) {
        Node reference = manifest.spec().get("additionalScrapeConfigs");
        ConfigData secret = cluster.config(true, reference.get("name").string(""), manifest);
        Text text = secret == null ? null : secret.files().get(reference.get("key").string(""));
        try {
            return text == null ? new Absent(reference.span()) : YamlReader.read(text, problems);
        } catch (ReadException e) {
            problems.accept(e.problem());
            return new Absent(reference.span());
        }
    }
}
