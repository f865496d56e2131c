package dev.guards.inventory;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.Recognition;
import dev.guards.config.prometheus.Durations;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.config.prometheus.ScrapeConfig;
import dev.guards.environment.Program;
import dev.guards.environment.Workload;
import dev.guards.inventory.kubernetes.PodPorts;
import dev.guards.regex.Marked;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns what discovery yields into scrape targets, in Prometheus' order: labels of the target, defaults, relabelling, meta
 * labels removed, {@code instance} set from the address.
 */
public final class TargetBuilder {
    /** Meta labels that tell the port where the host of an address is not known. */
    private static final List<String> PORT_LABELS = List.of("__meta_docker_port_private", "__meta_kubernetes_pod_container_port_number",
            "__meta_kubernetes_endpointslice_port");
    private static final ValueSet STORED_NAMES = ValueSet.any().withoutAbsent().without(Re2.of("__.*"));

    private final ScrapeConfig scrape;
    private final Program server;
    private final AddressBook addresses;
    private final Catalog catalog;

    /** @param server the program that scrapes */
    public TargetBuilder(ScrapeConfig scrape, Program server, AddressBook addresses, Catalog catalog) {
        this.scrape = scrape;
        this.server = server;
        this.addresses = addresses;
        this.catalog = catalog;
    }

    /** The job with its targets. */
    public Job job(Discoveries discoveries, String serverName) {
        List<Target> kept = new ArrayList<>();
        List<Target> dropped = new ArrayList<>();
        for (Discovered discovered : discoveries.targets()) {
            targets(discovered, kept, dropped);
        }
        return new Job(scrape.job(), serverName, scrape.span(), kept, dropped, discoveries.open(), mayChangeInterval() ? 0 : scrape.intervalMillis(),
                scrape.timeoutMillis(), scrape.honorLabels());
    }

    /** Relabelling may give each target an interval of its own. */
    private boolean mayChangeInterval() {
        for (RelabelRule rule : scrape.relabel()) {
            if (rule.targetLabel() != null && rule.targetLabel().value().equals("__scrape_interval__")) {
                return true;
            }
        }
        return false;
    }

    private void targets(Discovered discovered, List<Target> kept, List<Target> dropped) {
        Labels before = withDefaults(scrape, discovered.labels());
        Relabeler.Result result = Relabeler.run(scrape.relabel(), before);
        int first = kept.size();
        for (Relabeler.Outcome outcome : result.kept()) {
            if (outcome.labels().get("__address__").mustBeAbsent()) {
                dropped.add(dropped(discovered, before, new Evidence(scrape.span(), "relabelling leaves no `__address__`")));
            } else {
                Target target = target(discovered, before, outcome);
                if (kept.subList(first, kept.size()).stream().noneMatch(other -> isSame(other, target))) {
                    kept.add(target);
                    others(discovered, before, outcome, target, kept);
                }
            }
        }
        if (result.kept().isEmpty()) {
            Relabeler.Drop drop = result.dropped().get(0);
            dropped.add(dropped(discovered, before, new Evidence(drop.span(), drop.message())));
        }
    }

    /** The same target where another definition of its service runs. */
    private void others(Discovered discovered, Labels before, Relabeler.Outcome outcome, Target target, List<Target> kept) {
        String address = target.address().single();
        if (address == null || discovered.workload() != null) {
            return;
        }
        for (Workload other : addresses.others(address, server.workload(), target.workload())) {
            kept.add(target(discovered.leadingTo(other), before, outcome));
        }
    }

    /** Ways that relabelling may take and that lead to the same. */
    private static boolean isSame(Target one, Target other) {
        return one.labels().equals(other.labels()) && one.address().equals(other.address()) && one.path().equals(other.path())
                && one.workload() == other.workload() && one.certainty() == other.certainty();
    }

    /** The job as stored tells more than the name of a job that an operator has made. */
    private String jobClue(Labels after) {
        String job = after.get("job").single();
        return job == null || job.isEmpty() ? scrape.job() : job;
    }

