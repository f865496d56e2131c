package dev.guards.guard;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.text.Problem;
import java.util.List;

/** Everything read from the files of one run, before any environment is considered. */
public final class Repository {
    private final Documents documents;
    private final List<Problem> problems;
    private GrafanaFiles grafana;

    /** @param problems what could not be read; grows while models are read */
    public Repository(Documents documents, List<Problem> problems) {
        this.documents = documents;
        this.problems = problems;
    }

    public Documents documents() {
        return documents;
    }

    public List<Document> documents(Kind kind) {
        return documents.of(kind);
    }

    /** What could not be read, in the order of reading. */
    public List<Problem> problems() {
        return problems;
    }

    /** Dashboards and provisioning. */
    public GrafanaFiles grafana() {
        if (grafana == null) {
            grafana = GrafanaFiles.of(documents);
        }
        return grafana;
    }
}
