package dev.guards.inventory.stream;

import dev.guards.environment.Environment;
import dev.guards.environment.Program;
import dev.guards.environment.Role;

/** Agents and senders whose streams are not computed: the world of streams is open where one of them runs. */
final class OtherAgents {
    private static final Role[] ROLES = {Role.OTEL_COLLECTOR, Role.VECTOR, Role.LGTM};

    private OtherAgents() {
    }

    static void collect(Environment environment, StreamCollector collector) {
        for (Role role : ROLES) {
            for (Program program : environment.programs(role)) {
                collector.open(program.span(), program + " may send streams");
            }
        }
    }
}
