package dev.guards.guard;

import dev.guards.analysis.Analysis;
import dev.guards.analysis.DashboardDomains;
import dev.guards.analysis.Domains;
import dev.guards.analysis.InventorySeries;
import dev.guards.analysis.InventoryStreams;
import dev.guards.analysis.LogAnalysis;
import dev.guards.analysis.RecordedSeries;
import dev.guards.analysis.Unfilled;
import dev.guards.analysis.Verdict;
import dev.guards.config.Document;
import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.Datasource;
import dev.guards.config.grafana.DatasourceReference;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Language;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.config.settings.Globs;
import dev.guards.config.settings.Settings;
import dev.guards.environment.Environment;
import dev.guards.environment.Environments;
import dev.guards.environment.HelmCharts;
import dev.guards.inventory.Inventory;
import dev.guards.inventory.MetricsServers;
import dev.guards.logql.LogQl;
import dev.guards.logql.Options;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.text.Paths;
import dev.guards.text.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Brings environments and what is asked of them together. With several environments a dashboard is held against the one
 * that it fits best, unless one is asked for by name or {@code guards.yaml} says.
 */
public final class Stacks {
    private final Repository repository;
    private final List<Environment> environments;
    private final List<String> notes = new ArrayList<>();
    /** How many dashboards a folder has that no environment shows. */
    private final Map<String, Integer> homeless = new LinkedHashMap<>();
    private final Map<Dashboard, List<DashboardQuery>> queriesOf = new IdentityHashMap<>();
    private final Map<Text, dev.guards.logql.Parsed> parsedLogs = new IdentityHashMap<>();

    public Stacks(Repository repository) {
        this.repository = repository;
        this.environments = Environments.detect(repository.documents(), repository.settings());
        for (Environment environment : environments) {
            repository.problems().addAll(environment.problems());
        }
        for (DashboardQuery query : repository.grafana().queries()) {
            queriesOf.computeIfAbsent(query.dashboard(), d -> new ArrayList<>()).add(query);
        }
    }

    public List<Environment> environments() {
        return environments;
    }

    /** Assumptions, and which dashboard was held against which environment; each a sentence without a period. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Every environment with its queries.
     *
     * @param wanted name of one environment, {@code all} to hold every dashboard against each, or null
     */
    public List<Stack> of(String wanted) {
        List<Environment> chosen = new ArrayList<>();
        for (Environment environment : environments) {
            boolean named = wanted == null || wanted.equals("all") || environment.name().equals(wanted)
                    || environment.kind().word().equals(wanted);
            if (named) {
                chosen.add(environment);
            }
        }
        Map<Environment, List<StackQuery>> queries = new LinkedHashMap<>();
        Map<Environment, Asker> askers = new LinkedHashMap<>();
        for (Environment environment : chosen) {
            queries.put(environment, new ArrayList<>());
            askers.put(environment, new Asker(environment));
        }
        Map<GrafanaFiles.Placed, Map<Environment, List<StackQuery>>> answers = new LinkedHashMap<>();
        for (GrafanaFiles.Placed placed : repository.grafana().dashboards()) {
            answers.put(placed, answers(placed, wanted, askers));
        }
        answers.forEach((placed, byEnvironment) -> assign(placed, byEnvironment, wanted, answers, queries));
        List<Stack> stacks = new ArrayList<>();
        askers.forEach((environment, asker) -> stacks.add(asker.stack(queries.get(environment))));
        homeless.forEach((folder, count) -> notes.add((count == 1 ? "the dashboard" : "the " + count + " dashboards") + " in `" + folder
                + "` " + (count == 1 ? "belongs" : "belong") + " to no environment that the files describe, so nothing is proved about "
                + (count == 1 ? "it" : "them")));
        LocalDate today = LocalDate.now();
        repository.catalog().oldSnapshots(today).forEach(s -> notes.add("job `" + s.job() + "` is taken from " + s.described(today)
                + "; `guards snapshot` captures it again"));
        for (Environment environment : chosen) {
            environment.assumptions().forEach(a -> notes.add(environment.name() + ": " + a.message()));
        }
        return stacks;
    }

