package dev.guards.guard.semantic;

import dev.guards.analysis.Row;
import dev.guards.analysis.Selection;
import dev.guards.config.grafana.DashboardProvider;
import dev.guards.config.grafana.Datasource;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Provisioning;
import dev.guards.config.prometheus.Durations;
import dev.guards.environment.Mount;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.AddressBook;
import dev.guards.inventory.Job;
import dev.guards.inventory.TargetProblem;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds the files that Grafana loads against the containers it runs beside (Docker environments). */
public final class GrafanaProvisioning implements SemanticGuard {
    private static final Rule URL_UNREACHABLE = Rule.error("datasource-url-unreachable", "no container of the environment answers at the URL of a datasource");
    private static final Rule TIME_INTERVAL = Rule.warning("datasource-time-interval", "`$__rate_interval` is shorter than two scrapes, because the datasource does not know the scrape interval");
    private static final Rule PATH_MISSING = Rule.error("provisioning-path-missing", "a dashboard provider loads a folder that nothing is mounted at");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** What Grafana takes when {@code timeInterval} is not set. */
    private static final long DEFAULT_INTERVAL = 15_000;

    @Override
    public String id() {
        return "grafana-provisioning";
    }

    @Override
    public String summary() {
        return "what Grafana is provisioned with fits the containers beside it";
    }

    @Override
    public List<Rule> rules() {
        return List.of(URL_UNREACHABLE, TIME_INTERVAL, PATH_MISSING);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        if (!stack.isDocker()) {
            return;
        }
        for (Program grafana : stack.environment().programs(Role.GRAFANA)) {
            if (grafana.workload() != null) {
                for (GrafanaFiles.Provisioned entry : stack.repository().grafana().provisionedDatasources()) {
                    if (ProvisioningFolder.isRead(grafana, entry.document().path(), "datasources")) {
                        url(stack, grafana.workload(), entry.datasource(), findings);
                        interval(stack, entry.datasource(), findings);
                    }
                }
                for (DashboardProvider provider : stack.repository().grafana().providers()) {
                    if (ProvisioningFolder.isRead(grafana, provider.node().span().source().path(), "dashboards")) {
                        path(stack, grafana.workload(), provider, findings);
                    }
                }
            }
        }
    }

    private static void url(Stack stack, Workload grafana, Datasource datasource, Findings findings) {
        Text url = datasource.url();
        if (url == null || datasource.isDirect() || url.value().indexOf('$') >= 0) {
            return;
        }
        int scheme = url.value().indexOf("://");
        int start = scheme < 0 ? 0 : scheme + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        int user = url.value().substring(start, end).lastIndexOf('@');
        start += user + 1;
        if (start >= end) {
            return;
        }
        Text address = url.slice(start, end);
        if (LOOPBACK.contains(AddressBook.host(address.value()))) {
            loopback(stack, grafana, datasource, address, findings);
            return;
        }
        for (TargetProblem problem : new AddressBook(stack.environment()).find(address.value(), grafana, address.span()).problems()) {
            if (problem.kind() != TargetProblem.Kind.PROFILE_ONLY) {
                findings.report(URL_UNREACHABLE, address.span(), "datasource `" + datasource.label() + "` is not reachable: " + problem.message())
                        .note(grafana.span(), "Grafana runs here").help(problem.remedy().isEmpty() ? "" : "use `" + problem.remedy() + "`");
            }
        }
    }

