package dev.guards.inventory;

import dev.guards.config.alloy.AlloyBlock;
import dev.guards.config.alloy.AlloyReader;
import dev.guards.config.otelcollector.CollectorConfig;
import dev.guards.environment.Environment;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.text.ReadException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What sends metrics to a server that accepts pushed ones. */
final class Pushers {
    /** Programs whose way with metrics is not followed. */
    private static final Set<Role> NOT_FOLLOWED = EnumSet.of(Role.GRAFANA_AGENT, Role.VECTOR, Role.VMAGENT, Role.MIMIR, Role.THANOS,
            Role.VICTORIA_METRICS, Role.LGTM, Role.TEMPO, Role.FLUENT_BIT);
    /** Words in the names of images of other programs that push when they are told to. */
    private static final List<String> WORDS = List.of("k6", "telegraf", "beyla", "collectd", "netdata", "influx", "vector", "gatling");
    private static final Set<String> FOLLOWED = Set.of("prometheus.scrape", "prometheus.relabel", "prometheus.remote_write");

    private Pushers() {
    }

    /**
     * True when the environment has something that pushes, and the files tell all that it does: then a server accepts pushed series
     * for the sake of it, and of nothing that they do not show.
     */
    static boolean areDescribed(Environment environment) {
        boolean found = false;
        for (Program program : environment.programs()) {
            if (NOT_FOLLOWED.contains(program.role())) {
                return false;
            }
            boolean agent = program.role() == Role.ALLOY || program.role() == Role.OTEL_COLLECTOR;
            if (agent && !isFollowed(program)) {
                return false;
            }
            found |= agent;
        }
        return found && environment.workloads().stream().noneMatch(Pushers::mayPush);
    }

    private static boolean mayPush(Workload workload) {
        String image = workload.image() == null ? "" : workload.image().repository();
        return WORDS.stream().anyMatch(word -> image.contains(word) || workload.name().contains(word));
    }

    private static boolean isFollowed(Program program) {
        if (program.config() == null) {
            return false;
        }
        if (program.role() == Role.OTEL_COLLECTOR) {
            return !CollectorConfig.read(program.config().root()).receives("metrics");
        }
        try {
            return AlloyReader.read(program.config().text()).blocks().stream().allMatch(Pushers::isFollowed);
        } catch (ReadException e) {
            return false;
        }
    }

    /** Components that bring no metrics, or such as their targets expose. */
    private static boolean isFollowed(AlloyBlock block) {
        String name = block.name().value();
        boolean metrics = name.startsWith("prometheus.") && !name.startsWith("prometheus.exporter.");
        boolean other = name.startsWith("otelcol.") || name.startsWith("beyla.") || name.startsWith("import.") || name.startsWith("module.")
                || name.startsWith("declare") || name.startsWith("faro.") || name.equals("remotecfg") || name.startsWith("database_observability.");
        return !other && (!metrics || FOLLOWED.contains(name));
    }
}
