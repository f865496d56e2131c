package dev.guards.environment;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.settings.Settings;
import dev.guards.text.Problem;
import java.util.ArrayList;
import java.util.List;

/** Finds the environments that a repository describes. */
public final class Environments {
    private Environments() {
    }

    /** All environments, Docker ones first; none when no file says what runs or what is scraped. */
    public static List<Environment> detect(Documents documents) {
        return detect(documents, Settings.NONE);
    }

    /** @param settings what the files do not tell */
    public static List<Environment> detect(Documents documents, Settings settings) {
        List<Environment> found = new ArrayList<>(DockerEnvironments.detect(documents, settings));
        found.addAll(KubernetesEnvironments.detect(documents, settings));
        if (found.isEmpty()) {
            List<Document> all = documents.all();
            List<Problem> problems = new ArrayList<>();
            List<Program> programs = new Programs(documents, problems::add).unmounted(List.of(), all);
            if (!programs.isEmpty()) {
                found.add(new Environment("host", Environment.Kind.HOST, List.of(""), List.of(), programs, false, List.of(), problems));
            }
        }
        return found;
    }
}
