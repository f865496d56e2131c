package dev.guards.bench;

import dev.guards.config.Documents;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Language;
import dev.guards.guard.Repository;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the benchmarks work on: the stacks and queries of {@code fixtures/}; run from the root of the checkout. */
final class Fixtures {
    private Fixtures() {
    }

    static Repository repository(String path) throws IOException {
        List<Problem> problems = new ArrayList<>();
        return new Repository(Documents.read(new Workspace(Path.of(path), problems::add), problems::add), problems);
    }

    /** The queries of panels and rules in one language, as many as wanted, from the first again when there are too few. */
    static List<Text> queries(Language language, int count) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Documents documents = Documents.read(new Workspace(Path.of("fixtures"), problems::add), problems::add);
        List<Text> found = new ArrayList<>();
        for (DashboardQuery query : GrafanaFiles.of(documents).queries()) {
            if (query.language() == language && query.certain() && query.usage() != DashboardQuery.Usage.MATCH) {
                found.add(query.expr());
            }
        }
        List<Text> wanted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wanted.add(found.get(i % found.size()));
        }
        return wanted;
    }
}
