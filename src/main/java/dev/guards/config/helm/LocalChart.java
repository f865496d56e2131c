package dev.guards.config.helm;

import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.List;

/** A chart of the repository. Its own templates are not rendered, but the charts that it depends on may be known. */
public final class LocalChart {
    private LocalChart() {
    }

    /**
     * A release for each chart that the one in a directory depends on; none when there is no chart.
     *
     * @param release of the chart itself
     */
    public static List<Release> releases(Workspace workspace, String directory, Release release) {
        List<Release> releases = new ArrayList<>();
        Node chart = Releases.file(workspace, Paths.join(directory, "Chart.yaml"));
        List<Node> dependencies = new ArrayList<>(chart.get("dependencies").items());
        dependencies.addAll(Releases.file(workspace, Paths.join(directory, "requirements.yaml")).get("dependencies").items());
        Node values = Values.merge(Releases.file(workspace, Paths.join(directory, "values.yaml")), release.values());
        for (Node dependency : dependencies) {
            String name = dependency.get("name").string("");
            String condition = dependency.get("condition").string("");
            Node decided = condition.isEmpty() ? dependency : Values.at(values, condition.split(",")[0].strip());
            if (!decided.isPresent() || Values.isTrue(decided)) {
                releases.add(new Release(release.title(), name, release.name(), release.namespace(),
                        Values.at(values, dependency.get("alias").string(name)), release.settled() && !dependency.has("alias"), release.cause()));
            }
        }
        return releases;
    }
}
