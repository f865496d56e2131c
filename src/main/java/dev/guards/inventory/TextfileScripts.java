package dev.guards.inventory;

import dev.guards.catalog.Absence;
import dev.guards.catalog.Catalog;
import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.FamilySet;
import dev.guards.catalog.Recognition;
import dev.guards.catalog.Version;
import dev.guards.environment.CommandLine;
import dev.guards.environment.Environment;
import dev.guards.environment.FileView;
import dev.guards.environment.Mount;
import dev.guards.environment.Workload;
import dev.guards.text.Paths;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What shell scripts of the repository write for node_exporter's textfile collector: scripts in its own container, or in one that shares
 * the collector's directory with it.
 */
final class TextfileScripts {
    private static final String EXPORTER = "node_exporter";
    private static final String OPTION = "collector.textfile.directory";

    private TextfileScripts() {
    }

    /**
     * A target's exporter with what scripts add to it.
     *
     * @param files what some container of the repository sees
     */
    static Recognition with(Recognition found, Workload workload, Environment environment, FileView files, Catalog catalog) {
        String directory = found == null || workload == null || !found.exporter().id().equals(EXPORTER) ? null
                : CommandLine.option(workload.words(), OPTION);
        if (directory == null) {
            return found;
        }
        Mount.Content shared = content(workload, Paths.absolute(directory));
        List<Family> written = new ArrayList<>();
        for (Workload writer : environment.workloads()) {
            boolean shares = shared != null && writer.mounts().stream().anyMatch(m -> m.content().equals(shared));
            if (writer == workload || shares) {
                written(writer, files.in(writer), catalog, written);
            }
        }
        return written.isEmpty() ? found : new Recognition(new Collected(found.exporter(), written), found.version(), found.strength(), found.reason());
    }

    private static Mount.Content content(Workload workload, String directory) {
        for (Mount mount : workload.mounts()) {
            if (mount.target().equals(directory)) {
                return mount.content();
            }
        }
        return null;
    }

    private static void written(Workload writer, FileView files, Catalog catalog, List<Family> found) {
        Map<String, Boolean> scripts = new TreeMap<>();
        files.put(".sh").forEach((path, script) -> scripts.merge(script, runs(writer, path), Boolean::logicalOr));
        for (Map.Entry<String, Boolean> script : scripts.entrySet()) {
            Recognition declared = catalog.declared("", script.getKey());
            String condition = script.getValue() ? "" : "`" + script.getKey() + "` runs";
            for (Family family : declared == null ? List.<Family>of() : declared.exporter().families(Version.UNKNOWN, Clues.NONE).all()) {
                found.add(new Family(family.name(), family.type(), family.labels(), family.openLabels(), family.group(), family.scope(),
                        condition.isEmpty() ? family.condition() : condition, family.declared()));
            }
        }
    }

    private static boolean runs(Workload writer, String path) {
        for (Text word : writer.words()) {
            if (word.value().equals(path) || word.value().equals(Paths.name(path)) || word.value().endsWith("/" + Paths.name(path))) {
                return true;
            }
        }
        return false;
    }

    /** An exporter that also exposes what others write down. */
    private record Collected(Exporter own, List<Family> written) implements Exporter {
        @Override
        public String id() {
            return own.id();
        }

        @Override
        public String about() {
            return own.about();
        }

        @Override
        public Families families(Version version, Clues clues) {
            return new Both(own.families(version, clues), FamilySet.openExcept(written, name -> false));
        }
    }

    private record Both(Families own, Families written) implements Families {
        @Override
        public List<Family> all() {
            List<Family> all = new ArrayList<>(own.all());
            all.addAll(written.all());
            all.sort(Comparator.comparing(Family::name));
            return all;
        }

        @Override
        public List<Family.Member> series(String name) {
            List<Family.Member> found = new ArrayList<>(own.series(name));
            found.addAll(written.series(name));
            return found;
        }

        @Override
        public Set<String> names() {
            Set<String> names = new TreeSet<>(own.names());
            names.addAll(written.names());
            return names;
        }

        @Override
        public boolean mayHave(String name) {
            return own.mayHave(name);
        }

        @Override
        public boolean isOpen() {
            return own.isOpen();
        }

        @Override
        public Absence absence(String name) {
            return own.absence(name);
        }
    }
}
