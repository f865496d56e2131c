package dev.guards.catalog.source;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Family;
import dev.guards.catalog.Version;
import dev.guards.text.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Libraries of programs that expose metrics by themselves: told by words of the code and of the files that list dependencies. */
final class Libraries {
    /** What a word says. */
    private record Known(String word, String id) {
    }

    /**
     * A library in a file.
     *
     * @param prefix    put before each of its names
     * @param condition what else it takes; empty when nothing
     */
    private record Use(String path, String id, String prefix, String condition) {
    }

    private static final Map<Language, List<Known>> IN_CODE = Map.of(
            Language.GO, List.of(new Known("promhttp.Handler()", "client_golang")),
            Language.PYTHON, List.of(new Known("prometheus_client", "client_python"), new Known("prometheus_fastapi_instrumentator", "client_python"),
                    new Known("prometheus_fastapi_instrumentator", "fastapi-instrumentator"), new Known("prometheus_flask_exporter", "flask-exporter"),
                    new Known("django_prometheus", "django-prometheus")),
            Language.SCRIPT, List.of(new Known("collectDefaultMetrics(", "prom-client"), new Known("express-prom-bundle", "express-prom-bundle")),
            Language.RUST, List.of(new Known("axum_prometheus", "axum-prometheus")));
    private static final Set<String> JAVA_BUILDS = Set.of("pom.xml", "build.gradle", "build.gradle.kts");
    /** Registries of one's own have what is put into them; several processes have no process metrics. */
    private static final List<String> OWN_REGISTRY = List.of("NewRegistry()", "CollectorRegistry(", "new Registry(", "multiprocess");

    /** Client libraries, which add what the catalogue lists and nothing else. */
    private static final Set<String> CLIENTS = Set.of("client_golang", "client_python", "prom-client");

    private final List<Use> uses = new ArrayList<>();
    private final SpringSettings spring = new SpringSettings();

    /** True for files besides code that tell of libraries. */
    static boolean isManifest(String path) {
        return JAVA_BUILDS.contains(path.substring(path.lastIndexOf('/') + 1)) || SpringSettings.isProperties(path);
    }

    void read(Source source) {
        String text = source.text();
        if (SpringSettings.isProperties(source.path())) {
            spring.readProperties(source);
            return;
        }
        if (isManifest(source.path())) {
            spring.readBuild(source);
            if (text.contains("micrometer-registry-prometheus")) {
                uses.add(new Use(source.path(), "micrometer", "", ""));
            }
            return;
        }
        boolean own = OWN_REGISTRY.stream().anyMatch(text::contains);
        for (Known known : IN_CODE.getOrDefault(Language.of(source.path()), List.of())) {
            int at = text.indexOf(known.word());
            if (at >= 0) {
                String prefix = known.id().equals("prom-client") ? prefix(text, at) : "";
                uses.add(new Use(source.path(), known.id(), prefix == null ? "" : prefix,
                        own || prefix == null ? "the default registry is exposed as it is" : ""));
            }
        }
    }

    /** {@code collectDefaultMetrics({ prefix: 'web_' })}; null when it is not literal. */
    private static String prefix(String text, int call) {
        int close = text.indexOf(')', call);
        String arguments = text.substring(call, close < 0 ? text.length() : close);
        int at = arguments.indexOf("prefix");
        if (at < 0) {
            return "";
        }
        String rest = arguments.substring(at + "prefix".length()).strip();
        String value = rest.startsWith(":") ? rest.substring(1).strip() : "";
        int end = value.length() < 2 ? -1 : value.indexOf(value.charAt(0), 1);
        return end < 0 || "'\"`".indexOf(value.charAt(0)) < 0 || value.contains("${") ? null : value.substring(1, end);
    }

    /** The families of the libraries below a directory. */
    List<Family> families(String directory) {
        Map<String, Family> found = new LinkedHashMap<>();
        for (Use use : below(directory)) {
            Exporter library = Catalog.builtIn().exporter(use.id());
            for (Family family : library.families(Version.UNKNOWN, Clues.NONE).all()) {
                String settled = spring.condition(family, directory);
                String condition = settled.isEmpty() ? use.condition() : settled;
                Family own = new Family(use.prefix() + family.name(), family.type(), family.labels(), family.openLabels(), family.group(),
                        family.scope(), condition, family.declared());
                found.merge(own.name() + " " + own.type() + " " + own.labels(), own, (a, b) -> a.condition().isEmpty() ? a : b);
            }
        }
        return new ArrayList<>(found.values());
    }

    /** First words of names that libraries below a directory use: what else begins with them may be theirs. */
    Set<String> prefixes(String directory) {
        Set<String> prefixes = new TreeSet<>();
        for (Use use : below(directory)) {
            if (!use.prefix().isEmpty()) {
                prefixes.add(use.prefix() + "process_");
                prefixes.add(use.prefix() + "nodejs_");
            }
        }
        return prefixes;
    }

    /** True when nothing but client libraries adds metrics to code below a directory. */
    boolean areClients(String directory) {
        return below(directory).stream().allMatch(use -> CLIENTS.contains(use.id()));
    }

    private List<Use> below(String directory) {
        return uses.stream().filter(u -> directory.isEmpty() || u.path().startsWith(directory + "/")).toList();
    }
}
