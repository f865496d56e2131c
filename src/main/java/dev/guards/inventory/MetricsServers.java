package dev.guards.inventory;

import dev.guards.catalog.Catalog;
import dev.guards.config.prometheus.RuleFile;
import dev.guards.config.prometheus.ScrapeConfig;
import dev.guards.environment.Environment;
import dev.guards.environment.Program;
import dev.guards.environment.PrometheusServer;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.inventory.kubernetes.KubeStateObserver;
import dev.guards.inventory.kubernetes.KubeletObserver;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The servers of an environment that keep metrics. Each answers from what it scrapes, and from what others send to it; what one of
 * them keeps says nothing of another.
 */
public final class MetricsServers {
    /** Servers whose series come by ways that are told. */
    private static final Set<Role> TOLD = EnumSet.of(Role.PROMETHEUS, Role.MIMIR, Role.VICTORIA_METRICS);

    private final Environment environment;
    private final Catalog catalog;
    private final AddressBook addresses;
    private final List<ScrapedSource> sources = new ArrayList<>();
    private final StackInventory all;
    private final Map<String, StackInventory> own = new HashMap<>();

    private MetricsServers(Environment environment, Catalog catalog) {
        this.environment = environment;
        this.catalog = catalog;
        this.addresses = new AddressBook(environment);
        List<Observer> observers = List.of(new ContainerObserver(environment), new KubeletObserver(environment),
                new KubeStateObserver(environment));
        for (MetricsSource source : MetricsSource.all(environment)) {
            List<ScrapedJob> jobs = new ArrayList<>();
            for (ScrapeConfig scrape : source.scrapes()) {
                Job job = new TargetBuilder(scrape, source.program(), addresses, catalog)
                        .job(ConfiguredTargets.of(environment, source.program(), scrape), source.program().role().shown().toLowerCase());
                jobs.add(new ScrapedJob(job, scrape, catalog, observers, environment.kind() == Environment.Kind.KUBERNETES));
            }
            sources.add(new ScrapedSource(source, jobs, source.rules()));
        }
        this.all = new StackInventory(environment, catalog, sources, MetricsSource.openWorld(environment), null);
    }

    /** Runs discovery and target relabelling now, everything else when it is asked for. */
    public static MetricsServers of(Environment environment, Catalog catalog) {
        return new MetricsServers(environment, catalog);
    }

    /** What all servers keep together. */
    public StackInventory all() {
        return all;
    }

    /**
     * What the server in a container answers from; {@link #all()} when the files do not tell.
     *
     * @param workload null when it is not known
     */
    public StackInventory of(Workload workload) {
        List<Program> servers = new ArrayList<>();
        for (Program program : workload == null || environment.kind() != Environment.Kind.DOCKER ? List.<Program>of() : environment.programs()) {
            if (program.role().storesMetrics() && isSame(program.workload(), workload)) {
                servers.add(program);
            }
        }
        if (servers.isEmpty() || servers.stream().anyMatch(s -> !isTold(s))) {
            return all;
        }
        return own.computeIfAbsent(workload.namespace() + "/" + workload.name(), key -> inventory(servers));
    }

    /** The server that evaluates the rules of a file; {@link #all()} when several do. */
    public StackInventory evaluating(RuleFile file) {
        StackInventory found = null;
        for (ScrapedSource source : sources) {
            if (source.rules().contains(file)) {
                StackInventory server = of(source.source().program().workload());
                found = found == null || found == server ? server : all;
            }
        }
        return found == null ? all : found;
    }

    /** A cluster of VictoriaMetrics is told by none of its parts, and a command line with a variable may let the server accept anything. */
    private static boolean isTold(Program server) {
        for (Text word : server.workload().words()) {
            int equals = word.value().indexOf('=');
            boolean named = word.value().startsWith("-") && equals > 0 && Unknown.isKnown(word.value().substring(0, equals));
            if (!named && !Unknown.isKnown(word)) {
                return false;
            }
        }
        boolean whole = server.role() != Role.VICTORIA_METRICS || server.workload().image() != null
                && server.workload().image().shortName().equals("victoria-metrics");
        return whole && TOLD.contains(server.role());
    }

    private static boolean isSame(Workload one, Workload other) {
        return one == other || one != null && other != null && one.name().equals(other.name()) && one.namespace().equals(other.namespace());
    }

    private StackInventory inventory(List<Program> servers) {
        boolean receives = false;
        for (Program server : servers) {
            receives |= server.role() != Role.PROMETHEUS || accepts(PrometheusServer.of(server));
        }
        List<ScrapedSource> reaching = new ArrayList<>();
        boolean different = false;
        for (ScrapedSource source : sources) {
            if (servers.stream().anyMatch(server -> isOwn(source.source().program(), server))) {
                reaching.add(source);
                continue;
            }
            different = true;
            if (receives) {
                sent(source, servers.get(0).workload(), reaching);
            }
        }
        boolean prometheus = servers.stream().allMatch(s -> s.role() == Role.PROMETHEUS);
        List<Evidence> world = prometheus ? MetricsSource.unread(environment) : MetricsSource.openWorld(environment);
        boolean same = !different && world.equals(MetricsSource.openWorld(environment));
        return same ? all : new StackInventory(environment, catalog, reaching, world, all);
    }

    private static boolean accepts(PrometheusServer server) {
        return server.remoteWriteReceiver() != null || server.otlpReceiver() != null;
    }

    /**
     * Variants of a service, and services that share a configuration, are read once. A configuration that nothing mounts may be that of
     * a server without one.
     */
    private static boolean isOwn(Program source, Program server) {
        return isSame(source.workload(), server.workload()) || source.config() != null && source.config() == server.config()
                || source.workload() == null && (server.config() == null || server.isAssumed());
    }

    private void sent(ScrapedSource source, Workload server, List<ScrapedSource> reaching) {
        List<SentSeries> writes = source.source().writes();
        if (writes == null) {
            reaching.add(source);
            return;
        }
        for (SentSeries write : writes) {
            if (mayLead(write.url(), source.source().program().workload(), server)) {
                reaching.add(source.sent(write));
            }
        }
    }

    /** False when the address is surely that of something else. */
    private boolean mayLead(Text url, Workload from, Workload server) {
        String address = url == null ? "" : address(url.value());
        if (address.isEmpty() || address.indexOf('$') >= 0 || !Unknown.isKnown(address)) {
            return true;
        }
        Workload found = addresses.find(address, from, url.span()).workload();
        boolean another = found == null || environment.programs().stream()
                .anyMatch(p -> p.role().storesMetrics() && isSame(p.workload(), found));
        return isSame(found, server) || !another;
    }

    /** Host and port of a URL; empty when there is none. */
    public static String address(String url) {
        int scheme = url.indexOf("://");
        int start = scheme < 0 ? 0 : scheme + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(url.lastIndexOf('@', end) >= start ? url.lastIndexOf('@', end) + 1 : start, end);
    }
}
