package dev.guards.config.helm;

import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.Names;
import dev.guards.text.Absent;
import dev.guards.text.MappingBuilder;
import dev.guards.text.Node;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * The releases that a cluster's objects name, and the objects of those whose charts are known. Releases that files of other
 * tools name are objects of the group {@link #GROUP}, made by {@link #object}.
 */
public final class Releases {
    /** Of objects that stand for a release that no object of the cluster names. */
    public static final String GROUP = "helm.sh";

    private final Workspace workspace;
    private final List<Manifest> manifests;

    private Releases(Workspace workspace, List<Manifest> manifests) {
        this.workspace = workspace;
        this.manifests = manifests;
    }

    /** An object that stands for a release. */
    public static Manifest object(Release release) {
        MappingBuilder metadata = new MappingBuilder(release.cause()).put("name", release.name());
        if (release.namespace() != null) {
            metadata.put("namespace", release.namespace());
        }
        return Manifest.of(new MappingBuilder(release.cause()).put("apiVersion", GROUP + "/v1").put("kind", "Release")
                .put("metadata", metadata.build())
                .put("spec", new MappingBuilder(release.cause()).put("title", release.title()).put("chart", release.chart())
                        .put("values", release.values()).put("settled", String.valueOf(release.settled())).build()).build());
    }

    /** The releases of an object, none when it is no release. */
    public static List<Release> of(Manifest manifest, Workspace workspace, List<Manifest> all) {
        Releases releases = new Releases(workspace, all);
        return switch (manifest.group() + "/" + manifest.kind()) {
            case GROUP + "/Release" -> List.of(releases.made(manifest));
            case "helm.toolkit.fluxcd.io/HelmRelease" -> new FluxRelease(workspace, all).of(manifest);
            case "argoproj.io/Application" -> new ArgoReleases(workspace).of(manifest);
            case "helm.cattle.io/HelmChart" -> releases.cattle(manifest);
            default -> List.of();
        };
    }

    /** The releases of a cluster, those included that its objects presuppose. */
    public static List<Release> all(Workspace workspace, List<Manifest> manifests) {
        List<Release> releases = new ArrayList<>();
        for (Manifest manifest : manifests) {
            releases.addAll(of(manifest, workspace, manifests));
        }
        for (Chart chart : manifests.stream().anyMatch(Releases::isCustom) ? Chart.all() : List.<Chart>of()) {
            Release release = implied(chart, manifests);
            boolean named = releases.stream().anyMatch(other -> other.chart().equals(chart.name()));
            if (release != null && !named) {
                releases.add(release);
            }
        }
        return releases;
    }

    /** What known charts add to a cluster. */
    public static List<Manifest> objects(List<Release> releases) {
        List<Manifest> made = new ArrayList<>();
        for (Release release : releases) {
            Chart chart = Chart.of(release.chart());
            made.addAll(chart == null ? List.of() : ChartTemplate.render(chart, release));
        }
        return made;
    }

    private static boolean isCustom(Manifest manifest) {
        return manifest.group().endsWith(".io") && !manifest.group().endsWith(".k8s.io");
    }

    /** Controllers without which an object would do nothing; null when there is no such object, or the manifests have them. */
    private static Release implied(Chart chart, List<Manifest> manifests) {
        for (Manifest manifest : chart.impliedBy().isEmpty() ? List.<Manifest>of() : manifests) {
            String kind = manifest.group() + "/" + manifest.kind();
            if (chart.impliedBy().stream().anyMatch(text -> text.value().equals(kind))) {
                Release release = new Release(manifest.title(), chart.name(), chart.name(), chart.namespace(), new Absent(manifest.span()), true,
                        Release.Basis.IMPLIED, manifest.span());
                List<Manifest> objects = ChartTemplate.render(chart, release);
                boolean there = manifests.stream().anyMatch(own -> objects.stream().anyMatch(object -> object.title().equals(own.title())));
                return there ? null : release;
            }
        }
        return null;
    }

    private Release made(Manifest manifest) {
        Node spec = manifest.spec();
        return new Release(spec.get("title").string(""), spec.get("chart").string(""), manifest.name(), manifest.namespace(), spec.get("values"),
                spec.get("settled").string("").equals("true"), manifest.span());
    }

    /** The Helm controller of k3s and RKE2; its values are one text. */
    private List<Release> cattle(Manifest manifest) {
        Node spec = manifest.spec();
        Text content = spec.get("valuesContent").text();
        Node values = content == null ? new Absent(manifest.span()) : Values.read(content);
        Node later = new Absent(manifest.span());
        for (Manifest config : manifests) {
            if (config.is("helm.cattle.io", "HelmChartConfig") && config.name().equals(manifest.name()) && config.spec().get("valuesContent").text() != null) {
                later = Values.read(config.spec().get("valuesContent").text());
            }
        }
        Node set = new Absent(manifest.span());
        for (var entry : spec.get("set").textMap().entrySet()) {
            set = Values.merge(set, Values.put(entry.getKey(), entry.getValue(), manifest.span()));
        }
        boolean settled = content == null || values.isPresent();
        String chart = spec.get("chart").string("");
        return List.of(new Release(manifest.title(), chart.substring(chart.lastIndexOf('/') + 1), Names.known(manifest.name()),
                spec.get("targetNamespace").string(manifest.namespace()), Values.merge(Values.merge(values, set), later), settled, manifest.span()));
    }

    /** Values with others over them, as Helm merges them; either may be absent. */
    public static Node merged(Node base, Node over) {
        return Values.merge(base, over);
    }

    /** The values of a file of the repository; absent when it is not there or cannot be read. */
    public static Node file(Workspace workspace, String path) {
        Source source = path == null ? null : workspace.source(path);
        return source == null ? new Absent(new Source(String.valueOf(path), "").span(0, 0)) : Values.read(source.whole());
    }
}
