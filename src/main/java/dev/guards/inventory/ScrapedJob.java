package dev.guards.inventory;

import dev.guards.catalog.Absence;
import dev.guards.catalog.Catalog;
import dev.guards.catalog.Clues;
import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.Owner;
import dev.guards.catalog.Recognition;
import dev.guards.config.alloy.AlloyScrapes;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.config.prometheus.ScrapeConfig;
import dev.guards.environment.Workload;
import dev.guards.inventory.stream.AgentMetric;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A job at work: which series its targets store under a name. Knows what its exporters expose, and asks them one name at a time. */
final class ScrapedJob {
    private final Job job;
    private final ScrapeConfig scrape;
    private final Catalog catalog;
    private final List<Observer> observers;
    private final Map<Target, Families> families = new IdentityHashMap<>();
    private final boolean renames;
    private final boolean inCluster;
    private final List<RelabelRule> sent;
    private final List<RelabelRule> metricRules;
    private Map<String, Set<String>> sourcesByName;

    /** @param inCluster whether the targets run in Kubernetes */
    ScrapedJob(Job job, ScrapeConfig scrape, Catalog catalog, List<Observer> observers, boolean inCluster) {
        this(job, scrape, catalog, observers, inCluster, List.of());
    }

    private ScrapedJob(Job job, ScrapeConfig scrape, Catalog catalog, List<Observer> observers, boolean inCluster, List<RelabelRule> sent) {
        this.inCluster = inCluster;
        this.sent = sent;
        this.metricRules = new ArrayList<>(scrape.metricRelabel());
        this.metricRules.addAll(sent);
        this.job = job;
        this.scrape = scrape;
        this.catalog = catalog;
        this.observers = observers;
        this.renames = metricRules.stream().anyMatch(ScrapedJob::mayRename);
    }

    /** The job as it arrives at another server. */
    ScrapedJob sent(List<RelabelRule> rules) {
        return rules.isEmpty() ? this : new ScrapedJob(job, scrape, catalog, observers, inCluster, rules);
    }

    /** Rules that can write {@code __name__}; deleting it drops the sample. */
    private static boolean mayRename(RelabelRule rule) {
        String target = rule.targetLabel().value();
        return !rule.valid() || rule.regex() == null || rule.action().writesTarget() && (target.equals("__name__") || target.indexOf('$') >= 0)
                || rule.action() == RelabelRule.Action.LABELMAP;
    }

    Job job() {
        return job;
    }

    Families families(Target target) {
        if (target.exporter() == null) {
            return null;
        }
        return families.computeIfAbsent(target, t -> t.exporter().exporter().families(t.exporter().version(), clues(t)));
    }

    private Clues clues(Target target) {
        Workload workload = target.workload();
        String path = MetricsPath.of(target.path());
        String address = target.address().single();
        Clues clues = Clues.NONE.withPath(path).withJob(job.name()).withPort(address == null ? 0 : AddressBook.port(address));
        if (workload == null) {
            String flags = target.discovered().get(AlloyScrapes.FLAGS).single();
            return flags == null || flags.isEmpty() ? clues : clues.withArguments(List.of(flags.split(" ")));
        }
        List<String> words = new ArrayList<>();
        for (Text word : workload.words()) {
            words.add(word.value());
        }
        Map<String, String> variables = new HashMap<>();
        workload.environment().forEach((name, v) -> variables.put(name, v.value() == null ? "" : v.value().value()));
        Clues complete = clues.withArguments(words).withEnvironment(variables);
        return workload.image() == null ? complete : complete.withImage(workload.image().text().value());
    }

    /** Series stored under a name. */
    List<Series> series(String metric) {
        List<Series> found = new ArrayList<>();
        for (Target target : job.targets()) {
            synthetic(target, metric, found);
            exposed(target, metric, false, found);
        }
        return found;
    }

    /** What the targets may store under a name of things that the environment does not describe. */
    List<Series> unseen(String metric) {
        List<Series> found = new ArrayList<>();
        for (Target target : job.targets()) {
            exposed(target, metric, true, found);
        }
        return found;
    }

    private void exposed(Target target, String metric, boolean unseen, List<Series> found) {
        Families exposed = families(target);
        if (exposed == null) {
            return;
        }
        for (String source : renames ? sources().getOrDefault(metric, Set.of()) : Set.of(metric)) {
            for (Family.Member member : StoredHistograms.members(exposed, source, scrape.ingestion())) {
                stored(target, member, metric, unseen, found);
            }
        }
    }

    /** Series that a log agent makes of lines, where one of the targets is that agent. */
    void counted(AgentMetric metric, String name, List<Series> found) {
        Family.Member member = metric.member(name);
        for (Target target : member == null ? List.<Target>of() : job.targets()) {
            if (target.workload() == null || target.workload() != metric.workload() || !target.path().contains("/metrics")) {
                continue;
            }
            Labels labels = SampleLabels.withTarget(metric.sample(member), target.labels(), scrape.honorLabels());
            for (Relabeler.Outcome outcome : Relabeler.run(metricRules, labels).kept()) {
                if (outcome.labels().get("__name__").contains(name)) {
                    List<Evidence> evidence = new ArrayList<>(target.evidence());
                    evidence.add(new Evidence(metric.span(), "made of log lines by a metrics stage"));
                    found.add(new Series(outcome.labels().with("__name__", name), member, target, Certainty.CONDITIONAL,
                            member.family().condition(), false, evidence));
                }
            }
        }
    }

