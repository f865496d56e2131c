package dev.guards.catalog.source;

import dev.guards.catalog.Family;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which conditional metrics of Micrometer a Spring Boot program has: by the starters that it is built with and by its application properties.
 * Source: reference documentation of Spring Boot 2.7 to 3.5, "Metrics" and "Common Application Properties".
 */
final class SpringSettings {
    private static final String HISTOGRAM = "a percentile histogram is on";
    private static final String TOMCAT = "Tomcat's beans are registered";
    private static final String HISTOGRAMS = "management.metrics.distribution.percentiles-histogram.";
    private static final String REGISTRY = "server.tomcat.mbeanregistry.enabled";
    /** What starters bring: a condition of the catalogue, and the beginning of the names that it is settled for. */
    private static final Map<String, List<String[]>> STARTERS = Map.of(
            "spring-boot-starter-data-jpa", pool(), "spring-boot-starter-jdbc", pool(), "spring-boot-starter-data-jdbc", pool(),
            "spring-boot-starter-data-", List.<String[]>of(new String[] {"the part of Spring is instrumented", "spring_data_"}),
            "spring-boot-starter-web", List.<String[]>of(new String[] {TOMCAT, "tomcat_sessions_"}));

    /** A condition that is met for names below a directory. */
    private record Settled(String directory, String condition, String prefix) {
    }

    private final List<Settled> settled = new ArrayList<>();

    private static List<String[]> pool() {
        return List.of(new String[] {"HikariCP is the pool", "hikaricp_"}, new String[] {"a data source is instrumented", "jdbc_"});
    }

    /** True for files of application properties. */
    static boolean isProperties(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("application") && (name.endsWith(".yml") || name.endsWith(".yaml") || name.endsWith(".properties"));
    }

    /** Reads a file that lists dependencies. */
    void readBuild(Source build) {
        STARTERS.forEach((starter, brings) -> {
            if (build.text().contains(starter)) {
                for (String[] condition : brings) {
                    settled.add(new Settled(directory(build.path()), condition[0], condition[1]));
                }
            }
        });
    }

    /** Reads application properties in either form. */
    void readProperties(Source file) {
        String directory = file.path().replaceFirst("/?src/main/resources/[^/]*$", "");
        directory = directory.equals(file.path()) ? directory(file.path()) : directory;
        if (!file.text().contains("percentiles-histogram") && !file.text().contains("mbeanregistry")) {
            return;
        }
        if (file.path().endsWith(".properties")) {
            for (String line : file.text().split("\\R")) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    property(directory, line.substring(0, equals).strip(), line.substring(equals + 1).strip());
                }
            }
            return;
        }
        try {
            for (Node document : YamlReader.readAll(file.whole(), problem -> { })) {
                flatten(directory, "", document);
            }
        } catch (ReadException e) {
            // Spring would not start on it either; its other files stay.
            return;
        }
    }

    private void flatten(String directory, String before, Node node) {
        for (Mapping.Entry entry : node.entries()) {
            String key = before + entry.key().value();
            if (entry.value().entries().isEmpty()) {
                property(directory, key, entry.value().string(""));
            } else {
                flatten(directory, key + ".", entry.value());
            }
        }
    }

    private void property(String directory, String key, String value) {
        String plain = key.replace("[", ".").replace("]", "").replace("..", ".");
        if (!value.equals("true")) {
            return;
        }
        if (plain.equals(REGISTRY)) {
            settled.add(new Settled(directory, TOMCAT, "tomcat_"));
        } else if (plain.startsWith(HISTOGRAMS)) {
            String meter = plain.substring(HISTOGRAMS.length());
            settled.add(new Settled(directory, HISTOGRAM, meter.equals("all") ? "" : meter.replace('.', '_').replace('-', '_')));
        }
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** What it takes that a family is there besides what the program below a directory settles; empty when nothing. */
    String condition(Family family, String directory) {
        for (Settled met : settled) {
            boolean below = directory.isEmpty() || met.directory().equals(directory) || met.directory().startsWith(directory + "/");
            if (below && met.condition().equals(family.condition()) && family.name().startsWith(met.prefix())) {
                return "";
            }
        }
        return family.condition();
    }
}
