package dev.guards.environment;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.text.Paths;
import dev.guards.text.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Helm charts of a repository: recognised, never rendered. */
public final class HelmCharts {
    private HelmCharts() {
    }

    /** Whether a file is one of a chart's templates, or of what the chart installs beside them. */
    static boolean isPartOfChart(Documents documents, String path) {
        for (Document chart : documents.of(Kind.HELM_CHART)) {
            String directory = Paths.parent(chart.path());
            for (String part : List.of("templates", "crds", "charts")) {
                if (path.startsWith(Paths.join(directory, part) + "/")) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether a file takes effect only where its chart is installed: it is below the chart, and no container of the
     * environment mounts it from there. What lies beside a chart in the root of the repository is not told from its files.
     */
    public static boolean isForeign(Documents documents, String path, Environment environment) {
        if (environment.kind() != Environment.Kind.DOCKER) {
            return false;
        }
        String chart = chartOf(documents, path);
        return chart != null && environment.workloads().stream().noneMatch(workload -> isMounted(workload, chart, path));
    }

    private static String chartOf(Documents documents, String path) {
        for (Document chart : documents.of(Kind.HELM_CHART)) {
            String directory = Paths.parent(chart.path());
            if (!directory.isEmpty() && path.startsWith(directory + "/")) {
                return directory;
            }
        }
        return null;
    }

    /** A mount of a directory above the chart is one of sources, not of configuration. */
    private static boolean isMounted(Workload workload, String chart, String path) {
        for (Mount mount : workload.mounts()) {
            String mounted = mount.content() instanceof Mount.HostPath host && host.path() != null ? host.path() : "";
            if ((mounted + "/").startsWith(chart + "/") && (path.equals(mounted) || path.startsWith(mounted + "/"))) {
                return true;
            }
        }
        return false;
    }

    /** One note a chart, and one a directory of templates that are of no chart. */
    static List<Assumption> notes(Documents documents) {
        List<Assumption> notes = new ArrayList<>();
        for (Document chart : documents.of(Kind.HELM_CHART)) {
            String directory = Paths.parent(chart.path());
            String shown = directory.isEmpty() ? "." : directory;
            notes.add(new Assumption("Helm chart `" + chart.root().get("name").string(shown)
                    + "` is not rendered, so what it installs is unknown; check it with `helm template " + shown
                    + " | guards --semantic -`", chart.root().get("name").span()));
        }
        Set<String> seen = new LinkedHashSet<>();
        for (Source template : documents.templates()) {
            String directory = Paths.parent(template.path());
            boolean manifest = template.text().contains("apiVersion:");
            if (manifest && !isPartOfChart(documents, template.path()) && seen.add(directory)) {
                notes.add(new Assumption("templates in `" + (directory.isEmpty() ? "." : directory)
                        + "` are not rendered, so what they describe is unknown", template.span(0, 0)));
            }
        }
        return notes;
    }
}
