package dev.guards.config.kustomize;

import dev.guards.config.helm.Release;
import dev.guards.config.helm.Releases;
import dev.guards.text.Absent;
import dev.guards.text.Node;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.List;

/** The charts that a kustomization inflates ({@code helmCharts}). */
final class KustomizedCharts {
    private KustomizedCharts() {
    }

    static List<Release> of(Kustomization kustomization, Workspace workspace) {
        List<Release> releases = new ArrayList<>();
        Node root = kustomization.root();
        for (Node chart : root.get("helmCharts").items()) {
            Node values = new Absent(chart.span());
            boolean settled = true;
            List<Text> files = new ArrayList<>(chart.get("valuesFile").texts());
            files.addAll(chart.get("additionalValuesFiles").texts());
            for (Text file : files) {
                Node read = Releases.file(workspace, kustomization.resolve(file.value()));
                settled &= read.isPresent();
                values = Releases.merged(values, read);
            }
            String name = chart.get("name").string("");
            releases.add(new Release("a kustomization", name, chart.get("releaseName").string("release-name"),
                    chart.get("namespace").string(root.get("namespace").string()), Releases.merged(values, chart.get("valuesInline")), settled,
                    chart.get("name").span()));
        }
        for (Node chart : root.get("helmChartInflationGenerator").items()) {
            String name = chart.get("chartName").string("");
            releases.add(new Release("a kustomization", name, chart.get("releaseName").string("release-name"),
                    chart.get("releaseNamespace").string(root.get("namespace").string()), chart.get("valuesLocal"), !chart.has("values"),
                    chart.get("chartName").span()));
        }
        return releases;
    }
}
