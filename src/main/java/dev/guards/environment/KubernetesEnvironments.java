package dev.guards.environment;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.config.helm.Chart;
import dev.guards.config.helm.Release;
import dev.guards.config.helm.ReleaseFiles;
import dev.guards.config.helm.Releases;
import dev.guards.config.kubernetes.Cluster;
import dev.guards.config.kubernetes.ConfigData;
import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kubernetes.OperatorConfig;
import dev.guards.config.kubernetes.OperatorPods;
import dev.guards.config.kubernetes.PrometheusResource;
import dev.guards.config.settings.Settings;
import dev.guards.text.Paths;
import dev.guards.text.Problem;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Kubernetes environments of a repository: one of all that it deploys, or one a variant where there are several
 * ({@code overlays/dev}, {@code overlays/prod}), each with what belongs to all.
 */
public final class KubernetesEnvironments {
    private static final Map<Kind, Role> CONFIGURED = Map.of(Kind.PROMETHEUS, Role.PROMETHEUS, Kind.PROMTAIL, Role.PROMTAIL,
            Kind.LOKI, Role.LOKI, Kind.ALLOY, Role.ALLOY, Kind.FLUENT_BIT, Role.FLUENT_BIT, Kind.OTEL_COLLECTOR,
            Role.OTEL_COLLECTOR);

    private static final Set<String> GROUPS = Set.of("apps", "batch", "extensions", "autoscaling", "policy", "monitoring.coreos.com",
            "grafana.integreatly.org", "integreatly.org", "helm.toolkit.fluxcd.io", "kustomize.toolkit.fluxcd.io", "argoproj.io",
            "helm.cattle.io", "apps.openshift.io");

    private final Documents documents;
    private final Settings settings;

    private KubernetesEnvironments(Documents documents, Settings settings) {
        this.documents = documents;
        this.settings = settings;
    }

    /** By name; none when the repository has no Kubernetes objects. */
    public static List<Environment> detect(Documents documents) {
        return detect(documents, Settings.NONE);
    }

    /** @param settings what the files do not tell; where it lists manifests, only these make environments */
    public static List<Environment> detect(Documents documents, Settings settings) {
        return new KubernetesEnvironments(documents, settings).detect();
    }

    private List<Environment> detect() {
        DeploymentUnits units = new DeploymentUnits(documents);
        List<DeploymentUnit> all = units.find();
        all.removeIf(unit -> unit.manifests().isEmpty() && unit.unseen().isEmpty() && unit.problems().isEmpty());
        if (all.stream().noneMatch(KubernetesEnvironments::isOfCluster)) {
            return List.of();
        }
        List<Environment> declared = declared(all);
        if (!declared.isEmpty()) {
            return declared;
        }
        Set<String> variants = new TreeSet<>();
        all.forEach(unit -> variants.add(unit.variant()));
        variants.remove("");
        List<Environment> found = new ArrayList<>();
        if (all.isEmpty()) {
            return found;
        }
        if (variants.size() < 2) {
            found.add(environment("kubernetes", all, units.strays(), List.of()));
            return found;
        }
        for (String variant : variants) {
            List<DeploymentUnit> own = new ArrayList<>(all);
            own.removeIf(unit -> !unit.variant().isEmpty() && !unit.variant().equals(variant));
            found.add(environment("kubernetes:" + variant, own, units.strays(), List.of()));
        }
        return found;
    }

    private List<Environment> declared(List<DeploymentUnit> all) {
        Set<String> files = new TreeSet<>();
        all.forEach(unit -> files.addAll(unit.files()));
        List<Environment> found = new ArrayList<>();
        for (Settings.DeclaredEnvironment declared : settings.environments().values()) {
            if (declared.runtime() == Settings.Runtime.DOCKER) {
                continue;
            }
            List<Problem> problems = new ArrayList<>();
            Set<String> listed = new HashSet<>(DeclaredFiles.of(declared, List.copyOf(files), problems));
            List<DeploymentUnit> own = new ArrayList<>();
            for (DeploymentUnit unit : all) {
                DeploymentUnit part = unit.of(listed);
                if (part != null) {
                    own.add(part);
                }
            }
            if (!own.isEmpty()) {
                found.add(environment(declared.name().value(), own, List.of(), problems));
            }
        }
        return found;
    }

    /** Files of other tools also have an {@code apiVersion} and a {@code kind}; they alone make no cluster. */
    private static boolean isOfCluster(DeploymentUnit unit) {
        for (Manifest manifest : unit.manifests()) {
            if (manifest.group().equals(Releases.GROUP)) {
                Chart chart = Chart.of(manifest.spec().get("chart").string(""));
                if (chart != null && chart.isStack()) {
                    return true;
                }
                continue;
            }
            boolean core = manifest.apiVersion().equals("v1") && !manifest.kind().equals("Config");
            if (core || GROUPS.contains(manifest.group()) || manifest.group().endsWith(".k8s.io") && !manifest.group().contains("x-k8s.io")) {
                return true;
            }
        }
        return !unit.unseen().isEmpty() || !unit.problems().isEmpty();
    }

