package dev.guards.inventory.jmx;

import dev.guards.catalog.Version;
import dev.guards.environment.EnvVariable;
import dev.guards.environment.Workload;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A JMX exporter that a workload runs.
 *
 * @param port   it listens on
 * @param config path of its file in the container
 */
record JmxAgent(int port, String config, Version version) {
    private static final String OPTION = "-javaagent:";

    /** The agents of a workload: in its command line and in any of its variables, since each image reads its options from another one. */
    static List<JmxAgent> of(Workload workload) {
        List<String> words = new ArrayList<>();
        for (Text word : workload.words()) {
            words.add(word.value());
        }
        List<JmxAgent> found = new ArrayList<>();
        standalone(words, workload, found);
        for (EnvVariable variable : workload.environment().values()) {
            if (variable.value() != null) {
                words.addAll(List.of(variable.value().value().trim().split("\\s+")));
            }
        }
        for (String word : words) {
            JmxAgent agent = agent(word);
            if (agent != null) {
                found.add(agent);
            }
        }
        return found;
    }

    /** {@code -javaagent:/opt/jmx_prometheus_javaagent-1.1.0.jar=0.0.0.0:1234:/etc/kafka.yml}. */
    private static JmxAgent agent(String word) {
        int start = word.indexOf(OPTION);
        int equals = start < 0 ? -1 : word.indexOf('=', start);
        if (equals < 0) {
            return null;
        }
        String jar = word.substring(start + OPTION.length(), equals);
        String name = jar.substring(jar.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String rest = unquoted(word.substring(equals + 1));
        int colon = rest.lastIndexOf(':');
        if (!name.contains("jmx") || colon < 0) {
            return null;
        }
        String address = rest.substring(0, colon);
        int port = port(address.substring(address.lastIndexOf(':') + 1));
        return port < 0 ? null : new JmxAgent(port, rest.substring(colon + 1), version(name));
    }

    /** {@code java -jar jmx_prometheus_httpserver-0.20.0.jar 5556 /etc/jmx.yml}, or the last two words for an image of it. */
    private static void standalone(List<String> words, Workload workload, List<JmxAgent> found) {
        boolean image = workload.image() != null && workload.image().repository().contains("jmx")
                && workload.image().repository().contains("exporter");
        String jar = "";
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.contains("jmx_prometheus_httpserver") || word.contains("jmx_prometheus_standalone")) {
                jar = word.substring(word.lastIndexOf('/') + 1);
            }
            int port = i + 1 < words.size() ? port(word.substring(word.lastIndexOf(':') + 1)) : -1;
            String next = port < 0 ? "" : words.get(i + 1);
            if ((image || !jar.isEmpty()) && (next.endsWith(".yml") || next.endsWith(".yaml"))) {
                found.add(new JmxAgent(port, next, version(jar)));
            }
        }
    }

    private static String unquoted(String word) {
        return word.endsWith("\"") || word.endsWith("'") ? word.substring(0, word.length() - 1) : word;
    }

    private static int port(String word) {
        if (word.isEmpty() || word.length() > 5 || !Unknown.isKnown(word)) {
            return -1;
        }
        int port = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            port = port * 10 + c - '0';
        }
        return port;
    }

    private static Version version(String jar) {
        for (int i = 0; i + 1 < jar.length(); i++) {
            if (jar.charAt(i) == '-' && Character.isDigit(jar.charAt(i + 1))) {
                return Version.of(jar.substring(i + 1).replace(".jar", ""));
            }
        }
        return Version.UNKNOWN;
    }
}
