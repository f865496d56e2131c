package dev.guards.guard.semantic;

import dev.guards.config.prometheus.Durations;
import dev.guards.config.prometheus.PrometheusReader;
import dev.guards.environment.CommandLine;
import dev.guards.environment.Environment;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;

/**
 * How long the one Prometheus server of an environment keeps samples: {@code --storage.tsdb.retention.time}, the configuration's
 * {@code storage.tsdb.retention.time}, or 15 days (Prometheus 2.8 to 3.14).
 *
 * @param span where that is said, or the server
 */
record Retention(long millis, Span span, String message) {
    private static final long DEFAULT = 15L * 86_400_000;
    /** Stores beside the server that keep samples for longer. */
    private static final List<Role> STORES = List.of(Role.MIMIR, Role.THANOS, Role.VICTORIA_METRICS, Role.LGTM);

    /** Null when it is not known. */
    static Retention of(Environment environment) {
        List<Program> servers = environment.programs(Role.PROMETHEUS);
        for (Role role : STORES) {
            if (!environment.programs(role).isEmpty()) {
                return null;
            }
        }
        return servers.size() == 1 && servers.get(0).workload() != null && servers.get(0).openBecause() == null ? of(servers.get(0)) : null;
    }

    private static Retention of(Program server) {
        if (!PrometheusReader.read(server.config().root()).remoteReads().isEmpty()) {
            return null;
        }
        Node inFile = server.config().root().at("storage", "tsdb", "retention");
        Text time = inFile.get("time").text() != null ? inFile.get("time").text() : option(server, "storage.tsdb.retention.time");
        time = time == null ? option(server, "storage.tsdb.retention") : time;
        if (time != null) {
            long millis = Durations.millis(time.value());
            return millis <= 0 ? null : new Retention(millis, time.span(), "Prometheus keeps samples for " + time);
        }
        boolean bySize = inFile.isPresent() || option(server, "storage.tsdb.retention.size") != null;
        boolean flagsKnown = !server.workload().kind().isKubernetes() || option(server, "config.file") != null;
        return bySize || !flagsKnown ? null
                : new Retention(DEFAULT, server.workload().span(), "Prometheus keeps samples for 15d unless it is told otherwise");
    }

    private static Text option(Program server, String name) {
        return CommandLine.optionText(server.workload().words(), name);
    }
}
