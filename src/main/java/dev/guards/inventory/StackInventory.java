package dev.guards.inventory;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Owner;
import dev.guards.catalog.Recognition;
import dev.guards.catalog.Rename;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.environment.Environment;
import dev.guards.environment.PrometheusServer;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.inventory.kubernetes.KubeStateObserver;
import dev.guards.inventory.kubernetes.KubeletObserver;
import dev.guards.inventory.stream.Streams;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The inventory of an environment, or of one server in it, computed by running its configuration on sets of labels. */
public final class StackInventory implements Inventory {
    private static final int MOST_LISTS = 4;

    private final Environment environment;
    private final Catalog catalog;
    private final StackInventory wider;
    private final List<ScrapedJob> jobs = new ArrayList<>();
    private final List<RuleFile> rules = new ArrayList<>();
    private final List<Evidence> openBecause = new ArrayList<>();
    private boolean rulesOpen;
    private boolean receives;
    private final Map<String, List<Series>> seriesByName = new HashMap<>();
    private final Map<String, Optional<Exporter>> exporters = new HashMap<>();
    private Set<String> names;
    private Streams streams;
    private PushedSeries pushed;

    /**
     * @param sources what brings series
     * @param world   why series may come from elsewhere
     * @param wider   the inventory of all servers of the environment; null when this is it
     */
    StackInventory(Environment environment, Catalog catalog, List<ScrapedSource> sources, List<Evidence> world, StackInventory wider) {
        this.environment = environment;
        this.catalog = catalog;
        this.wider = wider;
        for (ScrapedSource source : sources) {
            jobs.addAll(source.jobs());
            rules.addAll(source.rules());
            rulesOpen |= source.source().rulesOpen();
            openBecause.addAll(source.source().openBecause());
            receives |= source.source().receives();
        }
        openBecause.addAll(world);
    }

