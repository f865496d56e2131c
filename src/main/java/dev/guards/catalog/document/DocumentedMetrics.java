package dev.guards.catalog.document;

import dev.guards.catalog.Exporter;
import dev.guards.catalog.Family;
import dev.guards.config.settings.Globs;
import dev.guards.config.settings.Settings;
import dev.guards.text.Problem;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The documents that {@code guards.yaml} names as catalogues of jobs. */
public final class DocumentedMetrics {
    private static final String RULE = "catalogue-document";

    /** What documents list for one job. */
    private static final class Listed {
        private final List<Family> families = new ArrayList<>();
        private final TreeSet<String> files = new TreeSet<>();
        private boolean closed;
    }

    private DocumentedMetrics() {
    }

    /**
     * By job and the exporter that was recognised for it otherwise (or null), the exporter with the documented metrics; null for a job that no
     * document is about.
     *
     * @param problems receives files that are not there or list nothing
     */
    public static BiFunction<String, Exporter, Exporter> of(Workspace workspace, List<Settings.Documented> entries, Consumer<Problem> problems) {
        Map<String, Listed> byJob = new HashMap<>();
        for (Settings.Documented entry : entries) {
            List<String> files = workspace.files().stream().filter(f -> Globs.matches(entry.file().value(), f)).toList();
            if (files.isEmpty()) {
                String near = Suggest.nearest(entry.file().value(), workspace.files().stream().filter(f -> f.endsWith(".md")).toList());
                problems.accept(new Problem(RULE, entry.file().span(), "there is no document `" + entry.file() + "`",
                        near == null ? "paths are relative to the directory of guards.yaml" : "did you mean `" + near + "`?"));
            }
            for (String file : files) {
                add(file, workspace, entry, byJob, problems);
            }
        }
        return (job, program) -> {
            Listed listed = byJob.get(job);
            return listed == null ? null : new DocumentedExporter(String.join(", ", listed.files), listed.families, listed.closed, program);
        };
    }

    private static void add(String file, Workspace workspace, Settings.Documented entry, Map<String, Listed> byJob, Consumer<Problem> problems) {
        var source = workspace.source(file);
        List<Family> families = source == null ? List.of() : MarkdownMetrics.read(source);
        if (families.isEmpty()) {
            problems.accept(new Problem(RULE, entry.file().span(), "`" + file + "` lists no metrics",
                    "a table needs a column `Metric`, `Name` or `Metric name`; a heading has to be the name of a metric"));
            return;
        }
        for (Text job : entry.jobs()) {
            Listed listed = byJob.computeIfAbsent(job.value(), j -> new Listed());
            listed.families.addAll(families);
            listed.files.add(file);
            listed.closed |= entry.closed();
        }
    }
}