    private void synthetic(Target target, String metric, List<Series> found) {
        if (Synthetic.isMade(metric, scrape.ingestion().extraMetrics())) {
            for (Relabeler.Outcome outcome : Relabeler.run(sent, target.labels().with("__name__", metric)).kept()) {
                String condition = !target.condition().isEmpty() ? target.condition() : outcome.certain() ? "" : "relabelling keeps what is sent";
                found.add(new Series(outcome.labels(), Synthetic.member(metric), target,
                        condition.isEmpty() ? Certainty.CERTAIN : Certainty.CONDITIONAL, condition, false, target.evidence()));
            }
        }
    }

    private void stored(Target target, Family.Member member, String metric, boolean unseen, List<Series> found) {
        for (Observation observation : observations(target, member)) {
            if (unseen != (observation != null && observation.basis() == Observation.Basis.UNSEEN)) {
                continue;
            }
            stored(target, member, observation, SampleLabels.of(member), metric, found);
            boolean seen = target.exporter().strength() == Recognition.Strength.CAPTURE
                    && member.labels().stream().anyMatch(l -> !l.closed() && !l.values().isEmpty());
            if (seen) {
                stored(target, member, observation, SampleLabels.seen(member), metric, found);
            }
        }
    }

    private void stored(Target target, Family.Member member, Observation observation, Labels sample, String metric, List<Series> found) {
        Labels labels = SampleLabels.withTarget(observation == null ? sample : observation.applyTo(sample), target.labels(),
                scrape.honorLabels());
        for (Relabeler.Outcome outcome : Relabeler.run(metricRules, labels).kept()) {
            if (outcome.labels().get("__name__").contains(metric)) {
                found.add(row(target, member, observation, outcome, metric));
            }
        }
    }

    private List<Observation> observations(Target target, Family.Member member) {
        for (Observer observer : observers) {
            List<Observation> seen = observer.observe(target, member);
            if (seen != null) {
                return seen;
            }
        }
        return java.util.Collections.singletonList(null);
    }

    private Series row(Target target, Family.Member member, Observation observation, Relabeler.Outcome outcome, String metric) {
        String observed = observation == null || observation.condition() == null ? "" : observation.condition();
        String ofFamily = observation != null && observation.condition() == null ? "" : member.family().condition();
        String condition = !target.condition().isEmpty() ? target.condition() : !observed.isEmpty() ? observed
                : !ofFamily.isEmpty() ? ofFamily : !target.exporter().isCertain() ? target.exporter().reason()
                : outcome.certain() ? "" : "metric relabelling keeps it";
        List<Evidence> evidence = new ArrayList<>(target.evidence());
        evidence.add(new Evidence(member.family().declared(), madeBy(member.family(), target.exporter())));
        if (observation != null) {
            evidence.addAll(observation.evidence());
        }
        evidence.addAll(outcome.evidence());
        return new Series(outcome.labels().with("__name__", metric), member, target,
                condition.isEmpty() ? Certainty.CERTAIN : Certainty.CONDITIONAL, condition, observation != null && observation.basis() == Observation.Basis.DESCRIBED,
                evidence);
    }

    private static String madeBy(Family family, Recognition exporter) {
        if (family.declared() == null || exporter.strength() != Recognition.Strength.SOURCE) {
            return exporter.exporter().id() + ", by " + exporter.reason();
        }
        List<String> names = new ArrayList<>();
        family.labels().forEach(label -> names.add("`" + label.name() + "`"));
        boolean open = !family.openLabels().isEmpty();
        String labels = names.isEmpty() ? open ? "labels that are not literal" : "no labels"
                : (names.size() == 1 ? "label " : "labels ") + String.join(", ", names) + (open ? " and others" : "");
        return "declared as a" + (family.type() == dev.guards.catalog.MetricType.UNTYPED ? "n " : " ") + family.type().word() + " with " + labels
                + ", by " + exporter.reason();
    }

    /** Series of which nothing more is known that may be stored under a name; any name at all when null. */
    List<Series> open(String metric) {
        List<Series> found = new ArrayList<>();
        Owner owner = metric == null ? null : catalog.owner(metric);
        for (Target target : job.targets()) {
            if (metric != null && Synthetic.isReserved(metric) || !mayHave(target, metric, owner)) {
                continue;
            }
            Labels labels = SampleLabels.withTarget(SampleLabels.unknown(renames ? null : metric), target.labels(), scrape.honorLabels());
            for (Relabeler.Outcome outcome : Relabeler.run(metricRules, labels).kept()) {
                if (metric == null || outcome.labels().get("__name__").contains(metric)) {
                    Labels stored = metric == null ? outcome.labels() : outcome.labels().with("__name__", metric);
                    found.add(new Series(stored, null, target, Certainty.CONDITIONAL, "what `" + job.name() + "` exposes is not known", false,
                            target.evidence()));
                }
            }
        }
        return found;
    }

