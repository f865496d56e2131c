package dev.guards.catalog.source;

import dev.guards.catalog.Exporter;
import dev.guards.catalog.Family;
import dev.guards.text.Problem;
import dev.guards.text.Source;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The metrics that the code of a repository declares. All of it is read, once and when first asked for; each directory's
 * declarations are then an exporter, see {@link SourceExporter}.
 */
public final class SourceMetrics {
    private static final int MAX_CHARACTERS = 2_000_000;
    private static final int MAX_FILES = 20_000;
    /** Files without any of these words declare nothing. */
    private static final String[] SIGNS = {"prometheus", "Prometheus", "metrics", "Metrics", "micrometer", "opentelemetry", "prom-client"};
    private static final String[] TEST_PLACES = {"/test/", "/tests/", "/testdata/", "/__tests__/", "/examples/", "/benches/"};

    private final List<Declaration> declarations;
    /** Code that writes expositions by hand, or more files than are read: any metric may be there. */
    private final boolean open;
    private final Libraries libraries;
    private final Dependencies dependencies;

    private SourceMetrics(List<Declaration> declarations, boolean open, Libraries libraries, Dependencies dependencies) {
        this.libraries = libraries;
        this.dependencies = dependencies;
        this.declarations = declarations;
        this.open = open;
    }

    /** The exporters of directories; the code is read when the first is asked for. */
    public static Function<String, Exporter> lazily(Workspace workspace, Consumer<Problem> problems) {
        SourceMetrics[] scanned = new SourceMetrics[1];
        Map<String, Exporter> exporters = new HashMap<>();
        return directory -> {
            if (scanned[0] == null) {
                scanned[0] = scan(workspace, problems);
            }
            return exporters.computeIfAbsent(directory, scanned[0]::exporter);
        };
    }

    /** @param problems receives files that cannot be read */
    public static SourceMetrics scan(Workspace workspace, Consumer<Problem> problems) {
        List<Source> sources = new ArrayList<>();
        List<Declaration> found = new ArrayList<>();
        boolean open = false;
        Libraries libraries = new Libraries();
        Dependencies dependencies = new Dependencies();
        for (String path : workspace.files()) {
            if (Manifest.is(path)) {
                Source manifest = workspace.source(path);
                if (manifest != null) {
                    dependencies.read(manifest);
                }
            }
            if (Libraries.isManifest(path)) {
                Source manifest = workspace.source(path);
                if (manifest != null) {
                    libraries.read(manifest);
                }
                continue;
            }
            if (ShellMetrics.isScript(path) && !isTest(path)) {
                Source script = workspace.source(path);
                if (script != null && script.text().length() <= MAX_CHARACTERS && ShellMetrics.mentions(script.text())) {
                    ShellMetrics.scan(script, found);
                }
                continue;
            }
            if (Language.of(path) == null || isTest(path)) {
                continue;
            }
            Source source = workspace.source(path);
            if (source != null && ScriptMetrics.suspects(source.text(), Language.of(path))) {
                dependencies.suspect(path);
            }
            if (source == null || !mentions(source.text())) {
                continue;
            }
            if (source.text().length() > MAX_CHARACTERS || sources.size() >= MAX_FILES) {
                open = true;
            } else {
                sources.add(source);
                open |= source.text().contains("# TYPE ");
            }
        }
        Constants constants = new Constants();
        for (Source source : sources) {
            constants.read(source);
            libraries.read(source);
        }
        for (Source source : sources) {
            scan(source, constants.seenBy(source), found);
        }
        return new SourceMetrics(found, open, libraries, dependencies);
    }

    private static void scan(Source source, Map<String, String> constants, List<Declaration> found) {
        Language language = Language.of(source.path());
        Code code = new Code(source, language, constants, found);
        switch (language) {
            case RUST -> new RustMetrics(code).scan();
            case GO -> new GoMetrics(code).scan();
            case JAVA -> new JavaMetrics(code).scan();
            default -> new ScriptMetrics(code).scan(language);
        }
        new TelemetryMetrics(code).scan();
    }

    private static boolean isTest(String path) {
        String below = "/" + path;
        for (String place : TEST_PLACES) {
            if (below.contains(place)) {
                return true;
            }
        }
        return path.endsWith("_test.go") || path.endsWith(".test.ts") || path.endsWith(".spec.ts") || path.endsWith(".test.js");
    }

    private static boolean mentions(String text) {
        for (String sign : SIGNS) {
            if (text.contains(sign)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What code below a directory declares, with what its libraries add; null when there is neither. Shell scripts count by themselves
     * only: those that lie beside a program seldom answer for it.
     *
     * @param directory relative to the workspace's root, without closing slash; empty for the root; or a file
     */
    public Exporter exporter(String directory) {
        List<Declaration> own = new ArrayList<>();
        List<Declaration> others = new ArrayList<>();
        boolean script = ShellMetrics.isScript(directory);
        for (Declaration declaration : declarations) {
            boolean below = directory.isEmpty() || declaration.path().startsWith(directory + "/") || declaration.path().equals(directory);
            if (script == ShellMetrics.isScript(declaration.path())) {
                (below ? own : others).add(declaration);
            }
        }
        if (script) {
            // A function of the script may write samples too.
            return own.isEmpty() ? null : new SourceExporter(directory, own, List.of(), List.of(), Set.of(), false, true);
        }
        boolean named = own.stream().anyMatch(d -> d.name() != null);
        List<Family> ready = libraries.families(directory);
        if (!named && ready.isEmpty()) {
            return null;
        }
        Set<Language> languages = EnumSet.noneOf(Language.class);
        own.forEach(declaration -> languages.add(Language.of(declaration.path())));
        boolean complete = libraries.areClients(directory) && dependencies.areQuiet(directory, languages);
        return new SourceExporter(directory.isEmpty() ? "." : directory, own, others, ready, libraries.prefixes(directory), complete, open);
    }
}
