package dev.guards.guard;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.document.DocumentedMetrics;
import dev.guards.catalog.source.SourceMetrics;
import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.settings.Settings;
import dev.guards.config.settings.SettingsReader;
import dev.guards.promql.Options;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Everything read from the files of one run, before any environment is considered. */
public final class Repository {
    private final Documents documents;
    private final List<Problem> problems;
    private GrafanaFiles grafana;
    private Settings settings;
    private Catalog catalog;
    private final Map<Text, Parsed> promql = new IdentityHashMap<>();

    /** @param problems what could not be read; grows while models are read */
    public Repository(Documents documents, List<Problem> problems) {
        this.documents = documents;
        this.problems = problems;
        settings();
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

    /** What {@code guards.yaml} at the root says; mistakes in it are among the problems. */
    public Settings settings() {
        if (settings == null) {
            settings = Settings.NONE;
            Source source = documents.workspace().files().contains("guards.yaml") ? documents.workspace().source("guards.yaml") : null;
            if (source != null) {
                try {
                    Node root = YamlReader.read(source.whole(), problems::add);
                    settings = SettingsReader.read(root, problems::add);
                    if (!settings.severities().isEmpty()) {
                        SeverityNames.check(root.get("severity"), problems::add);
                    }
                } catch (ReadException e) {
                    problems.add(e.problem());
                }
            }
        }
        return settings;
    }

    /** Dashboards and provisioning. */
    public GrafanaFiles grafana() {
        if (grafana == null) {
            grafana = GrafanaFiles.of(documents);
        }
        return grafana;
    }

    /**
     * A query as PromQL, read once however many guards ask.
     *
     * @param expr    a text of {@link #grafana} or of a document, which is always read with the same options
     */
    public Parsed promql(Text expr, Options options) {
        Parsed parsed = promql.get(expr);
        if (parsed == null) {
            parsed = PromQl.parse(expr, options);
            promql.put(expr, parsed);
        }
        return parsed;
    }

    /** What is known of exporters here: the built-in catalogue, the user's files, captures, own source code, and documents. */
    public Catalog catalog() {
        if (catalog == null) {
            Map<String, String> sources = new HashMap<>();
            settings().jobSources().forEach((job, directory) -> sources.put(job, directory.value()));
            catalog = Catalog.of(documents.workspace(), settings().catalogs(), problems::add)
                    .withSources(SourceMetrics.lazily(documents.workspace(), problems::add), sources)
                    .withDocuments(DocumentedMetrics.of(documents.workspace(), settings().documents(), problems::add));
        }
        return catalog;
    }
}