    private Map<Environment, List<StackQuery>> answers(GrafanaFiles.Placed placed, String wanted, Map<Environment, Asker> askers) {
        Map<Environment, List<StackQuery>> answers = new LinkedHashMap<>();
        for (Map.Entry<Environment, Asker> entry : askers.entrySet()) {
            if (isShownIn(placed.document(), entry.getKey())) {
                answers.put(entry.getKey(), entry.getValue().ask(placed.dashboard()));
            }
        }
        if (wanted != null) {
            Dialect dialect = Dialect.of(queriesOf(placed.dashboard()));
            notes.add("dashboard `" + placed.dashboard().name() + "` (" + placed.document().path() + ") speaks " + dialect.word());
        }
        if (wanted == null && answers.isEmpty() && !askers.isEmpty()) {
            homeless.merge(Paths.parent(placed.document().path()), 1, Integer::sum);
        }
        return answers;
    }

    /** Gives a dashboard to the environment that it fits best; where it fits several alike, to the one that its neighbours fit best. */
    private void assign(GrafanaFiles.Placed placed, Map<Environment, List<StackQuery>> own, String wanted,
            Map<GrafanaFiles.Placed, Map<Environment, List<StackQuery>>> all, Map<Environment, List<StackQuery>> queries) {
        if (wanted != null || own.size() < 2) {
            own.forEach((environment, asked) -> queries.get(environment).addAll(asked));
            return;
        }
        Environment best = null;
        for (Environment environment : own.keySet()) {
            int more = best == null ? 1 : Integer.compare(fit(own.get(environment)), fit(own.get(best)));
            boolean better = more > 0 || more == 0 && folderFit(placed, environment, all) > folderFit(placed, best, all);
            best = better ? environment : best;
        }
        queries.get(best).addAll(own.get(best));
        notes.add("dashboard `" + placed.dashboard().name() + "` is held against environment " + best.name()
                + ", which it fits best; --env names another");
    }

    /** By guards.yaml where it says; else by the directories of the environment, or everywhere when it lies in none. */
    private boolean isShownIn(Document document, Environment environment) {
        Settings.DeclaredEnvironment declared = repository.settings().environments().get(environment.name());
        if (declared != null && !declared.dashboards().isEmpty()) {
            return declared.dashboards().stream().anyMatch(glob -> Globs.matches(glob.value(), document.path()));
        }
        return isNear(document.path(), environment) || isNeutral(document.path(), environment);
    }

    /**
     * A file in nobody's own directory may be meant for any environment that has something to show: a Compose file at the root
     * does not keep dashboards from the manifests beside it.
     */
    private boolean isNeutral(String path, Environment environment) {
        return !environment.programs().isEmpty() && environments.stream().noneMatch(e -> e.owns(path))
                && !HelmCharts.isForeign(repository.documents(), path, environment);
    }

    /** True unless the file lies in a chart that is not of this environment, or in the directories of other environments only. */
    private boolean isNear(String path, Environment environment) {
        return !HelmCharts.isForeign(repository.documents(), path, environment)
                && (environment.distance(path) >= 0 || environments.stream().noneMatch(e -> e.distance(path) >= 0));
    }

    private static int folderFit(GrafanaFiles.Placed placed, Environment environment,
            Map<GrafanaFiles.Placed, Map<Environment, List<StackQuery>>> all) {
        String folder = Paths.parent(placed.document().path());
        int fit = 0;
        for (Map.Entry<GrafanaFiles.Placed, Map<Environment, List<StackQuery>>> entry : all.entrySet()) {
            if (Paths.parent(entry.getKey().document().path()).equals(folder)) {
                fit += fit(entry.getValue().getOrDefault(environment, List.of()));
            }
        }
        return fit;
    }

