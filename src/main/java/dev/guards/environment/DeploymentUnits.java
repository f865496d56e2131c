package dev.guards.environment;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.config.helm.Release;
import dev.guards.config.helm.ReleaseFiles;
import dev.guards.config.helm.Releases;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.Manifests;
import dev.guards.config.kustomize.Built;
import dev.guards.config.kustomize.Kustomization;
import dev.guards.config.kustomize.Kustomize;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a repository deploys to Kubernetes: each kustomization that no other includes, and the manifests that no
 * kustomization has. A manifest that lies beside a kustomization without being listed is not deployed.
 */
final class DeploymentUnits {
    /** Directories whose sub-directories are several forms of one thing. */
    private static final Set<String> PARENTS = Set.of("overlays", "overlay", "environments", "environment", "envs", "env",
            "clusters", "stages", "variants");
    /** Directories that name an environment. */
    private static final Set<String> NAMES = Set.of("dev", "develop", "development", "test", "testing", "qa", "uat", "staging",
            "stage", "stg", "preprod", "pre-prod", "prod", "prd", "production", "local", "sandbox", "integration");

    private final Documents documents;
    private final Kustomize kustomize;
    private final Map<String, Text> namespaces = new LinkedHashMap<>();
    private final List<String> strays = new ArrayList<>();

    DeploymentUnits(Documents documents) {
        this.documents = documents;
        this.kustomize = new Kustomize(documents);
        for (Document document : documents.of(Kind.KUBERNETES)) {
            Manifests.of(document.root()).forEach(this::namespaceOfPath);
        }
    }

    /** Files that lie beside a kustomization and are in none, sorted. */
    List<String> strays() {
        return strays;
    }

    /** Argo CD and Flux say which namespace the objects of a path go to. */
    private void namespaceOfPath(Manifest manifest) {
        Node spec = manifest.spec();
        Text namespace = null;
        List<Node> sources = List.of();
        if (manifest.is("argoproj.io", "Application")) {
            namespace = spec.at("destination", "namespace").text();
            sources = spec.has("sources") ? spec.get("sources").items() : List.of(spec.get("source"));
        } else if (manifest.is("kustomize.toolkit.fluxcd.io", "Kustomization")) {
            namespace = spec.get("targetNamespace").text();
            sources = List.of(spec);
        }
        for (Node source : sources) {
            String path = source.get("path").string() == null ? null : Paths.normalize(source.get("path").string());
            if (namespace != null && path != null) {
                namespaces.put(path, namespace);
            }
        }
    }

    private Manifest placed(Manifest manifest, String directory) {
        String at = directory;
        while (true) {
            if (namespaces.containsKey(at)) {
                return manifest.in(namespaces.get(at));
            }
            if (at.isEmpty()) {
                return manifest;
            }
            at = Paths.parent(at);
        }
    }

    List<DeploymentUnit> find() {
        List<Built> builds = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Kustomization root : kustomize.roots()) {
            Built built = kustomize.build(root);
            builds.add(built);
            taken.addAll(built.files());
        }
        List<DeploymentUnit> units = new ArrayList<>();
        for (Built built : builds) {
            String directory = built.root().directory();
            List<Manifest> manifests = new ArrayList<>();
            built.manifests().forEach(manifest -> manifests.add(placed(manifest, directory)));
            units.add(new DeploymentUnit(directory, variant(built, builds), manifests, built.files(), built.unseen(),
                    built.problems()));
        }
        units.addAll(plain(taken));
        units.addAll(released());
        return units;
    }

    /** One unit a directory whose scripts or helmfiles name releases. */
    private List<DeploymentUnit> released() {
        Map<String, List<Manifest>> byDirectory = new LinkedHashMap<>();
        Map<String, Set<String>> files = new LinkedHashMap<>();
        for (Release release : ReleaseFiles.named(documents)) {
            String path = release.cause().source().path();
            byDirectory.computeIfAbsent(Paths.parent(path), d -> new ArrayList<>()).add(Releases.object(release));
            files.computeIfAbsent(Paths.parent(path), d -> new LinkedHashSet<>()).add(path);
        }
        List<DeploymentUnit> units = new ArrayList<>();
        byDirectory.forEach((directory, manifests) -> units.add(new DeploymentUnit(directory, variant(directory), manifests,
                files.get(directory), List.of(), List.of())));
        return units;
    }

    private List<DeploymentUnit> plain(Set<String> taken) {
        Set<String> kustomized = new HashSet<>();
        kustomize.all().forEach(kustomization -> kustomized.add(kustomization.directory()));
        Map<String, List<Manifest>> byDirectory = new LinkedHashMap<>();
        Map<String, Set<String>> files = new LinkedHashMap<>();
        for (Document document : documents.of(Kind.KUBERNETES)) {
            String path = document.path();
            if (document.parent() != null || taken.contains(path) || HelmCharts.isPartOfChart(documents, path)) {
                continue;
            }
            String directory = Paths.parent(path);
            if (kustomized.contains(directory)) {
                if (!strays.contains(path)) {
                    strays.add(path);
                }
                continue;
            }
            for (Manifest manifest : Manifests.of(document.root())) {
                byDirectory.computeIfAbsent(directory, d -> new ArrayList<>()).add(placed(manifest, directory));
                files.computeIfAbsent(directory, d -> new LinkedHashSet<>()).add(path);
            }
        }
        List<DeploymentUnit> units = new ArrayList<>();
        byDirectory.forEach((directory, manifests) -> units.add(new DeploymentUnit(directory, variant(directory), manifests,
                files.get(directory), List.of(), List.of())));
        return units;
    }

    private static String variant(Built built, List<Built> all) {
        String directory = built.root().directory();
        String named = variant(directory);
        if (!named.isEmpty()) {
            return named;
        }
        for (Built other : all) {
            if (other != built && other.files().stream().anyMatch(file -> built.files().contains(file)
                    && file.substring(file.lastIndexOf('/') + 1).startsWith("kustomization."))) {
                return directory.substring(directory.lastIndexOf('/') + 1);
            }
        }
        return "";
    }

    private static String variant(String directory) {
        String[] steps = directory.split("/");
        for (int i = 0; i + 1 < steps.length; i++) {
            if (PARENTS.contains(steps[i])) {
                return steps[i + 1];
            }
        }
        for (String step : steps) {
            if (NAMES.contains(step)) {
                return step;
            }
        }
        return "";
    }
}
