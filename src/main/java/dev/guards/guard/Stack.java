package dev.guards.guard;

import dev.guards.analysis.DashboardDomains;
import dev.guards.analysis.LogSource;
import dev.guards.analysis.SeriesSource;
import dev.guards.analysis.Unfilled;
import dev.guards.analysis.Verdict;
import dev.guards.config.grafana.Dashboard;
import dev.guards.environment.Environment;
import dev.guards.environment.Workload;
import dev.guards.inventory.Inventory;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One environment of the repository: what it produces, and what is asked of it. */
public final class Stack {
    /** A variable of a dashboard that can never get a value. */
    public record Unanswered(Dashboard dashboard, Unfilled reason) {
    }

    private final Repository repository;
    private final Environment environment;
    private final Inventory inventory;
    private final SeriesSource series;
    private final LogSource streams;
    private final RuleFiles rules;
    private final Map<Dashboard, DashboardDomains> domains;
    private final List<StackQuery> queries;

    /**
     * @param series  the inventory's series and what recording rules make of them
     * @param streams the inventory's log streams
     * @param queries everything that is asked of the environment, in the order of the files
     */
    public Stack(Repository repository, Environment environment, Inventory inventory, SeriesSource series, LogSource streams,
            RuleFiles rules, Map<Dashboard, DashboardDomains> domains, List<StackQuery> queries) {
        this.repository = repository;
        this.environment = environment;
        this.inventory = inventory;
        this.series = series;
        this.streams = streams;
        this.rules = rules;
        this.domains = domains;
        this.queries = List.copyOf(queries);
    }

    public Repository repository() {
        return repository;
    }

    public Environment environment() {
        return environment;
    }

    public boolean isDocker() {
        return environment.kind() == Environment.Kind.DOCKER;
    }

    public Inventory inventory() {
        return inventory;
    }

    public SeriesSource series() {
        return series;
    }

    public LogSource streams() {
        return streams;
    }

    /** What the variables of each dashboard may hold; only dashboards that are held against this environment are in it. */
    public Map<Dashboard, DashboardDomains> domains() {
        return domains;
    }

    /** Variables that can never get a value, of the dashboards that ask this environment for something, in the order of the files. */
    public List<Unanswered> unfilled() {
        List<Unanswered> found = new ArrayList<>();
        Set<Dashboard> shown = Collections.newSetFromMap(new IdentityHashMap<>());
        for (StackQuery query : queries) {
            Dashboard dashboard = query.asked() == null ? null : query.asked().dashboard();
            if (dashboard != null && domains.containsKey(dashboard) && shown.add(dashboard)) {
                domains.get(dashboard).unfilled().forEach(reason -> found.add(new Unanswered(dashboard, reason)));
            }
        }
        return found;
    }

    public RuleFiles rules() {
        return rules;
    }

    public List<StackQuery> queries() {
        return queries;
    }

    /** How many queries have which verdict. */
    public Coverage coverage() {
        int[] counts = new int[Verdict.values().length];
        for (StackQuery query : queries) {
            counts[query.verdict().ordinal()]++;
        }
        return new Coverage(environment.name(), counts[Verdict.DATA.ordinal()], counts[Verdict.EMPTY.ordinal()],
                counts[Verdict.UNKNOWN.ordinal()]);
    }

    /**
     * What stands for a service of the environment where a query has the service's name: those of the values that exist which its
     * containers have; null when the name is no service's, or its containers have none of them.
     */
    public ValueSet namesake(String value, ValueSet exists) {
        Workload service = environment.workload(value);
        ValueSet names = service == null ? ValueSet.none() : service.instanceNames().intersect(exists);
        return names.isEmpty() ? null : names;
    }

    /** A finding about an empty query: a warning when it is empty only if the host runs nothing else, and nothing shows what was meant. */
    public Finding empty(Finding finding, boolean assumesHost, boolean isShownWhatWasMeant) {
        finding.verdict("empty");
        boolean doubtful = assumesHost && !isShownWhatWasMeant
                && repository.settings().host(environment.name()) == dev.guards.config.settings.Settings.Host.ASSUMED;
        return doubtful ? finding.severity(finding.severity().lowered()) : finding;
    }
}