    private Environment environment(String name, List<DeploymentUnit> units, List<String> strays, List<Problem> known) {
        List<Problem> problems = new ArrayList<>(known);
        List<Manifest> manifests = new ArrayList<>();
        Set<String> files = new LinkedHashSet<>();
        for (DeploymentUnit unit : units) {
            manifests.addAll(unit.manifests());
            files.addAll(unit.files());
            problems.addAll(unit.problems());
        }
        List<Assumption> assumed = new ArrayList<>();
        manifests = PlaceholderNamespace.shared(manifests, assumed);
        List<Release> releases = new ArrayList<>(Releases.all(documents.workspace(), manifests));
        releases.addAll(ReleaseFiles.guessed(documents, releases, manifests));
        manifests = new ArrayList<>(manifests);
        manifests.addAll(Releases.objects(releases));
        manifests.addAll(OperatorPods.of(manifests));
        Cluster cluster = new Cluster(manifests);
        List<Workload> workloads = new PodContainers(cluster).all();
        List<Assumption> hidden = HiddenParts.of(documents, cluster, releases, units);
        List<Assumption> assumptions = new ArrayList<>(hidden);
        assumptions.addAll(assumed);
        for (String stray : strays) {
            assumptions.add(new Assumption("`" + stray + "` lies beside a kustomization that does not list it and is taken as not"
                    + " deployed", documents.workspace().source(stray).span(0, 0)));
        }
        List<Program> programs = programs(name, cluster, workloads, problems, assumptions);
        return new Environment(name, Environment.Kind.KUBERNETES, List.of(commonDirectory(files)), workloads, programs,
                hidden.isEmpty(), assumptions, problems, cluster);
    }

    private List<Program> programs(String name, Cluster cluster, List<Workload> workloads, List<Problem> problems,
            List<Assumption> assumptions) {
        List<Program> own = new ArrayList<>();
        for (Program program : new Programs(documents, problems::add).of(workloads)) {
            PrometheusResource server = server(PrometheusResource.all(cluster), program);
            own.add(server == null ? program : operated(program, OperatorConfig.of(server, cluster, problems::add)));
        }
        List<Program> programs = new AssumedConfigs(documents.workspace(), embedded(cluster), settings.configs(name), assumptions).of(own);
        addUnmounted(cluster, programs);
        List<Manifest> scraped = new ArrayList<>(OperatorConfig.scraped(cluster));
        scraped.addAll(cluster.manifests("monitoring.coreos.com", "PrometheusRule"));
        if (!scraped.isEmpty() && PrometheusResource.all(cluster).isEmpty()) {
            Span cause = scraped.get(0).span();
            OperatorConfig.Made made = OperatorConfig.assumed(cluster, cause);
            programs.add(new Program(Role.PROMETHEUS, null, document("prometheus", cause, made), "", noFiles(), cause));
        }
        return programs;
    }

    /** The resource that an operator makes a program's workload of; null when it is none of these. */
    static PrometheusResource server(List<PrometheusResource> servers, Program program) {
        for (PrometheusResource server : servers) {
            boolean same = program.workload() != null && program.workload().name().equals(server.statefulSet())
                    && program.workload().span().equals(server.manifest().span());
            if (same && program.role() == Role.PROMETHEUS) {
                return server;
            }
        }
        return null;
    }

    private Program operated(Program program, OperatorConfig.Made made) {
        Span cause = made.server().manifest().span();
        return new Program(program.role(), program.workload(), document(made.server().manifest().name(), cause, made), "",
                program.files(), cause);
    }

    private static Document document(String name, Span cause, OperatorConfig.Made made) {
        return new Document(Kind.PROMETHEUS, name, Text.at(cause, name), made.root(), null);
    }

    private FileView noFiles() {
        return FileView.around(documents.workspace(), "");
    }

    /** Configurations in ConfigMaps that no container of the repository mounts: some program elsewhere runs on them. */
    private void addUnmounted(Cluster cluster, List<Program> programs) {
        Set<Span> used = new HashSet<>();
        programs.forEach(program -> {
            if (program.config() != null) {
                used.add(program.config().text().span());
            }
        });
        for (Document document : embedded(cluster)) {
            if (used.add(document.text().span())) {
                programs.add(new Program(CONFIGURED.get(document.kind()), null, document, document.fileName(), noFiles(), document.root().span()));
            }
        }
    }

    /** The configurations that ConfigMaps and Secrets of the cluster hold. */
    private List<Document> embedded(Cluster cluster) {
        List<Document> found = new ArrayList<>();
        for (ConfigData data : cluster.configs()) {
            for (Text file : data.files().values()) {
                for (Document document : documents.all()) {
                    if (CONFIGURED.containsKey(document.kind()) && document.text().span().equals(file.span())) {
                        found.add(document);
                    }
                }
            }
        }
        return found;
    }

    private static String commonDirectory(Set<String> files) {
        String common = null;
        for (String file : files) {
            String directory = Paths.parent(file);
            if (common == null) {
                common = directory;
            }
            while (!common.isEmpty() && !directory.equals(common) && !directory.startsWith(common + "/")) {
                common = Paths.parent(common);
            }
        }
        return common == null ? "" : common;
    }
}