    private static int fit(List<StackQuery> queries) {
        int fit = 0;
        for (StackQuery query : queries) {
            fit += query.verdict() == Verdict.DATA ? 1 : query.verdict() == Verdict.EMPTY ? -2 : 0;
        }
        return fit;
    }

    private List<DashboardQuery> queriesOf(Dashboard dashboard) {
        return queriesOf.getOrDefault(dashboard, List.of());
    }

    /** Asks one environment. */
    private final class Asker {
        private final Environment environment;
        private final MetricsServers servers;
        private final Inventory inventory;
        private final DatasourceServers datasources;
        private final RuleFiles rules;
        private final RecordedSeries series;
        private final Map<Inventory, RecordedSeries> seriesOf = new IdentityHashMap<>();
        private final InventoryStreams streams;
        private final Map<Dashboard, DashboardDomains> domains = new IdentityHashMap<>();

        Asker(Environment environment) {
            this.environment = environment;
            this.servers = MetricsServers.of(environment, repository.catalog());
            this.inventory = servers.all();
            this.datasources = new DatasourceServers(environment, datasources());
            this.rules = RuleFiles.of(environment, inventory, repository.documents());
            this.series = new RecordedSeries(new InventorySeries(inventory, isShared()), rules.evaluated(), Analysis.Engine.DEFAULT);
            seriesOf.put(inventory, series);
            this.streams = new InventoryStreams(inventory, isShared());
        }

        private List<Datasource> datasources() {
            List<Datasource> found = new ArrayList<>();
            for (GrafanaFiles.Provisioned provisioned : repository.grafana().provisionedDatasources()) {
                if (isNear(provisioned.document().path(), environment)) {
                    found.add(provisioned.datasource());
                }
            }
            return found;
        }

        private Inventory inventory(DatasourceReference reference, Dashboard dashboard) {
            return servers.of(reference == null ? null : datasources.of(reference, dashboard));
        }

        private RecordedSeries series(Inventory server) {
            return seriesOf.computeIfAbsent(server, own -> new RecordedSeries(new InventorySeries(own, isShared()),
                    RuleFiles.of(environment, own, repository.documents()).evaluated(), Analysis.Engine.DEFAULT));
        }

        private boolean isShared() {
            return repository.settings().host(environment.name()) == Settings.Host.SHARED;
        }

        List<StackQuery> ask(Dashboard dashboard) {
            List<StackQuery> answers = new ArrayList<>();
            DashboardDomains values = domains.computeIfAbsent(dashboard, d -> new DashboardDomains(d, datasources.datasources(),
                    reference -> series(inventory(reference, d)), new DashboardDomains.Streams(inventory.streams(), inventory.isStreamsOpen())));
            for (DashboardQuery query : queriesOf(dashboard)) {
                StackQuery answer = answer(query, values);
                if (answer != null) {
                    answers.add(answer);
                }
            }
            return answers;
        }

        /**
         * Null for a language that is not ours.
         *
         * @param values of the query's dashboard; null for an alert rule
         */
        private StackQuery answer(DashboardQuery query, DashboardDomains values) {
            if (query.language() == Language.LOGQL) {
                return answerLogs(query, values);
            }
            if (query.language() != Language.PROMQL) {
                return null;
            }
            Parsed parse = repository.promql(query.expr(), dev.guards.promql.Options.GRAFANA);
            if (!parse.isValid() || isSentElsewhere(query)) {
                return StackQuery.ofDashboard(query, parse, null);
            }
            Inventory server = inventory(query.datasource(), query.dashboard());
            RecordedSeries kept = series(server);
            Analysis analysis = Analysis.of(parse.expr(), kept, values == null ? Domains.NONE : values);
            Unfilled culprit = culprit(query, values, analysis.verdict(), domains -> Analysis.of(parse.expr(), kept, domains).verdict());
            if (culprit != null) {
                return StackQuery.emptiedBy(query, culprit);
            }
            return StackQuery.ofDashboard(query, parse, isEmptyBeside(query, values, analysis.verdict())
                    ? Analysis.of(parse.expr(), kept, values.assumingFilled()) : analysis).answeredBy(server);
        }

