package dev.guards.environment;

import dev.guards.config.Documents;
import dev.guards.config.helm.Chart;
import dev.guards.config.helm.Release;
import dev.guards.config.helm.Releases;
import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.OperatorConfig;
import dev.guards.config.kubernetes.PodWorkload;
import dev.guards.config.kubernetes.PrometheusResource;
import dev.guards.config.kustomize.Built;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Problem;
import dev.guards.text.Source;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Signs that a cluster runs more than its manifests show: releases of Helm charts, remote resources, applications of other
 * repositories, operators that make workloads of custom resources. With any of them nothing can be proved absent.
 */
final class HiddenParts {
    /** Groups whose objects start no containers and add nothing to scrape: routing, certificates, policies, secrets, GitOps. */
    private static final Set<String> HARMLESS = Set.of("cert-manager.io", "acme.cert-manager.io", "gateway.networking.k8s.io",
            "networking.istio.io", "security.istio.io", "telemetry.istio.io", "traefik.io", "traefik.containo.us",
            "external-secrets.io", "bitnami.com", "cilium.io", "crd.projectcalico.org", "projectcalico.org", "metallb.io",
            "snapshot.storage.k8s.io", "kyverno.io", "keda.sh", "source.toolkit.fluxcd.io", "notification.toolkit.fluxcd.io",
            "image.toolkit.fluxcd.io", "kustomize.toolkit.fluxcd.io", "grafana.integreatly.org", "integreatly.org",
            "monitoring.coreos.com", "config.kubernetes.io", "kind.x-k8s.io", "k3d.io", "kustomize.config.k8s.io",
            "argoproj.io", Releases.GROUP, "helm.toolkit.fluxcd.io", "helm.cattle.io", "autoscaling.k8s.io", "flagger.app");

    private final Documents documents;
    private final List<Assumption> found = new ArrayList<>();

    private HiddenParts(Documents documents) {
        this.documents = documents;
    }

    /** What there is besides, in words; none when the manifests are all. */
    static List<Assumption> of(Documents documents, Cluster cluster, List<Release> releases, List<DeploymentUnit> units) {
        HiddenParts parts = new HiddenParts(documents);
        parts.found.addAll(HelmCharts.notes(documents));
        parts.helmElsewhere();
        for (DeploymentUnit unit : units) {
            for (Built.Unseen unseen : unit.unseen()) {
                parts.add(unseen.span(), unseen.what() + " cannot be seen from the files");
            }
            for (Problem problem : unit.problems()) {
                parts.add(problem.span(), problem.message());
            }
        }
        for (Source source : documents.unreadable()) {
            if (source.text().contains("apiVersion:")) {
                parts.add(source.span(0, 0), "`" + source.path() + "` cannot be read, so what it deploys is unknown");
            }
        }
        releases.forEach(parts::release);
        parts.deployers(cluster, releases);
        parts.operators(cluster);
        return parts.found;
    }

    private void add(Span span, String message) {
        found.add(new Assumption(message, span));
    }

    private void release(Release release) {
        String known = Chart.of(release.chart()) == null ? "whose objects are unknown" : "of which what monitoring meets is known";
        String values = release.settled() ? "" : ", and some of its values are not in the repository";
        add(release.cause(), switch (release.basis()) {
            case NAMED -> release.title() + " installs the Helm chart `" + release.chart() + "`, " + known + values;
            case IMPLIED -> "`" + release.chart() + "` is taken to run in namespace `" + release.namespace() + "`, without which " + release.title()
                    + " would do nothing";
            case VALUES -> release.title() + " has values of the Helm chart `" + release.chart() + "`, which is taken as installed with them";
        });
    }

