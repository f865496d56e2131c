package dev.guards.syntax;

import dev.guards.config.Documents;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Language;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Queries of the fixtures, and what becomes of them under a careless hand; the same ones in every run. */
public final class Mutations {
    private Mutations() {
    }

    public static List<Text> fixtures(Language language) throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<Text> queries = new ArrayList<>();
        Documents documents = Documents.read(new Workspace(Path.of("fixtures"), problems::add), problems::add);
        for (DashboardQuery query : GrafanaFiles.of(documents).queries()) {
            if (query.language() == language && query.certain() && query.usage() != DashboardQuery.Usage.MATCH) {
                queries.add(query.expr());
            }
        }
        return queries;
    }

    /** @param pieces what is inserted */
    public static List<String> of(List<String> texts, String[] pieces, int count) {
        Random random = new Random(20);
        List<String> mutated = new ArrayList<>(texts);
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int start = random.nextInt(text.length() + 1);
                int end = random.nextInt(3) == 0 ? start : Math.min(text.length(), start + random.nextInt(3));
                text.replace(start, end, random.nextInt(5) == 0 ? "" : pieces[random.nextInt(pieces.length)]);
            }
            mutated.add(text.toString());
        }
        return mutated;
    }
}