        /**
         * The variable without a value that empties a query; null when none does, or the query is empty whatever they hold. A query of a
         * variable is emptied by what leaves that variable without a value.
         */
        private static Unfilled culprit(DashboardQuery query, DashboardDomains values, Verdict verdict, Function<Domains, Verdict> verdicts) {
            if (values == null || verdict != Verdict.EMPTY) {
                return null;
            }
            if (query.variable() != null) {
                return values.unfilled(query.variable().id());
            }
            List<Unfilled> unfilled = values.unfilledIn(query.expr());
            for (Unfilled reason : unfilled) {
                if (verdicts.apply(values.assumingFilled(reason)) != Verdict.EMPTY) {
                    return reason;
                }
            }
            return unfilled.size() < 2 || verdicts.apply(values.assumingFilled()) == Verdict.EMPTY ? null : unfilled.get(0);
        }

        /** Whether a query is empty for a reason of its own although it has variables that can never get a value. */
        private static boolean isEmptyBeside(DashboardQuery query, DashboardDomains values, Verdict verdict) {
            return values != null && verdict == Verdict.EMPTY && !values.unfilledIn(query.expr()).isEmpty();
        }

        private boolean isSentElsewhere(DashboardQuery query) {
            return datasources.datasources().isRemote(query.datasource(), query.dashboard());
        }

        private StackQuery answerLogs(DashboardQuery query, DashboardDomains values) {
            dev.guards.logql.Parsed parse = parsedLogs.computeIfAbsent(query.expr(),
                    text -> query.usage() == DashboardQuery.Usage.MATCH ? LogQl.parseSelector(text, Options.GRAFANA) : LogQl.parse(text, Options.GRAFANA));
            if (!parse.ok() || isSentElsewhere(query)) {
                return StackQuery.ofLogs(query, parse.expr(), null);
            }
            LogAnalysis analysis = LogAnalysis.of(parse.expr(), streams, values == null ? Domains.NONE : values);
            Unfilled culprit = culprit(query, values, analysis.verdict(), domains -> LogAnalysis.of(parse.expr(), streams, domains).verdict());
            if (culprit != null) {
                return StackQuery.emptiedBy(query, culprit);
            }
            return StackQuery.ofLogs(query, parse.expr(), isEmptyBeside(query, values, analysis.verdict())
                    ? LogAnalysis.of(parse.expr(), streams, values.assumingFilled()) : analysis);
        }

        Stack stack(List<StackQuery> dashboards) {
            List<StackQuery> all = new ArrayList<>(dashboards);
            for (DashboardQuery query : repository.grafana().queries()) {
                boolean alert = query.dashboard() == null && isNear(query.expr().source().path(), environment);
                StackQuery answer = alert ? answer(query, null) : null;
                if (answer != null) {
                    all.add(answer);
                }
            }
            for (RuleFile file : rules.loaded()) {
                Inventory server = servers.evaluating(file);
                for (RuleFile.Group group : file.groups()) {
                    for (RuleFile.Rule rule : group.rules()) {
                        if (rule.expr() != null) {
                            Parsed parse = PromQl.parse(rule.expr(), dev.guards.promql.Options.PLAIN);
                            all.add(StackQuery.ofRule(group, rule, parse,
                                    parse.isValid() ? Analysis.of(parse.expr(), series(server), Domains.NONE) : null).answeredBy(server));
                        }
                    }
                }
            }
            return new Stack(repository, environment, inventory, series, streams, rules, domains, all);
        }
    }
}