    /** What a job adds to the labels of a discovered target before relabelling. */
    public static Labels withDefaults(ScrapeConfig scrape, Labels labels) {
        Map<String, String> defaults = new TreeMap<>();
        defaults.put("job", scrape.job());
        defaults.put("__scheme__", scrape.scheme().value());
        defaults.put("__metrics_path__", scrape.path().value());
        defaults.put("__scrape_interval__", Durations.text(scrape.intervalMillis()));
        defaults.put("__scrape_timeout__", Durations.text(scrape.timeoutMillis()));
        scrape.params().forEach((name, values) -> {
            if (!values.isEmpty()) {
                defaults.put("__param_" + name, values.get(0).value());
            }
        });
        Labels complete = labels;
        for (Map.Entry<String, String> entry : defaults.entrySet()) {
            ValueSet given = complete.get(entry.getKey());
            if (given.mayBeAbsent()) {
                complete = complete.with(entry.getKey(), given.withoutAbsent().union(Marked.written(entry.getValue())));
            }
        }
        return complete;
    }

    private Target target(Discovered discovered, Labels before, Relabeler.Outcome outcome) {
        Labels after = outcome.labels();
        ValueSet address = after.get("__address__").withoutAbsent();
        ValueSet path = after.get("__metrics_path__");
        List<TargetProblem> problems = new ArrayList<>();
        Workload workload = discovered.workload();
        String single = address.single();
        int port = single == null ? declaredPort(after) : AddressBook.port(single);
        if (single != null && workload == null) {
            AddressBook.Found found = addresses.find(single, server.workload(), discovered.place());
            workload = found.workload();
            port = found.port();
            problems.addAll(found.problems());
        }
        boolean pod = single == null && workload != null && workload.kind().isKubernetes();
        Workload serving = pod ? PodPorts.serving(workload, address, addresses.environment()) : workload;
        boolean unsure = serving == null && workload != null;
        workload = unsure ? workload : serving;
        List<Evidence> evidence = new ArrayList<>(List.of(new Evidence(scrape.span(), "scrape job `" + scrape.job() + "`")));
        evidence.addAll(discovered.evidence());
        evidence.addAll(outcome.evidence());
        String condition = condition(discovered, workload, outcome);
        Recognition exporter = new TargetExporter(scrape, server, addresses, catalog).of(before, address, path, unsure, workload, port, jobClue(after), problems);
        // Any of a pod's programs may answer, those that are known among them.
        return new Target(scrape.job(), before, stored(after, address), address, path, unsure ? null : workload, exporter,
                condition.isEmpty() ? Certainty.CERTAIN : Certainty.CONDITIONAL, condition, problems, evidence);
    }

    private String condition(Discovered discovered, Workload workload, Relabeler.Outcome outcome) {
        if (!discovered.condition().isEmpty()) {
            return discovered.condition();
        }
        String depends = workload == null ? "" : workload.dependsOn(server.workload());
        if (!depends.isEmpty()) {
            return depends;
        }
        return outcome.certain() ? "" : "relabelling keeps it";
    }

    private static int declaredPort(Labels after) {
        for (String label : PORT_LABELS) {
            String port = after.get(label).single();
            if (port != null && !port.isEmpty()) {
                return AddressBook.port("x:" + port);
            }
        }
        return 0;
    }

    private Target dropped(Discovered discovered, Labels before, Evidence why) {
        return new Target(scrape.job(), before, Labels.NONE, ValueSet.none(), ValueSet.none(), discovered.workload(), null, Certainty.CERTAIN,
                "", List.of(), List.of(new Evidence(scrape.span(), "scrape job `" + scrape.job() + "`"), why));
    }

    /** What is stored with each series of the target. */
    private static Labels stored(Labels after, ValueSet address) {
        Map<String, ValueSet> stored = new HashMap<>();
        after.asMap().forEach((name, values) -> {
            if (!name.startsWith("__")) {
                stored.put(name, Marked.resolve(values));
            }
        });
        ValueSet open = after.openNames().intersect(STORED_NAMES);
        Labels labels = Labels.of(stored).withOpenNames(open.isEmpty() ? ValueSet.none() : open);
        ValueSet instance = after.get("instance");
        return instance.mayBeAbsent() ? labels.with("instance", instance.withoutAbsent().union(address)) : labels;
    }
}