    private boolean mayHave(Target target, String metric, Owner owner) {
        if (isFederation(target)) {
            return true;
        }
        Families exposed = families(target);
        boolean anything = exposed == null || !target.exporter().isCertain();
        if (anything && isOutside(target)) {
            return owner == null || !needsCluster(owner);
        }
        if (exposed != null && target.exporter().exporter().relays()) {
            return metric == null || exposed.mayHave(metric);
        }
        if (exposed == null || target.exporter().exporter().passesThrough()) {
            return owner == null;
        }
        if (target.isOpen()) {
            // Taken for this exporter by habit, it may be another build of it, with other names and labels.
            return owner == null || isOwnedBy(owner, target);
        }
        if (metric == null) {
            return exposed.isOpen();
        }
        boolean renamed = renames && exposed.isOpen();
        boolean foreign = owner != null && !isOwnedBy(owner, target);
        return renamed || !foreign && exposed.mayHave(metric) && exposed.series(metric).isEmpty();
    }

    private static boolean isOwnedBy(Owner owner, Target target) {
        return owner.exporters().contains(target.exporter().exporter().id());
    }

    /** True when the target leads out of the environment: whatever runs there, it may be any exporter. */
    private static boolean isOutside(Target target) {
        return target.workload() == null && target.problems().stream().noneMatch(p -> p.kind() == TargetProblem.Kind.HOST_UNKNOWN
                || p.kind() == TargetProblem.Kind.LOCALHOST);
    }

    private boolean needsCluster(Owner owner) {
        return !inCluster && owner.exporters().stream().allMatch(id -> catalog.exporter(id) != null && catalog.exporter(id).isKubernetesOnly());
    }

    static boolean isFederation(Target target) {
        return target.path().contains("/federate");
    }

    /** Names that the job is known to store. */
    void names(Set<String> names) {
        if (!job.targets().isEmpty()) {
            names.addAll(Synthetic.names(scrape.ingestion().extraMetrics()));
        }
        if (renames) {
            names.addAll(sources().keySet());
            return;
        }
        for (Target target : job.targets()) {
            Families exposed = families(target);
            if (exposed != null) {
                names.addAll(StoredHistograms.names(exposed, scrape.ingestion()));
            }
        }
    }

    /** By stored name, the exposed ones that become it. */
    private Map<String, Set<String>> sources() {
        if (sourcesByName == null) {
            sourcesByName = new TreeMap<>();
            for (Target target : job.targets()) {
                Families exposed = families(target);
                if (exposed == null) {
                    continue;
                }
                for (String name : StoredHistograms.names(exposed, scrape.ingestion())) {
                    Labels labels = SampleLabels.withTarget(SampleLabels.unknown(name), target.labels(), scrape.honorLabels());
                    for (Relabeler.Outcome outcome : Relabeler.run(metricRules, labels).kept()) {
                        for (String stored : outcome.labels().get("__name__").isFinite() ? outcome.labels().get("__name__").values()
                                : List.of(name)) {
                            sourcesByName.computeIfAbsent(stored, n -> new TreeSet<>()).add(name);
                        }
                    }
                }
            }
        }
        return sourcesByName;
    }

    /** Why the job stores no series of that name although its exporter is known; null when it says nothing of it. */
    Missing missing(String metric) {
        Missing best = null;
        for (Target target : job.targets()) {
            Families exposed = families(target);
            Missing found = exposed == null ? null : missing(target, exposed, metric);
            if (found != null && (best == null || found.reason().compareTo(best.reason()) < 0)) {
                best = found;
            }
        }
        return best;
    }

    private Missing missing(Target target, Families exposed, String metric) {
        String exporter = target.exporter().exporter().id();
        for (Family.Member member : exposed.series(metric)) {
            Labels labels = SampleLabels.withTarget(SampleLabels.of(member), target.labels(), scrape.honorLabels());
            for (Relabeler.Drop drop : Relabeler.run(metricRules, labels).dropped()) {
                return new Missing(Missing.Reason.DROPPED_BY_RELABEL, "job `" + job.name() + "` drops it: the rule " + drop.message(), "",
                        exporter, List.of(new Evidence(drop.span(), drop.message())));
            }
        }
        Absence absence = exposed.absence(metric);
        if (absence == null || absence.kind() == Absence.Kind.UNKNOWN) {
            return null;
        }
        Missing.Reason reason = switch (absence.kind()) {
            case DISABLED -> Missing.Reason.DISABLED;
            case NOT_YET -> Missing.Reason.NOT_YET;
            case REMOVED -> Missing.Reason.REMOVED;
            case RENAMED -> Missing.Reason.RENAMED;
            case OTHER_ENDPOINT -> Missing.Reason.OTHER_ENDPOINT;
            default -> Missing.Reason.SUFFIX;
        };
        return new Missing(reason, absence.detail(), absence.remedy(), exporter, target.evidence());
    }
}