    /** The inventory of all servers of an environment together. */
    public static StackInventory of(Environment environment, Catalog catalog) {
        return MetricsServers.of(environment, catalog).all();
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public List<Job> jobs() {
        List<Job> all = new ArrayList<>();
        jobs.forEach(j -> all.add(j.job()));
        return all;
    }

    @Override
    public List<Series> series(String metric) {
        return seriesByName.computeIfAbsent(metric, this::compute);
    }

    private List<Series> compute(String metric) {
        List<Series> found = new ArrayList<>();
        for (ScrapedJob job : jobs) {
            found.addAll(job.series(metric));
            running().metrics().forEach(counted -> job.counted(counted, metric, found));
        }
        pushed().series(metric, found);
        if (metric.equals("ALERTS") || metric.equals("ALERTS_FOR_STATE")) {
            alerts(metric, found);
        }
        return List.copyOf(found);
    }

    @Override
    public List<Series> unseenSeries(String metric) {
        List<Series> found = new ArrayList<>();
        for (ScrapedJob job : jobs) {
            found.addAll(job.unseen(metric));
        }
        if (receives) {
            found.add(new Series(Labels.any().with("__name__", metric), null, null, Certainty.CONDITIONAL, "others push to the server", false,
                    List.of()));
        }
        return found;
    }

    /** Labels of the expression come on top, so the rows are open. */
    private void alerts(String metric, List<Series> found) {
        for (RuleFile file : rules) {
            for (RuleFile.Group group : file.groups()) {
                for (RuleFile.Rule rule : group.rules()) {
                    if (rule.alert() == null) {
                        continue;
                    }
                    Map<String, ValueSet> labels = new TreeMap<>();
                    labels.put("__name__", ValueSet.of(metric));
                    labels.put("alertname", ValueSet.of(rule.alert().value()));
                    if (metric.equals("ALERTS")) {
                        labels.put("alertstate", ValueSet.of("pending", "firing"));
                    }
                    Map<String, dev.guards.text.Text> given = new TreeMap<>(group.labels());
                    given.putAll(rule.labels());
                    given.forEach((name, value) -> labels.put(name, value.value().contains("{{") ? ValueSet.any()
                            : ValueSet.of(value.value())));
                    Labels open = Labels.of(labels).withOpenNames(ValueSet.any().withoutAbsent());
                    found.add(new Series(open, Synthetic.member(metric), null, Certainty.CONDITIONAL, "the alert fires", false,
                            List.of(new Evidence(rule.span(), "alert `" + rule.alert() + "`"))));
                }
            }
        }
    }

    @Override
    public Set<String> metricNames() {
        if (names == null) {
            names = new TreeSet<>();
            jobs.forEach(j -> j.names(names));
            running().metrics().forEach(counted -> names.addAll(counted.names()));
            pushed().names(names);
        }
        return names;
    }

    @Override
    public List<Series> openSeries(String metric) {
        List<Series> found = new ArrayList<>();
        for (ScrapedJob job : jobs) {
            found.addAll(job.open(metric));
        }
        return found;
    }

    @Override
    public boolean isOpen() {
        return !openBecause.isEmpty();
    }

    @Override
    public List<Evidence> openBecause() {
        return openBecause;
    }

    @Override
    public List<RuleFile> rules() {
        return rules;
    }

    @Override
    public boolean isRulesOpen() {
        return rulesOpen;
    }

    @Override
    public Missing missing(String metric) {
        if (!series(metric).isEmpty()) {
            return new Missing(Missing.Reason.NOT_MISSING, "it is there", "", "", List.of());
        }
        Missing elsewhere = wider == null ? null : wider.kept(metric);
        if (elsewhere != null) {
            return elsewhere;
        }
        Missing best = null;
        for (ScrapedJob job : jobs) {
            Missing found = job.missing(metric);
            if (found != null && (best == null || found.reason().compareTo(best.reason()) < 0)) {
                best = found;
            }
        }
        return best != null ? best : missingExporter(metric);
    }

    /** That the metric is here, to those who ask another server; null when it is not. */
    private Missing kept(String metric) {
        for (Series series : series(metric)) {
            if (series.target() != null) {
                return new Missing(Missing.Reason.OTHER_SERVER, "`" + metric + "` does not reach the server that is asked", "ask a datasource of the"
                        + " server that scrapes job `" + series.target().job() + "`", "", series.evidence());
            }
        }
        for (RuleFile file : rules) {
            for (RuleFile.Group group : file.groups()) {
                for (RuleFile.Rule rule : group.rules()) {
                    if (rule.isRecording() && rule.record().value().equals(metric)) {
                        return new Missing(Missing.Reason.OTHER_SERVER, "`" + metric + "` does not reach the server that is asked",
                                "ask a datasource of the server that evaluates the rule", "",
                                List.of(new Evidence(rule.span(), "another server records it")));
                    }
                }
            }
        }
        return null;
    }

    private Missing missingExporter(String metric) {
        for (Rename rename : catalog.renames(metric)) {
            if (!series(rename.to()).isEmpty()) {
                return new Missing(Missing.Reason.RENAMED, "`" + metric + "` is named `" + rename.to() + "` " + (rename.version().equals(
                        dev.guards.catalog.Version.UNKNOWN) ? "now" : "since " + rename.exporter() + " " + rename.version()), rename.to(),
                        rename.exporter(), List.of());
            }
        }
        Owner owner = catalog.owner(metric);
        if (owner == null) {
            return new Missing(Missing.Reason.NOBODY_MAKES_IT, "no job of this environment makes `" + metric + "`", "", "", lists());
        }
        String id = owner.exporters().get(0);
        boolean here = owner.exporters().stream().anyMatch(this::isScraped);
        for (Workload workload : environment.workloads()) {
            Exporter exporter = exporter(workload);
            boolean makesIt = exporter != null && owner.exporters().contains(exporter.id());
            // A captured job is known by its name, whatever program it is.
            here |= makesIt && isTarget(workload);
            if (makesIt && !isScraped(exporter.id()) && !isTarget(workload)) {
                return new Missing(Missing.Reason.NOT_SCRAPED, "`" + workload.name() + "` is " + exporter.id() + ", but no job scrapes it",
                        "add a scrape job for `" + workload.name() + "`", exporter.id(),
                        List.of(new Evidence(workload.span(), "service `" + workload.name() + "`")));
            }
        }
        if (here) {
            return new Missing(Missing.Reason.NOBODY_MAKES_IT, id + " does not make it", "", id, lists());
        }
        boolean kubernetes = environment.kind() != Environment.Kind.KUBERNETES
                && owner.exporters().stream().allMatch(e -> catalog.exporter(e) != null && catalog.exporter(e).isKubernetesOnly());
        return kubernetes ? new Missing(Missing.Reason.WRONG_ENVIRONMENT, "`" + metric + "` comes from " + id + ", which runs in Kubernetes only", "", id,
                List.of()) : new Missing(Missing.Reason.EXPORTER_NOT_IN_STACK, "`" + metric + "` comes from " + id + ", which this environment does not run",
                "add " + id + " and a scrape job for it", id, List.of());
    }

    /** Where the files say what a job exposes: captures, source code, rules. */
    private List<Evidence> lists() {
        Set<Evidence> found = new LinkedHashSet<>();
        for (ScrapedJob job : jobs) {
            for (Target target : job.job().targets()) {
                Recognition by = target.exporter();
                boolean listed = by != null && (by.strength() == Recognition.Strength.CAPTURE || by.strength() == Recognition.Strength.SOURCE);
                if (listed && found.size() < MOST_LISTS) {
                    found.add(new Evidence(job.job().span(), "job `" + job.job().name() + "` is known by " + by.reason()));
                }
            }
        }
        return List.copyOf(found);
    }

    /** The exporter that an image is; null when it is none. */
    private Exporter exporter(Workload workload) {
        if (workload.image() == null) {
            return null;
        }
        return exporters.computeIfAbsent(workload.image().text().value(), image -> {
            Recognition found = catalog.recognise(Clues.ofImage(image));
            return Optional.ofNullable(found == null || !found.isCertain() ? null : found.exporter());
        }).orElse(null);
    }

    private boolean isTarget(Workload workload) {
        return jobs.stream().anyMatch(job -> job.job().targets().stream().anyMatch(t -> t.workload() == workload));
    }

    private boolean isScraped(String exporter) {
        for (ScrapedJob job : jobs) {
            for (Target target : job.job().targets()) {
                if (target.exporter() != null && target.exporter().exporter().id().equals(exporter)) {
                    return true;
                }
            }
        }
        return false;
    }

    private PushedSeries pushed() {
        if (pushed == null) {
            boolean stores = environment.programs().stream().anyMatch(p -> p.role().storesMetrics() && p.role() != Role.PROMETHEUS);
            pushed = PushedSeries.of(environment, receives || stores);
        }
        return pushed;
    }

    private Streams running() {
        if (wider != null) {
            return wider.running();
        }
        if (streams == null) {
            streams = Streams.of(environment);
        }
        return streams;
    }

    @Override
    public List<LogStream> streams() {
        return running().all();
    }

    @Override
    public List<LogStream> unseenStreams() {
        return running().unseen();
    }

    @Override
    public List<Evidence> streamsOpenBecause() {
        List<Evidence> because = new ArrayList<>(running().openBecause());
        if (!environment.complete()) {
            because.add(new Evidence(null, "parts of the environment are not in the repository, and may send logs"));
        }
        return because;
    }

    @Override
    public boolean isStreamsOpen() {
        return running().open() || !environment.complete();
    }
}
