package dev.guards.catalog;

import java.util.List;
import java.util.Map;

/**
 * What is known of the thing behind a scrape target, for recognising the exporter and its settings. Everything may be
 * missing: empty text, empty list, port 0.
 *
 * @param image       as written, without tag and digest: {@code gcr.io/cadvisor/cadvisor}
 * @param tag         without the colon; empty when none is written
 * @param arguments   entrypoint, command and arguments, one word each
 * @param environment environment variables of the container
 * @param port        the scraped port; 0 when unknown
 * @param path        the metrics path, {@code /metrics} unless configured
 * @param job         name of the scrape job
 */
public record Clues(String image, String tag, List<String> arguments, Map<String, String> environment, int port,
        String path, String job) {
    public static final Clues NONE = new Clues("", "", List.of(), Map.of(), 0, "", "");

    public Clues {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Clues of a workload: an image reference with registry, tag and digest, split here. */
    public static Clues ofImage(String reference) {
        return NONE.withImage(reference);
    }

    /** With an image reference such as {@code docker.io/prom/prometheus:v3.1.0@sha256:...}. */
    public Clues withImage(String reference) {
        String image = reference;
        int digest = image.indexOf('@');
        if (digest >= 0) {
            image = image.substring(0, digest);
        }
        int colon = image.lastIndexOf(':');
        String tagged = "";
        if (colon > image.lastIndexOf('/')) {
            tagged = image.substring(colon + 1);
            image = image.substring(0, colon);
        }
        return new Clues(image, tagged, arguments, environment, port, path, job);
    }

    public Clues withArguments(List<String> words) {
        return new Clues(image, tag, words, environment, port, path, job);
    }

    public Clues withEnvironment(Map<String, String> variables) {
        return new Clues(image, tag, arguments, variables, port, path, job);
    }

    public Clues withPort(int number) {
        return new Clues(image, tag, arguments, environment, number, path, job);
    }

    public Clues withPath(String metricsPath) {
        return new Clues(image, tag, arguments, environment, port, metricsPath, job);
    }

    public Clues withJob(String name) {
        return new Clues(image, tag, arguments, environment, port, path, name);
    }
}
