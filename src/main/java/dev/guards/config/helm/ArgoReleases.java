package dev.guards.config.helm;

import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.Names;
import dev.guards.text.Absent;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.List;

/** The releases of an Argo CD {@code Application}: a chart of a repository, or one that lies at its path. */
final class ArgoReleases {
    private final Workspace workspace;

    ArgoReleases(Workspace workspace) {
        this.workspace = workspace;
    }

    List<Release> of(Manifest manifest) {
        List<Release> releases = new ArrayList<>();
        Node spec = manifest.spec();
        for (Node source : spec.has("sources") ? spec.get("sources").items() : List.of(spec.get("source"))) {
            String chart = source.get("chart").string();
            String path = source.get("path").string() == null ? null : Paths.normalize(source.get("path").string());
            if (chart != null) {
                releases.add(release(manifest, source, Paths.name(chart), ""));
            } else if (path != null) {
                releases.addAll(LocalChart.releases(workspace, path, release(manifest, source, "", path)));
            }
        }
        return releases;
    }

    /** Values of files come first, then those of the application, then its parameters. */
    private Release release(Manifest manifest, Node source, String chart, String directory) {
        Node helm = source.get("helm");
        Node values = new Absent(manifest.span());
        boolean settled = !helm.has("fileParameters");
        for (Text file : helm.get("valueFiles").texts()) {
            Node read = Releases.file(workspace, path(file.value(), directory));
            settled &= read.isPresent() || helm.get("ignoreMissingValueFiles").isTrue();
            values = Values.merge(values, read);
        }
        Text inline = helm.get("values").text();
        if (inline != null) {
            Node read = Values.read(inline);
            settled &= read.isPresent();
            values = Values.merge(values, read);
        }
        values = Values.merge(values, helm.get("valuesObject"));
        for (Node parameter : helm.get("parameters").items()) {
            Text value = parameter.get("value").text();
            if (value != null) {
                values = Values.merge(values, Values.put(parameter.get("name").string(""), value, parameter.span()));
            }
        }
        return new Release(manifest.title(), chart, Names.known(helm.get("releaseName").string(manifest.name())),
                manifest.spec().at("destination", "namespace").string(), values, settled, manifest.span());
    }

    /** {@code $name/path} leads into another source of the application, which is most often this repository. */
    private static String path(String written, String directory) {
        if (written.startsWith("$")) {
            return Paths.normalize(written.substring(Math.max(1, written.indexOf('/') + 1)));
        }
        return written.contains("://") ? null : Paths.normalize(Paths.join(directory, written));
    }
}
