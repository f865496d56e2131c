package dev.guards.inventory;

import dev.guards.environment.CommandLine;
import dev.guards.environment.Programs;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import java.util.List;

/** Ports on which a program listens by itself, as its image and command line tell. */
final class KnownPorts {
    private KnownPorts() {
    }

    /** None when the program is not known, or says where it listens in a configuration. */
    static List<Integer> of(Workload workload) {
        Role role = Programs.role(workload);
        String image = workload.image() == null ? "" : workload.image().shortName();
        String option = CommandLine.option(workload.words(), "web.listen-address");
        if (option != null && AddressBook.port(option) > 0) {
            return List.of(AddressBook.port(option));
        }
        if (role == Role.PROMETHEUS) {
            return List.of(9090);
        }
        if (role == Role.ALERTMANAGER) {
            return List.of(9093);
        }
        if (role == Role.PUSHGATEWAY) {
            return List.of(9091);
        }
        return switch (image) {
            case "node-exporter", "node_exporter" -> List.of(9100);
            case "cadvisor" -> List.of(port(workload, "port", 8080));
            case "postgres-exporter", "postgres_exporter" -> List.of(9187);
            case "mysqld-exporter" -> List.of(9104);
            case "redis_exporter" -> workload.environment().containsKey("REDIS_EXPORTER_WEB_LISTEN_ADDRESS") ? List.of() : List.of(9121);
            case "blackbox-exporter" -> List.of(9115);
            default -> List.of();
        };
    }

    private static int port(Workload workload, String option, int otherwise) {
        String given = CommandLine.option(workload.words(), option);
        try {
            return given == null ? otherwise : Integer.parseInt(given);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
