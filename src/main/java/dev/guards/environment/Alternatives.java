package dev.guards.environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compose files of one directory of which none is one that Compose takes by itself. Those that can be started alone and share services
 * stand for one another.
 */
final class Alternatives {
    private final Map<String, List<Workload>> alone = new LinkedHashMap<>();

    /** @param files the services of each file by itself */
    Alternatives(Map<String, List<Workload>> files) {
        files.forEach((file, services) -> {
            if (services.stream().allMatch(Alternatives::isWhole)) {
                alone.put(file, services);
            }
        });
    }

    /** Whether a service of a file runs alike whichever of its alternatives is taken. */
    boolean isInEach(String file, String service) {
        List<Workload> services = alone.getOrDefault(file, List.of());
        Workload wanted = services.stream().filter(s -> s.name().equals(service)).findFirst().orElse(null);
        List<List<Workload>> others = alone.values().stream().filter(other -> other != services && shareAny(services, other)).toList();
        return wanted != null && !others.isEmpty() && others.stream().allMatch(other -> hasAlike(other, wanted));
    }

    /** False for a service that only changes one of another file. */
    static boolean isWhole(Workload service) {
        return service.image() != null || service.buildContext() != null;
    }

    private static boolean shareAny(List<Workload> one, List<Workload> other) {
        return one.stream().anyMatch(a -> other.stream().anyMatch(b -> a.name().equals(b.name())));
    }

    private static boolean hasAlike(List<Workload> services, Workload wanted) {
        return services.stream().anyMatch(s -> s.name().equals(wanted.name()) && Objects.equals(image(s), image(wanted))
                && Objects.equals(s.buildContext(), wanted.buildContext()) && Objects.equals(s.instanceNames().single(), wanted.instanceNames().single())
                && s.profiles().equals(wanted.profiles()));
    }

    private static String image(Workload service) {
        return service.image() == null ? null : service.image().text().value();
    }
}
