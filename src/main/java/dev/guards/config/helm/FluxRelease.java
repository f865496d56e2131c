package dev.guards.config.helm;

import dev.guards.config.kubernetes.ConfigData;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.Names;
import dev.guards.text.Absent;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.util.List;

/** The release of a Flux {@code HelmRelease} (API {@code helm.toolkit.fluxcd.io/v2}, and its betas). */
final class FluxRelease {
    private final Workspace workspace;
    private final List<Manifest> all;

    FluxRelease(Workspace workspace, List<Manifest> all) {
        this.workspace = workspace;
        this.all = all;
    }

    List<Release> of(Manifest manifest) {
        Node spec = manifest.spec();
        String chart = chart(spec);
        if (chart == null) {
            return List.of();
        }
        Node values = new Absent(manifest.span());
        boolean settled = true;
        for (Node from : spec.get("valuesFrom").items()) {
            Node found = from(from);
            settled &= found.isPresent() && !from.has("targetPath");
            values = from.has("targetPath") ? values : Values.merge(values, found);
        }
        for (Text file : spec.at("chart", "spec", "valuesFiles").texts()) {
            settled &= file.value().equals("values.yaml");
        }
        String target = spec.get("targetNamespace").string();
        String name = spec.get("releaseName").string(target == null ? manifest.name() : target + "-" + manifest.name());
        Release release = new Release(manifest.title(), chart, Names.known(name), target == null ? manifest.namespace() : target,
                Values.merge(values, spec.get("values")), settled, manifest.span());
        String local = chart.startsWith(".") ? Paths.normalize(chart) : null;
        return local == null ? List.of(release) : LocalChart.releases(workspace, local, release);
    }

    /** The chart's name; of a reference, the last part of the address that it leads to. */
    private String chart(Node spec) {
        Node reference = spec.get("chartRef");
        if (!reference.isPresent()) {
            String chart = spec.at("chart", "spec", "chart").string();
            return chart == null || chart.startsWith(".") ? chart : Paths.name(chart);
        }
        for (Manifest source : all) {
            if (source.kind().equals(reference.get("kind").string("")) && source.name().equals(reference.get("name").string(""))) {
                String named = source.kind().equals("OCIRepository") ? source.spec().get("url").string() : source.spec().get("chart").string();
                return named == null ? null : Paths.name(named);
            }
        }
        return null;
    }

    private Node from(Node from) {
        for (Manifest source : all) {
            ConfigData data = source.kind().equals(from.get("kind").string("")) ? ConfigData.of(source) : null;
            if (data != null && data.name().equals(from.get("name").string(""))) {
                Text text = data.files().get(from.get("valuesKey").string("values.yaml"));
                return text == null ? new Absent(from.span()) : Values.read(text);
            }
        }
        return new Absent(from.span());
    }
}
