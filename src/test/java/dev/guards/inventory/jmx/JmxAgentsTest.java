package dev.guards.inventory.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Catalog;
import dev.guards.config.Documents;
import dev.guards.environment.Environments;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Inventory;
import dev.guards.inventory.StackInventory;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmxAgentsTest {
    private static final String RULES = """
            lowercaseOutputName: true
            lowercaseOutputLabelNames: true
            blacklistObjectNames: ["org.apache.cassandra.hints:*"]
            rules:
              - pattern: org.apache.cassandra.metrics<type=(Connection|Streaming), scope=(\\S*), name=(\\S*)><>(Count|Value)
                name: cassandra_$1_$3
                labels: {Address: "$2"}
              - pattern: org.apache.cassandra.metrics<type=Storage, name=(Load|Exceptions)><>Count
                name: cassandra_storage-$1
                type: COUNTER
              - pattern: org.apache.cassandra.metrics<type=ClientRequest, scope=(.+), name=Latency><>(\\d+)thPercentile
                name: cassandra_request_latency_microseconds
                labels: {Request: "$1", quantile: "0.$2", unit: us}
              - pattern: org.apache.cassandra.hints<name=Sent><>Count
                name: cassandra_hints_sent
            """;
    @TempDir
    Path root;

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Inventory inventory(String service, String rules) throws IOException {
        file("compose.yaml", """
                services:
                  prometheus:
                    image: prom/prometheus:v3.1.0
                    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
                  db:
                """ + service.indent(4));
        file("prometheus.yml", "scrape_configs:\n  - job_name: db\n    static_configs: [{targets: ['db:7070']}]\n");
        if (rules != null) {
            file("jmx/rules.yml", rules);
        }
        return StackInventory.of(Environments.detect(Documents.read(new Workspace(root, p -> { }), p -> { })).get(0), Catalog.builtIn());
    }

    private Inventory cassandra(String jar, String rules) throws IOException {
        return inventory("""
                image: cassandra:4.1
                volumes: ["./jmx:/opt/jmx:ro"]
                environment:
                  JVM_EXTRA_OPTS: "-Dx=y -javaagent:/opt/%s=0.0.0.0:7070:/opt/jmx/rules.yml"
                """.formatted(jar), rules);
    }

    private static boolean mayHave(Inventory inventory, String metric) {
        return !inventory.openSeries(metric).isEmpty();
    }

    @Test
    void namesThatRulesListAreThere() throws IOException {
        Inventory inventory = cassandra("jmx_prometheus_javaagent-0.20.0.jar", RULES);
        assertThat(inventory.series("cassandra_storage_load_total")).as("counters get a suffix since 0.16").hasSize(1)
                .allMatch(s -> s.certainty() == Certainty.CERTAIN);
        assertThat(inventory.series("cassandra_storage_exceptions_total")).hasSize(1);
        assertThat(inventory.series("cassandra_request_latency_microseconds").get(0).labels()).hasToString(
                "{__name__=`cassandra_request_latency_microseconds`, instance=`db:7070`, job=`db`, quantile=any value, request=any value, unit=`us`}");
        assertThat(inventory.series("jmx_scrape_error")).isNotEmpty();
        assertThat(inventory.series("jvm_threads_current")).isNotEmpty();
    }

    @Test
    void namesThatFitNoRuleAreNot() throws IOException {
        Inventory inventory = cassandra("jmx_prometheus_javaagent-1.1.0.jar", RULES);
        assertThat(mayHave(inventory, "cassandra_connection_timeouts")).isTrue();
        assertThat(mayHave(inventory, "cassandra_streaming_x_total")).isTrue();
        assertThat(mayHave(inventory, "cassandra_table_reads")).isFalse();
        assertThat(mayHave(inventory, "orders_total")).isFalse();
        assertThat(mayHave(inventory, "cassandra_hints_sent")).as("its beans are left out").isFalse();
    }

    @Test
    void earlierRulesTakeWhatTheyFit() throws IOException {
        Inventory inventory = cassandra("jmx_exporter.jar", """
                rules:
                  - pattern: org.apache.cassandra.metrics<type=(\\w+), name=(\\w+)><>Count
                    name: cassandra_$1_$2_total
                  - pattern: org.apache.cassandra.metrics<type=Storage, name=Load><>Count
                    name: cassandra_load
                  - pattern: .*
                  - pattern: org.apache.cassandra.metrics<type=Storage, name=Load><>Value
                    name: never
                """);
        assertThat(inventory.series("cassandra_load")).isEmpty();
        assertThat(inventory.series("never")).isEmpty();
        assertThat(mayHave(inventory, "org_apache_cassandra_metrics_Storage_Value")).as("the default format").isTrue();
    }

    @Test
    void nothingIsProvedByAFileThatIsNotThereOrNotUnderstood() throws IOException {
        assertThat(mayHave(cassandra("jmx_prometheus_javaagent.jar", null), "orders_total")).isTrue();
        assertThat(mayHave(cassandra("jmx_prometheus_javaagent.jar", RULES + "metricCustomizers: []\n"), "orders_total")).isTrue();
        assertThat(mayHave(cassandra("jmx_prometheus_javaagent.jar", "lowercaseOutputName: true\n"), "orders_total")).isTrue();
        assertThat(mayHave(cassandra("jmx_prometheus_javaagent.jar", "rules:\n  - {pattern: 'a(?=b)<(x+)>', name: a_$1}\n"), "orders_total")).isFalse();
        assertThat(mayHave(cassandra("jmx_prometheus_javaagent.jar", "rules:\n  - {pattern: '(?<n>x++)<', name: '${n}_total'}\n"), "orders_total")).isTrue();
        assertThat(mayHave(cassandra("jolokia.jar", RULES), "orders_total")).isTrue();
    }

    @Test
    void standaloneServersAreRead() throws IOException {
        Inventory inventory = inventory("""
                image: acme/tools
                volumes: ["./jmx/rules.yml:/etc/jmx.yml"]
                command: java -jar jmx_prometheus_httpserver-0.20.0.jar 7070 /etc/jmx.yml
                """, RULES);
        assertThat(mayHave(inventory, "orders_total")).isFalse();
        assertThat(inventory.series("cassandra_storage_load_total")).as("nothing says that it looks at Cassandra")
                .allMatch(s -> s.certainty() == Certainty.CONDITIONAL);
    }

    private Inventory kafka(String image, String roles, String rules) throws IOException {
        return inventory("""
                image: %s
                volumes: ["./jmx:/opt/jmx:ro"]
                environment:
                  KAFKA_PROCESS_ROLES: %s
                  KAFKA_OPTS: "-javaagent:/opt/jmx_prometheus_javaagent-1.1.0.jar=7070:/opt/jmx/rules.yml"
                """.formatted(image, roles), rules);
    }

    private static final String KAFKA_RULES = """
            lowercaseOutputName: true
            excludeObjectNames: ["kafka.server:type=FetchSessionCache,*"]
            rules:
              - pattern: kafka.server<type=(.+), name=(.+)PerSec\\w*, topic=(.+)><>Count
                name: kafka_server_$1_$2_total
                type: COUNTER
                labels: {topic: "$3"}
              - pattern: kafka.network<type=(.+), name=(.+), request=(.+)><>(\\d+)thPercentile
                name: kafka_network_$1_$2
                labels: {request: "$3", quantile: "0.$4"}
              - pattern: kafka.server<type=app-info, id=(\\d+)><>Version
                name: kafka_version_$1
                value: 1
              - pattern: kafka.(\\w+)<type=(.+), name=(.+)><>Value
                name: kafka_$1_$2_$3
            """;

    private static void assertData(Inventory inventory, String metric, String labels) {
        assertThat(inventory.series(metric)).as(metric).filteredOn(s -> s.certainty() == Certainty.CERTAIN)
                .anySatisfy(s -> assertThat(s.labels().names()).contains(labels.split(" ")));
    }

    @Test
    void rulesRunOnTheBeansOfTheProgram() throws IOException {
        Inventory inventory = kafka("confluentinc/cp-kafka:7.6.0", "broker,controller", KAFKA_RULES);
        assertData(inventory, "kafka_server_brokertopicmetrics_bytesin_total", "topic");
        assertData(inventory, "kafka_network_requestmetrics_totaltimems", "request quantile");
        assertData(inventory, "kafka_controller_kafkacontroller_offlinepartitionscount", "job");
        assertThat(inventory.series("kafka_server_fetchsessioncache_numincrementalfetchsessions")).as("left out").isEmpty();
        assertThat(inventory.series("kafka_version_1")).as("a name that holds what is observed").isEmpty();
        assertThat(mayHave(inventory, "kafka_version_1")).isTrue();
        assertThat(mayHave(inventory, "orders_total")).isFalse();
    }

    @Test
    void otherBeansMayFitTheSameRules() throws IOException {
        Inventory inventory = kafka("apache/kafka:3.9.1", "broker", KAFKA_RULES);
        assertThat(inventory.series("kafka_server_replicamanager_leadercount")).as("with labels that are not known")
                .anyMatch(s -> s.certainty() == Certainty.CONDITIONAL && s.labels().openNames().isAnyPresent());
    }

    @Test
    void beansDependOnWhatTheProcessIs() throws IOException {
        String leaders = "kafka_server_replicamanager_leadercount";
        assertData(kafka("apache/kafka:3.9.1", "broker", KAFKA_RULES), leaders, "job");
        assertThat(kafka("apache/kafka:3.9.1", "controller", KAFKA_RULES).series(leaders)).isEmpty();
        assertThat(mayHave(kafka("acme/shop:1", "broker", KAFKA_RULES), leaders)).isTrue();
        assertThat(kafka("acme/shop:1", "broker", KAFKA_RULES).series(leaders)).isEmpty();
    }

    @Test
    void theDefaultFormatNamesBeansByThemselves() throws IOException {
        Inventory inventory = kafka("apache/kafka:3.9.1", "broker", "excludeObjectNames: []\n");
        assertData(inventory, "kafka_server_BrokerTopicMetrics_OneMinuteRate", "name topic");
        assertData(inventory, "java_lang_Memory_HeapMemoryUsage_used", "job");
    }

    @Test
    void patternsThatTakeTooLongAreGivenUp() throws IOException {
        Inventory inventory = kafka("apache/kafka:3.9.1", "broker", """
                rules:
                  - pattern: "((((.*)*)*)*)*<>x"
                    name: never
                  - pattern: kafka.server<type=ReplicaManager, name=(.+)><>Value
                    name: kafka_$1
                """);
        assertThat(inventory.series("kafka_LeaderCount")).isEmpty();
        assertThat(mayHave(inventory, "kafka_LeaderCount")).isTrue();
    }

    @Test
    void everyFileOfBeansCanBeRead() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("guards/beans"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml") && !f.endsWith("programs.yaml")).toList()) {
                String name = file.getFileName().toString();
                List<Bean> beans = BeanFile.beans(name.substring(0, name.length() - ".yaml".length()));
                assertThat(beans).as(name).isNotEmpty().allSatisfy(bean -> assertThat(bean.attributes().size() + bean.texts().size()).isPositive());
                for (Bean bean : beans) {
                    assertThat(bean.keys()).as(name + " " + bean).filteredOn(k -> !k.each() && !k.known())
                            .allMatch(k -> k.values().size() == 2 && !k.values().get(0).equals(k.values().get(1)));
                }
            }
        }
    }
}
