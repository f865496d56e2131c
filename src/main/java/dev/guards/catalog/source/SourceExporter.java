package dev.guards.catalog.source;

import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.FamilySet;
import dev.guards.catalog.Label;
import dev.guards.catalog.MetricType;
import dev.guards.catalog.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A program of which the repository holds the code. When all that it depends on is known to add no metrics, what the code declares
 * is all there is. Otherwise libraries may add metrics of their own, so names that are not declared may exist, except below a prefix
 * that the code has made its own: several declared names begin with it. A name that is built at run time anywhere in the repository
 * opens everything.
 */
final class SourceExporter implements Exporter {
    /** First words that libraries use as well; having them says nothing about who declares the rest. */
    private static final Set<String> COMMON = Set.of("http", "https", "grpc", "process", "go", "jvm", "python", "nodejs", "db", "sql",
            "cache", "request", "requests", "app", "api", "service", "server", "client", "rpc", "system", "tokio", "axum", "kafka",
            "redis", "postgres", "mysql", "queue", "job", "jobs", "total", "up", "build", "info", "memory", "cpu", "runtime");

    /** Beginnings of the names of what client libraries can be told to collect of the process and of the run time. */
    private static final String[] RUN_TIME = {"process_", "python_", "nodejs_", "go_", "promhttp_", "jvm_", "dotnet_"};

    private final String directory;
    private final Families families;

    /**
     * @param libraries what libraries add by themselves
     * @param theirs    beginnings of names that libraries may use beyond those
     * @param complete  nothing else that the program depends on adds metrics
     */
    SourceExporter(String directory, List<Declaration> own, List<Declaration> others, List<Family> libraries, Set<String> theirs,
            boolean complete, boolean open) {
        this.directory = directory;
        this.families = families(own, others, libraries, theirs, complete, open);
    }

    @Override
    public String id() {
        return directory;
    }

    @Override
    public String about() {
        return "program of this repository";
    }

    @Override
    public Families families(Version version, Clues clues) {
        return families;
    }

    private static Families families(List<Declaration> own, List<Declaration> others, List<Family> libraries, Set<String> theirs,
            boolean complete, boolean open) {
        Map<String, Integer> prefixes = new HashMap<>();
        Set<String> counted = new HashSet<>();
        boolean computed = open;
        for (Declaration declaration : own) {
            computed |= declaration.name() == null;
            if (declaration.name() != null && counted.add(declaration.name())) {
                prefixes.merge(prefix(declaration.name()), 1, Integer::sum);
            }
        }
        List<Family> found = new ArrayList<>(merged(own, ""));
        List<Declaration> shared = new ArrayList<>();
        for (Declaration other : others) {
            computed |= other.name() == null;
            if (other.name() != null && !counted.contains(other.name()) && (complete || prefixes.containsKey(prefix(other.name())))) {
                shared.add(other);
            }
        }
        found.addAll(merged(shared, "the program contains the code that declares it"));
        libraries.stream().filter(family -> !counted.contains(family.name())).forEach(found::add);
        Set<String> closed = new HashSet<>();
        prefixes.forEach((prefix, count) -> {
            if (count >= 2 && prefix.length() >= 2 && !COMMON.contains(prefix)) {
                closed.add(prefix);
            }
        });
        boolean anything = computed;
        return FamilySet.openExcept(found, name -> !anything && name.indexOf(':') < 0
                && (complete ? !isRunTime(name) : closed.contains(prefix(name))) && theirs.stream().noneMatch(name::startsWith));
    }

    private static boolean isRunTime(String name) {
        for (String start : RUN_TIME) {
            if (name.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static String prefix(String name) {
        int end = name.indexOf('_');
        return end < 0 ? name : name.substring(0, end);
    }

    /** One family a name and type; a label is optional when not all declarations have it. */
    private static List<Family> merged(List<Declaration> declarations, String condition) {
        Map<String, List<Declaration>> byName = new TreeMap<>();
        for (Declaration declaration : declarations) {
            if (declaration.name() != null) {
                byName.computeIfAbsent(declaration.name() + " " + declaration.type(), n -> new ArrayList<>()).add(declaration);
            }
        }
        List<Family> families = new ArrayList<>();
        for (List<Declaration> all : byName.values()) {
            List<Declaration> made = all.stream().filter(d -> !d.described()).toList();
            List<Declaration> same = made.isEmpty() ? all : made;
            Declaration first = same.get(0);
            Map<String, Integer> counts = new TreeMap<>();
            boolean unknown = false;
            for (Declaration declaration : same) {
                unknown |= declaration.labels() == null;
                for (String label : declaration.labels() == null ? List.<String>of() : declaration.labels()) {
                    counts.merge(label, 1, Integer::sum);
                }
            }
            List<Label> labels = new ArrayList<>();
            for (Map.Entry<String, Integer> entry : counts.entrySet()) {
                labels.add(new Label(entry.getKey(), List.of(), false, entry.getValue() < same.size()));
            }
            List<String> openLabels = unknown ? List.of("") : List.of();
            families.add(new Family(first.name(), first.type(), labels, openLabels, "", "", condition, first.span()));
            // The metrics crate's exporter writes summaries unless buckets are configured.
            if (first.type() == MetricType.HISTOGRAM && first.path().endsWith(".rs")) {
                families.add(new Family(first.name(), MetricType.SUMMARY, labels, openLabels, "", "",
                        condition.isEmpty() ? "no buckets are configured for it" : condition, first.span()));
            }
        }
        return families;
    }
}
