package dev.guards.config.helm;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.Names;
import dev.guards.text.Absent;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import dev.guards.text.Workspace;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** Releases that files of other tools name: helmfiles, commands of scripts, charts of the repository, values without anything else. */
public final class ReleaseFiles {
    private final Documents documents;
    private final Workspace workspace;
    private final List<Release> found = new ArrayList<>();

    private ReleaseFiles(Documents documents) {
        this.documents = documents;
        this.workspace = documents.workspace();
    }

    /** The releases of helmfiles and of commands, in the order of the files. */
    public static List<Release> named(Documents documents) {
        ReleaseFiles files = new ReleaseFiles(documents);
        for (String path : files.workspace.files()) {
            String name = Paths.name(path);
            boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".gotmpl");
            if (yaml && (name.startsWith("helmfile.") || Paths.name(Paths.parent(path)).equals("helmfile.d"))) {
                files.helmfile(path);
            } else if (name.endsWith(".sh") || name.equals("Makefile") || name.equals("justfile")) {
                Source source = files.workspace.source(path);
                if (source != null && source.text().contains("helm ")) {
                    files.found.addAll(HelmCommands.releases(files.workspace, source));
                }
            }
        }
        return files.found;
    }

    private void helmfile(String path) {
        Source source = workspace.source(path);
        if (source == null) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        try {
            for (Node root : YamlReader.readAll(source.whole(), problems::add)) {
                root.get("releases").items().forEach(item -> helmfileRelease(item, Paths.parent(path)));
            }
        } catch (ReadException e) {
            // A template: what it releases is unknown, as HiddenParts says of every helmfile.
        }
    }

    private void helmfileRelease(Node item, String directory) {
        Text chart = item.get("chart").text();
        if (chart == null || item.get("installed").isFalse()) {
            return;
        }
        Node values = new Absent(item.span());
        boolean settled = !item.has("inherit") && !item.has("condition");
        for (Node part : item.get("values").items()) {
            Node read = part.text() == null ? part : Releases.file(workspace, Paths.normalize(Paths.join(directory, part.string(""))));
            settled &= read.isPresent();
            values = Values.merge(values, read);
        }
        for (Node set : item.get("set").items()) {
            if (set.get("value").text() != null) {
                values = Values.merge(values, Values.put(set.get("name").string(""), set.get("value").text(), set.span()));
            }
        }
        String name = item.get("name").string("");
        Release release = new Release("release `" + name + "`", Paths.name(chart.value()), Names.known(name), item.get("namespace").string(),
                values, settled, chart.span());
        String local = chart.value().startsWith(".") ? Paths.normalize(Paths.join(directory, chart.value())) : null;
        found.addAll(local == null ? List.of(release) : LocalChart.releases(workspace, local, release));
    }

    /**
     * What the charts of the repository depend on, and charts of which it holds nothing but the values, as far as nothing else names
     * them. Under which names they are installed is not known.
     *
     * @param named     the releases that are known already
     * @param manifests among which there may be what charts were rendered to
     */
    public static List<Release> guessed(Documents documents, List<Release> named, List<Manifest> manifests) {
        ReleaseFiles files = new ReleaseFiles(documents);
        for (Document chart : documents.of(Kind.HELM_CHART)) {
            String name = chart.root().get("name").string("");
            files.found.addAll(LocalChart.releases(files.workspace, Paths.parent(chart.path()), new Release("the chart `" + name + "`", name,
                    String.valueOf(Unknown.SAME), null, new Absent(chart.root().span()), false, chart.root().get("name").span())));
        }
        files.found.removeIf(release -> isThere(release.chart(), named, manifests));
        for (String path : files.workspace.files()) {
            if ((path.endsWith(".yaml") || path.endsWith(".yml")) && Paths.name(path).contains("values")) {
                files.values(path, named, manifests);
            }
        }
        return files.found;
    }

    private void values(String path, List<Release> named, List<Manifest> manifests) {
        if (workspace.files().contains(Paths.join(Paths.parent(path), "Chart.yaml"))) {
            return;
        }
        Node root = Releases.file(workspace, path);
        for (Chart chart : root.isPresent() ? Chart.all() : List.<Chart>of()) {
            boolean there = isThere(chart.name(), named, manifests) || isThere(chart.name(), found, List.of());
            if (!there && chart.hasValues(root)) {
                Span start = root.entries().isEmpty() ? root.span() : root.entries().get(0).key().span();
                found.add(new Release("`" + path + "`", chart.name(), String.valueOf(Unknown.SAME), null, root, false,
                        Release.Basis.VALUES, start));
            }
        }
    }

    private static boolean isThere(String chart, List<Release> named, List<Manifest> manifests) {
        return named.stream().anyMatch(release -> release.chart().equals(chart))
                || manifests.stream().anyMatch(manifest -> isRendered(manifest, chart));
    }

    /** Charts label what they make with their name and version. */
    private static boolean isRendered(Manifest manifest, String chart) {
        for (String label : List.of("helm.sh/chart", "chart")) {
            Text value = manifest.metadata().labels().get(label);
            if (value != null && value.value().startsWith(chart + "-") && value.length() > chart.length() + 1
                    && Character.isDigit(value.charAt(chart.length() + 1))) {
                return true;
            }
        }
        return false;
    }
}