    /** Objects that deploy others, as far as they are no releases. */
    private void deployers(Cluster cluster, List<Release> releases) {
        for (Manifest manifest : cluster.manifests()) {
            Node spec = manifest.spec();
            switch (manifest.group() + "/" + manifest.kind()) {
                case "helm.toolkit.fluxcd.io/HelmRelease", "helm.cattle.io/HelmChart" -> {
                    if (releases.stream().noneMatch(release -> release.cause().equals(manifest.span()))) {
                        add(manifest.span(), manifest.title() + " installs a Helm chart, whose objects are unknown");
                    }
                }
                case "argoproj.io/Application" -> application(manifest, spec);
                case "argoproj.io/ApplicationSet" -> add(manifest.span(), manifest.title() + " makes applications that are unknown");
                case "kustomize.toolkit.fluxcd.io/Kustomization" -> path(manifest, spec.get("path"));
                default -> {
                    // Shows its own content.
                }
            }
        }
    }

    private void application(Manifest manifest, Node spec) {
        List<Node> sources = spec.has("sources") ? spec.get("sources").items() : List.of(spec.get("source"));
        for (Node source : sources) {
            if (!source.has("chart") && source.has("helm")) {
                add(manifest.span(), manifest.title() + " installs a Helm chart, whose objects are unknown");
            } else if (!source.has("chart")) {
                path(manifest, source.get("path"));
                listed(manifest, source);
            }
        }
    }

    private void path(Manifest manifest, Node path) {
        String normal = path.string() == null ? null : Paths.normalize(path.string());
        if (normal != null && !normal.isEmpty() && files(normal).isEmpty()) {
            add(path.span(), manifest.title() + " deploys `" + path.string() + "`, which is not in the repository");
        }
    }

    /** An application may name the files of its path; generated ones are often not committed. */
    private void listed(Manifest manifest, Node source) {
        String include = source.at("directory", "include").string("");
        String path = source.get("path").string() == null ? null : Paths.normalize(source.get("path").string());
        if (path == null || !include.startsWith("{") || !include.endsWith("}")) {
            return;
        }
        for (String name : include.substring(1, include.length() - 1).split(",")) {
            boolean plain = name.indexOf('*') < 0 && name.indexOf('?') < 0;
            if (plain && !documents.workspace().files().contains(Paths.join(path, name.strip()))) {
                add(source.at("directory", "include").span(), manifest.title() + " deploys `" + name.strip()
                        + "`, which is not in the repository");
            }
        }
    }

    private List<String> files(String directory) {
        return documents.workspace().files().stream().filter(file -> file.startsWith(directory + "/")).toList();
    }

    /** Releases that no manifest shows: helmfile and Terraform. */
    private void helmElsewhere() {
        for (String path : documents.workspace().files()) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            boolean helmfile = name.equals("helmfile.yaml") || name.equals("helmfile.yml") || name.equals("helmfile.yaml.gotmpl");
            Source source = helmfile || name.endsWith(".tf") ? documents.workspace().source(path) : null;
            int at = source == null ? -1 : helmfile ? 0 : source.text().indexOf("\"helm_release\"");
            if (at >= 0) {
                add(source.span(at, at), "`" + path + "` installs Helm charts, whose objects are unknown");
            }
        }
    }

    private void operators(Cluster cluster) {
        List<Manifest> scraped = new ArrayList<>(OperatorConfig.scraped(cluster));
        scraped.addAll(cluster.manifests("monitoring.coreos.com", "PrometheusRule"));
        if (!scraped.isEmpty() && PrometheusResource.all(cluster).isEmpty()) {
            add(scraped.get(0).span(), "no `Prometheus` resource is in the repository; its monitors and rules are taken as selected by one"
                    + " that is installed elsewhere");
        }
        Set<String> seen = new LinkedHashSet<>();
        for (Manifest manifest : cluster.manifests()) {
            String group = manifest.group();
            boolean builtIn = group.indexOf('.') < 0 || group.endsWith(".k8s.io");
            boolean known = builtIn || HARMLESS.contains(group) || PodWorkload.of(manifest) != null;
            boolean asks = manifest.spec().isPresent() && !manifest.spec().isNull();
            if (!known && asks && seen.add(group)) {
                add(manifest.span(), "what the operator of `" + group + "` makes of " + manifest.title() + " is unknown");
            }
        }
    }
}
