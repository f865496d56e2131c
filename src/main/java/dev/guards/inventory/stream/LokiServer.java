package dev.guards.inventory.stream;

import dev.guards.config.loki.LokiVersion;
import dev.guards.environment.Environment;
import dev.guards.environment.Image;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.inventory.Labels;
import dev.guards.regex.ValueSet;
import dev.guards.text.Absent;
import dev.guards.text.Node;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** What the Loki server of an environment adds to the streams that are pushed to it, by its version and limits. */
final class LokiServer {
    private static final String UNKNOWN_SERVICE = "unknown_service";
    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error", "fatal", "critical", "unknown");
    private static final List<String> SINCE_3_0 = List.of("service", "app", "application", "name", "app_kubernetes_io_name", "container",
            "container_name", "component", "workload", "job");
    private static final List<String> SINCE_3_2 = List.of("service", "app", "application", "name", "app_kubernetes_io_name", "container",
            "container_name", "k8s_container_name", "component", "workload", "job", "k8s_job_name");
    private static final List<String> SINCE_3_3 = List.of("service", "app", "application", "app_name", "name", "app_kubernetes_io_name",
            "container", "container_name", "k8s_container_name", "component", "workload", "job", "k8s_job_name");

    /** Null when it is not known. */
    private final LokiVersion version;
    private final Node config;
    private final boolean configKnown;

    private LokiServer(LokiVersion version, Node config, boolean configKnown) {
        this.version = version;
        this.config = config;
        this.configKnown = configKnown;
    }

    /** The server of an environment; one of unknown version when there is none, or several. */
    static LokiServer of(Environment environment) {
        List<Program> servers = environment.programs(Role.LOKI);
        Node nothing = new Absent(new Source("", "").span(0, 0));
        if (servers.size() != 1) {
            return new LokiServer(null, nothing, false);
        }
        Program server = servers.get(0);
        Image image = server.workload() == null ? null : server.workload().image();
        LokiVersion version = image == null || image.isFloating() ? null : LokiVersion.ofTag(image.tag());
        return new LokiServer(version, server.config() == null ? nothing : server.config().root(), server.openBecause() == null);
    }

    private boolean isBefore(int major, int minor) {
        return version != null && version.isBefore(major, minor);
    }

    /** Index labels as stored. */
    Labels stored(Labels pushed) {
        if (pushed.has("service_name") || isBefore(3, 0)) {
            return pushed;
        }
        List<String> sources = sources();
        ValueSet value = ValueSet.none();
        boolean open = true;
        for (String source : sources) {
            ValueSet set = pushed.get(source);
            if (open && !set.mustBeAbsent()) {
                value = value.union(set.withoutAbsent());
                open = set.mayBeAbsent();
            }
        }
        if (open) {
            value = value.union(ValueSet.of(UNKNOWN_SERVICE));
        }
        ValueSet own = pushed.get("service_name");
        value = own.mustBeAbsent() ? value : value.union(own.withoutAbsent());
        boolean unsure = sources.isEmpty() || version == null || !configKnown;
        return sources.isEmpty() ? pushed : pushed.with("service_name", unsure ? value.withAbsent() : value);
    }

    private List<String> sources() {
        Node given = config.at("limits_config", "discover_service_name");
        if (given.isPresent()) {
            List<String> names = new ArrayList<>();
            for (Text name : given.texts()) {
                names.add(name.value());
            }
            return names;
        }
        return version == null || !isBefore(3, 3) ? SINCE_3_3 : isBefore(3, 2) ? SINCE_3_0 : SINCE_3_2;
    }

    /** Structured metadata as stored. */
    Labels metadata(Labels sent) {
        Node limits = config.get("limits_config");
        boolean allowed = limits.has("allow_structured_metadata") ? !limits.get("allow_structured_metadata").isFalse() : !isBefore(3, 0);
        if (configKnown && version != null && (!allowed || !lastSchemaIsV13())) {
            return Labels.NONE;
        }
        if (isBefore(3, 0) || limits.get("discover_log_levels").isFalse()) {
            return sent;
        }
        String name = version != null && isBefore(3, 1) ? "level" : "detected_level";
        ValueSet levels = sent.get(name).union(ValueSet.ofAll(LEVELS));
        return sent.with(name, configKnown && version != null ? levels.withoutAbsent() : levels.withAbsent());
    }

    private boolean lastSchemaIsV13() {
        List<Node> periods = config.at("schema_config", "configs").items();
        if (periods.isEmpty()) {
            return true;
        }
        String schema = periods.get(periods.size() - 1).get("schema").string("v13");
        return !schema.matches("v([0-9]|1[0-2])");
    }
}
