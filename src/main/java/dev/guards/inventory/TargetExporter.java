package dev.guards.inventory;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Recognition;
import dev.guards.catalog.Version;
import dev.guards.config.prometheus.ScrapeConfig;
import dev.guards.environment.Image;
import dev.guards.environment.Program;
import dev.guards.environment.Workload;
import dev.guards.inventory.jmx.JmxAgents;
import dev.guards.inventory.kubernetes.ClusterServices;
import dev.guards.inventory.kubernetes.CustomResourceState;
import dev.guards.inventory.kubernetes.Kubelets;
import dev.guards.inventory.otel.CollectorPipelines;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells which exporter answers behind a target. */
record TargetExporter(ScrapeConfig scrape, Program server, AddressBook addresses, Catalog catalog) {
    /** Ports that so many programs use that they say nothing. */
    private static final Set<Integer> COMMON_PORTS = Set.of(80, 443, 3000, 5000, 8000, 8080, 8081, 8888, 9000, 9090);
    /**
     * The exporter; null when it is not recognised.
     *
     * @param before   labels before relabelling; address and path as scraped
     * @param unsure   which program of a pod answers is not known
     * @param workload null when the target leads out of the environment
     * @param job      as stored
     */
    Recognition of(Labels before, ValueSet address, ValueSet path, boolean unsure, Workload workload, int port, String job, List<TargetProblem> problems) {
        Recognition exporter = workload == null && Kubelets.answers(before, address, path) ? kubelet(path)
                : workload == null && ClusterServices.isApiServer(before, path) ? apiServer()
                : TextfileScripts.with(catalog.documented(job, unsure ? null : recognise(workload, port, path, job, problems)),
                        workload, addresses.environment(), server.files(), catalog);
        Recognition component = workload == null && (exporter == null || !exporter.isCertain()) ? component(before, path) : null;
        return component == null ? exporter : component;
    }

    /** What a kubelet exposes under a path; that it is one is certain, unlike what a path says elsewhere. */
    private Recognition kubelet(ValueSet path) {
        Recognition found = catalog.recognise(Clues.NONE.withPath(MetricsPath.of(path)).withPort(10250));
        return found == null ? null : new Recognition(found.exporter(), found.version(), Recognition.Strength.ARGUMENTS, "each node runs a kubelet");
    }

    /** What a job is about that keeps a component of the cluster by its labels, in another cluster's version of it; null for other jobs. */
    private Recognition component(Labels before, ValueSet path) {
        String id = ClusterServices.component(scrape.relabel(), before.get("__meta_kubernetes_namespace"));
        Recognition kubelet = "kubelet".equals(id) ? kubelet(path) : null;
        return id == null ? null : new Recognition(kubelet == null ? catalog.exporter(id) : kubelet.exporter(), Version.UNKNOWN,
                Recognition.Strength.EMBEDDED, "what the job keeps");
    }

    /** Some clusters run it in one process with others, which may expose more. */
    private Recognition apiServer() {
        Exporter exporter = catalog.exporter("kube-apiserver");
        return new Recognition(exporter, Version.UNKNOWN, Recognition.Strength.EMBEDDED, "each cluster runs an API server");
    }

    private Recognition recognise(Workload workload, int port, ValueSet path, String job, List<TargetProblem> problems) {
        String metricsPath = MetricsPath.of(path);
        Clues clues = Clues.NONE.withPath(metricsPath).withJob(job);
        if (workload == null) {
            boolean nowhere = problems.stream().anyMatch(p -> p.kind() == TargetProblem.Kind.HOST_UNKNOWN);
            return catalog.recognise(clues.withPort(nowhere || COMMON_PORTS.contains(port) ? 0 : port));
        }
        Recognition agent = JmxAgents.of(workload, port, server.files().in(workload), catalog);
        if (agent != null) {
            Recognition captured = catalog.declared(job, null);
            return captured != null && captured.strength() == Recognition.Strength.CAPTURE ? captured : agent;
        }
        Recognition pipeline = CollectorPipelines.of(addresses.environment(), workload, port, catalog);
        if (pipeline != null) {
            return pipeline;
        }
        Set<Image> images = new LinkedHashSet<>();
        images.add(workload.image());
        images.add(workload.baseImage());
        Recognition derived = null;
        for (Image image : images) {
            if (image == null || !Unknown.isKnown(image.repository())) {
                continue;
            }
            Recognition found = catalog.recognise(containerClues(clues, workload).withImage(image.text().value()).withPort(port));
            if (found != null && found.isWhole()) {
                return CustomResourceState.with(found, workload, server.files().in(workload), addresses.environment().cluster());
            }
            derived = derived == null && found != null && found.isCertain() ? found : derived;
        }
        Recognition declared = catalog.declared(job, workload.buildContext());
        if (declared != null || derived != null) {
            return declared != null ? declared : derived;
        }
        Recognition likely = workload.likelyContext() == null ? null : catalog.declared(job, workload.likelyContext());
        if (likely != null) {
            return new Recognition(likely.exporter(), likely.version(), Recognition.Strength.EMBEDDED, likely.reason());
        }
        Recognition named = named(workload);
        if (named != null) {
            return CustomResourceState.with(named, workload, server.files().in(workload), addresses.environment().cluster());
        }
        Recognition habits = catalog.recognise(containerClues(clues, workload).withPort(COMMON_PORTS.contains(port) ? 0 : port));
        return habits != null && (habits.isCertain() || isNamedLike(workload, habits)) ? habits : null;
    }

    /**
     * Where an installer fills the image in, the container has the name of its program, or the workload has, beside which an exporter
     * stands. Null when neither is the name of an exporter.
     */
    private Recognition named(Workload workload) {
        if (workload.image() == null || Unknown.isKnown(workload.image().repository())) {
            return null;
        }
        String container = workload.container();
        boolean beside = container.endsWith("exporter") || container.endsWith("metrics");
        for (String name : beside ? List.of(container, workload.name()) : List.of(container)) {
            Recognition found = catalog.named(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** A port alone says nothing of a container that is known to be something else; its name has to agree. */
    private static boolean isNamedLike(Workload workload, Recognition habits) {
        boolean unknownImage = workload.image() != null && !Unknown.isKnown(workload.image().repository());
        if (unknownImage || habits.strength() == Recognition.Strength.JOB || habits.strength() == Recognition.Strength.PATH) {
            return true;
        }
        String names = workload.name() + " " + (workload.image() == null ? "" : workload.image().repository());
        for (String word : habits.exporter().id().split("[_-]")) {
            if (word.length() > 3 && !word.equals("exporter") && names.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static Clues containerClues(Clues clues, Workload workload) {
        List<String> words = new ArrayList<>();
        for (Text word : workload.words()) {
            words.add(word.value());
        }
        Map<String, String> variables = new HashMap<>();
        workload.environment().forEach((name, variable) -> variables.put(name, variable.value() == null ? "" : variable.value().value()));
        return clues.withArguments(words).withEnvironment(variables);
    }
}
