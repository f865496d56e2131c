package dev.guards.catalog.document;

import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.FamilySet;
import dev.guards.catalog.MetricType;
import dev.guards.catalog.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A job with a documented list of metrics, besides what is known of its program otherwise. A list that is said to be complete leaves only
 * the metrics that client libraries and runtimes add by themselves, which such lists seldom have.
 */
public final class DocumentedExporter implements Exporter {
    /** Of the client libraries for Go, Java, Python and Node.js, and of OpenTelemetry's. */
    private static final List<String> LIBRARIES = List.of("go_", "process_", "promhttp_", "jvm_", "python_", "nodejs_", "dotnet_", "target_info",
            "otel_scope_info", "scrape_");
    private static final List<String> MEMBERS = List.of("_bucket", "_sum", "_count", "_created");

    private final String document;
    private final List<Family> listed = new ArrayList<>();
    /** What the list names by their beginning only. */
    private final List<String> prefixes = new ArrayList<>(LIBRARIES);
    private final boolean closed;
    private final Exporter program;

    /**
     * @param document path of the list
     * @param closed   nothing else is made by the program's own code
     * @param program  what is known of the program otherwise; null when nothing is
     */
    public DocumentedExporter(String document, List<Family> listed, boolean closed, Exporter program) {
        this.document = document;
        for (Family family : listed) {
            if (family.name().endsWith("*")) {
                prefixes.add(family.name().substring(0, family.name().length() - 1));
            } else {
                this.listed.add(family);
            }
        }
        this.closed = closed;
        this.program = program;
    }

    @Override
    public String id() {
        return program == null ? "documented" : program.id();
    }

    @Override
    public String about() {
        return "the list in `" + document + "`";
    }

    @Override
    public boolean passesThrough() {
        return program != null && program.passesThrough();
    }

    @Override
    public Families families(Version version, Clues clues) {
        List<Family> known = new ArrayList<>(listed);
        Families own = program == null ? null : program.families(version, clues);
        Set<String> untyped = new HashSet<>();
        listed.stream().filter(f -> f.type() == MetricType.UNTYPED).forEach(f -> untyped.add(f.name()));
        if (own != null) {
            known.addAll(own.all());
        }
        return FamilySet.openExcept(known, name -> own != null && !own.mayHave(name)
                || closed && !isOpen(name) && !isMember(name, untyped));
    }

    private boolean isOpen(String name) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    private static boolean isMember(String name, Set<String> families) {
        return MEMBERS.stream().anyMatch(m -> name.endsWith(m) && families.contains(name.substring(0, name.length() - m.length())));
    }
}
