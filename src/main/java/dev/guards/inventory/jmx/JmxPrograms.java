package dev.guards.inventory.jmx;

import dev.guards.config.jmx.JmxRule;
import dev.guards.environment.Image;
import dev.guards.environment.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The bean domains that a program is known to have: those of every JVM, and its own. */
final class JmxPrograms {
    /** By a word of the image's name; domains as the programs' documentation on monitoring gives them. */
    private static final Map<String, List<String>> DOMAINS = Map.ofEntries(
            Map.entry("kafka", List.of("kafka.server", "kafka.network", "kafka.log", "kafka.controller", "kafka.cluster", "kafka.coordinator")),
            Map.entry("cp-server", List.of("kafka.server", "kafka.network", "kafka.log", "kafka.controller", "kafka.cluster", "kafka.coordinator")),
            Map.entry("kafka-connect", List.of("kafka.connect")),
            Map.entry("schema-registry", List.of("kafka.schema.registry")),
            Map.entry("ksqldb", List.of("io.confluent.ksql.metrics")),
            Map.entry("cassandra", List.of("org.apache.cassandra.metrics", "org.apache.cassandra.db")),
            Map.entry("zookeeper", List.of("org.apache.ZooKeeperService")),
            Map.entry("tomcat", List.of("Catalina", "Tomcat")),
            Map.entry("activemq", List.of("org.apache.activemq")),
            Map.entry("artemis", List.of("org.apache.activemq.artemis")),
            Map.entry("hadoop", List.of("Hadoop")),
            Map.entry("hbase", List.of("Hadoop")),
            Map.entry("solr", List.of("solr")));

    private final List<String> domains;

    private JmxPrograms(List<String> domains) {
        this.domains = domains;
    }

    static JmxPrograms of(Workload workload) {
        List<String> domains = new ArrayList<>(List.of("java.lang"));
        for (Image image : new Image[] {workload.image(), workload.baseImage()}) {
            String name = image == null ? "" : image.repository().toLowerCase(Locale.ROOT);
            DOMAINS.forEach((word, own) -> {
                if (name.contains(word)) {
                    domains.addAll(own);
                }
            });
        }
        return new JmxPrograms(domains);
    }

    /** Whether a rule is about one of the domains: its pattern begins with it. */
    boolean has(JmxRule rule) {
        String pattern = rule.pattern() == null ? "" : rule.pattern().value().replace("\\.", ".");
        String bare = pattern.startsWith("^") ? pattern.substring(1) : pattern;
        return domains.stream().anyMatch(domain -> bare.startsWith(domain + "<") || bare.startsWith(domain + ".") && bare.indexOf('<') > 0);
    }
}
