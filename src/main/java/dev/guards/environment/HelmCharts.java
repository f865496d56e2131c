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
final class HelmCharts {
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
