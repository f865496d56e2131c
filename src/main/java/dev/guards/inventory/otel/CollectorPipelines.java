package dev.guards.inventory.otel;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Recognition;
import dev.guards.catalog.Version;
import dev.guards.config.otelcollector.CollectorConfig;
import dev.guards.environment.Environment;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.text.Node;
import dev.guards.text.Text;

/** Finds the {@code prometheus} exporter of a collector's pipeline behind a target. */
public final class CollectorPipelines {
    private static final String COLLECTOR = "otel-collector";
    private static final String TYPE = "prometheus";
    /** Where a collector exposes metrics about itself when nothing else is said. */
    private static final int OWN_PORT = 8888;

    private CollectorPipelines() {
    }

    /** What a collector's workload exposes on a port; null when it is no collector, or only speaks of itself there. */
    public static Recognition of(Environment environment, Workload workload, int port, Catalog catalog) {
        for (Program program : environment.programs(Role.OTEL_COLLECTOR)) {
            if (program.workload() == workload) {
                return of(program, port, catalog);
            }
        }
        return null;
    }

    private static Recognition of(Program program, int port, Catalog catalog) {
        Exporter own = catalog.exporter(COLLECTOR);
        if (program.config() == null || program.isAssumed()) {
            return port == OWN_PORT || port == 0 ? null : recognition(PipelineExporter.unknown(own), "a pipeline of the collector");
        }
        CollectorConfig config = CollectorConfig.read(program.config().root());
        for (Text name : config.exporters("metrics")) {
            Node exporter = config.exporter(name.value());
            if (CollectorConfig.type(name.value()).equals(TYPE) && port(exporter.get("endpoint").string("")) == port) {
                return recognition(PipelineExporter.of(own, config, name.value(), catalog), "exporter `" + name + "` of the collector");
            }
        }
        return null;
    }

    private static Recognition recognition(Exporter exporter, String reason) {
        return new Recognition(exporter, Version.UNKNOWN, Recognition.Strength.ARGUMENTS, reason);
    }

    private static int port(String endpoint) {
        int port = 0;
        for (int i = endpoint.lastIndexOf(':') + 1; i < endpoint.length(); i++) {
            char c = endpoint.charAt(i);
            if (c < '0' || c > '9' || port > 65_535) {
                return 0;
            }
            port = port * 10 + c - '0';
        }
        return port;
    }
}