    private static void loopback(Stack stack, Workload grafana, Datasource datasource, Text address, Findings findings) {
        boolean alone = grafana.networkMode().isEmpty() && grafana.image() != null && grafana.image().shortName().startsWith("grafana");
        for (Workload other : stack.environment().workloads()) {
            alone &= !other.networkMode().equals("service:" + grafana.name());
        }
        if (alone) {
            Workload meant = stack.environment().programs(datasource.type() != null && datasource.type().value().equals("loki") ? Role.LOKI
                    : Role.PROMETHEUS).stream().map(Program::workload).filter(w -> w != null).findFirst().orElse(null);
            int port = AddressBook.port(address.value());
            findings.report(URL_UNREACHABLE, address.span(), "datasource `" + datasource.label()
                    + "` is not reachable: `localhost` is the container of Grafana itself").note(grafana.span(), "Grafana runs here")
                    .help(meant == null ? "use the name of the service" : "use `" + meant.name() + (port > 0 ? ":" + port : "") + "`");
        }
    }

    /** Only where two samples cannot lie in the window, and a query asks with it for the series of such a job. */
    private static void interval(Stack stack, Datasource datasource, Findings findings) {
        boolean prometheus = datasource.type() != null && datasource.type().value().equals("prometheus");
        Text written = datasource.json("timeInterval");
        long known = written == null ? DEFAULT_INTERVAL : Durations.millis(written.value());
        if (!prometheus || known <= 0 || stack.environment().programs(Role.PROMETHEUS).size() != 1) {
            return;
        }
        List<StackQuery> emptied = new ArrayList<>();
        Job slow = null;
        for (StackQuery query : stack.queries()) {
            Job job = asksByRateInterval(query) && isSentTo(stack, query, datasource) ? slowJob(stack, query, known) : null;
            if (job != null) {
                emptied.add(query);
                slow = slow == null || job.intervalMillis() > slow.intervalMillis() ? job : slow;
            }
        }
        if (slow != null) {
            Span place = written != null ? written.span() : datasource.type().span();
            Finding finding = findings.report(TIME_INTERVAL, place, "`$__rate_interval` is " + 4 * known / 1000 + "s at its shortest, and job `"
                    + slow.name() + "` is scraped every " + slow.intervalMillis() / 1000 + "s: a rate needs two samples");
            finding.note(slow.span(), "the job").help("set `jsonData.timeInterval: " + slow.intervalMillis() / 1000 + "s`");
            emptied.forEach(query -> finding.subject(query.subject()));
        }
    }

    private static boolean asksByRateInterval(StackQuery query) {
        boolean panel = query.use() == StackQuery.Use.PANEL && query.analysis() != null;
        return panel && query.text().value().contains("__rate_interval")
                && query.asked().query().model().get("interval").string("").isEmpty()
                && query.asked().panel().model().get("interval").string("").isEmpty();
    }

    private static boolean isSentTo(Stack stack, StackQuery query, Datasource datasource) {
        return stack.repository().grafana().datasources().resolve(query.asked().datasource(), query.asked().dashboard()) == datasource;
    }

    private static Job slowJob(Stack stack, StackQuery query, long known) {
        for (Selection selection : query.analysis().selections()) {
            for (Row row : selection.rows()) {
                ValueSet name = row.labels().get("job");
                for (Job job : stack.inventory().jobs()) {
                    if (name.isFinite() && name.single() != null && name.single().equals(job.name()) && job.intervalMillis() > 2 * known) {
                        return job;
                    }
                }
            }
        }
        return null;
    }

    private static void path(Stack stack, Workload grafana, DashboardProvider provider, Findings findings) {
        Text path = provider.path();
        boolean plain = path != null && path.value().startsWith("/") && path.value().indexOf('$') < 0 && grafana.buildContext() == null
                && stack.environment().complete();
        if (!plain) {
            return;
        }
        for (Mount mount : grafana.mounts()) {
            String target = mount.target();
            if ((path.value() + "/").startsWith(target.equals("/") ? "/" : target + "/") || (target + "/").startsWith(path.value() + "/")) {
                return;
            }
        }
        findings.report(PATH_MISSING, path.span(), "nothing is mounted at `" + path + "` in the container of Grafana")
                .note(grafana.span(), "Grafana runs here").help("mount the folder of the dashboards there, or load one that is mounted");
    }
}
