package dev.guards.inventory.kubernetes;

import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.MetricType;
import dev.guards.catalog.Recognition;
import dev.guards.catalog.document.DocumentedExporter;
import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.environment.CommandLine;
import dev.guards.environment.FileView;
import dev.guards.environment.Workload;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The families that kube-state-metrics makes of custom resources, by a file of its own
 * ({@code --custom-resource-state-config-file}; kube-state-metrics 2.5 to 2.17, {@code docs/metrics/extend/customresourcestate-metrics.md}).
 */
public final class CustomResourceState {
    private static final String EXPORTER = "kube-state-metrics";
    private static final String PREFIX = "kube_customresource";

    private final Cluster cluster;
    private final List<Family> families = new ArrayList<>();

    private CustomResourceState(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What was recognised, with the families of the file where it is kube-state-metrics with such a file.
     *
     * @param cluster null elsewhere than in Kubernetes
     * @param files   what the workload sees
     */
    public static Recognition with(Recognition found, Workload workload, FileView files, Cluster cluster) {
        if (cluster == null || !found.exporter().id().equals(EXPORTER)) {
            return found;
        }
        Text config = config(workload, files);
        if (config == null) {
            return found;
        }
        List<Problem> problems = new ArrayList<>();
        try {
            CustomResourceState state = new CustomResourceState(cluster);
            state.read(YamlReader.read(config, problems::add));
            return new Recognition(new DocumentedExporter(config.source().path(), state.families, false, found.exporter()), found.version(),
                    found.strength(), found.reason());
        } catch (ReadException e) {
            return found;
        }
    }

    private static Text config(Workload workload, FileView files) {
        String path = CommandLine.option(workload.words(), "custom-resource-state-config-file");
        FileView.Found file = path == null ? null : files.read(path);
        String inline = CommandLine.option(workload.words(), "custom-resource-state-config");
        return file != null ? file.text() : inline == null ? null : Text.at(workload.span(), inline);
    }

    private void read(Node root) {
        for (Node resource : root.at("spec", "resources").items()) {
            String prefix = resource.get("metricNamePrefix").string(PREFIX);
            for (Node metric : resource.get("metrics").items()) {
                String name = metric.get("name").string("");
                family(resource, metric, prefix.equals("_") || prefix.isEmpty() ? name : prefix + "_" + name);
            }
        }
    }

    private void family(Node resource, Node metric, String name) {
        Node kind = resource.get("groupVersionKind");
        Node each = metric.get("each");
        String type = each.get("type").string("");
        Node shape = each.get(type.isEmpty() ? type : Character.toLowerCase(type.charAt(0)) + type.substring(1));
        List<Label> labels = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String part : List.of("group", "version", "kind")) {
            Text value = kind.get(part).text();
            boolean known = value != null && !value.value().equals("*");
            labels.add(new Label("customresource_" + part, known ? List.of(value.value()) : List.of(), known, false));
        }
        for (Node holder : List.of(resource, metric, shape)) {
            holder.get("commonLabels").textMap().forEach((key, value) -> labels.add(new Label(key, List.of(value.value()), true, false)));
            for (Mapping.Entry entry : holder.get("labelsFromPath").entries()) {
                label(entry, labels, open);
            }
        }
        Text state = shape.get("labelName").text();
        if (state != null) {
            List<String> states = new ArrayList<>();
            shape.get("list").texts().forEach(value -> states.add(value.value()));
            labels.add(new Label(state.value(), states, !states.isEmpty(), false));
        }
        Text key = shape.get("labelFromKey").text();
        if (key != null) {
            labels.add(Label.open(key.value()));
        }
        families.add(new Family(name, MetricType.GAUGE, labels, open, "", "", isThere(kind) ? "" : "the cluster has objects of kind "
                + kind.get("kind").string("?"), metric.get("name").span()));
    }

    /** A star in front of the name stands for all keys below the path. Only what each object has is on each series. */
    private static void label(Mapping.Entry entry, List<Label> labels, List<String> open) {
        String name = entry.key().value();
        List<Text> path = entry.value().texts();
        boolean always = path.size() == 2 && path.get(0).value().equals("metadata")
                && (path.get(1).value().equals("name") || path.get(1).value().equals("namespace"));
        if (name.startsWith("*")) {
            open.add(name.substring(1));
        } else if (name.endsWith("*")) {
            open.add(name.substring(0, name.length() - 1));
        } else {
            labels.add(new Label(name, List.of(), false, !always));
        }
    }

    private boolean isThere(Node wanted) {
        for (Manifest manifest : cluster.manifests()) {
            if (manifest.is(wanted.get("group").string(""), wanted.get("kind").string(""))) {
                return true;
            }
        }
        return false;
    }
}
