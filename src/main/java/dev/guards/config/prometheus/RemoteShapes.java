package dev.guards.config.prometheus;

import static dev.guards.config.prometheus.Checker.isGiven;
import static dev.guards.config.prometheus.FieldType.STRING_MAP;
import static dev.guards.config.prometheus.ScalarType.BOOL;
import static dev.guards.config.prometheus.ScalarType.DURATION;
import static dev.guards.config.prometheus.ScalarType.INT;
import static dev.guards.config.prometheus.ScalarType.STRING;
import static dev.guards.config.prometheus.ScalarType.UINT;
import static dev.guards.config.prometheus.ScalarType.URL;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Remote write and remote read. */
final class RemoteShapes {
    private static final Set<String> RESERVED_HEADERS = Set.of("host", "content-encoding", "content-length", "content-type", "user-agent",
            "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "www-authenticate", "accept-encoding",
            "x-prometheus-remote-write-version", "x-prometheus-remote-read-version", "x-amz-date", "x-amz-security-token",
            "x-amz-content-sha256");
    private static final String AUTHORIZATION = "authorization header must be changed via the basic_auth, authorization, oauth2, sigv4,"
            + " azuread or google_iam parameter";
    private static final List<String> MESSAGES = List.of("prometheus.WriteRequest", "io.prometheus.write.v2.Request");

    private static final Shape QUEUE = new Shape("config.plain").with(INT, "capacity", "max_shards", "min_shards", "max_samples_per_send")
            .with(DURATION, "batch_send_deadline", "min_backoff", "max_backoff", "sample_age_limit").with(BOOL, "retry_on_http_429")
            .must(RemoteShapes::positive);

    static final Shape WRITE = new Shape("config.plain").with(HttpClientShape.SHAPE).with(URL, "url").with(DURATION, "remote_timeout")
            .with(STRING_MAP, "headers").with(STRING, "name").with(BOOL, "send_exemplars", "send_native_histograms", "round_robin_dns")
            .with(FieldType.relabelling("empty or null relabeling rule in remote write config"), "write_relabel_configs")
            .with(FieldType.oneOf(MESSAGES, m -> "invalid protobuf_message value: unknown type for remote write protobuf message " + m
                    + ", supported: " + String.join(", ", MESSAGES)), "protobuf_message")
            .with(QUEUE, "queue_config").with(new Shape("config.MetadataConfig").with(BOOL, "send").with(DURATION, "send_interval")
                    .with(INT, "max_samples_per_send"), "metadata_config")
            .with(ScalarType.ANYTHING, "sigv4", "azuread", "google_iam")
            .require("url", "url for remote_write is empty").must((n, c) -> headers(n, AUTHORIZATION, c)).must(RemoteShapes::oneAuthentication);

    static final Shape READ = new Shape("config.plain").with(HttpClientShape.SHAPE).with(URL, "url").with(DURATION, "remote_timeout")
            .with(UINT, "chunked_read_limit").with(STRING_MAP, "headers").with(STRING, "name").with(BOOL, "read_recent",
            "filter_external_labels").with(FieldType.LABELS, "required_matchers").require("url", "url for remote_read is empty")
            .must((n, c) -> headers(n, AUTHORIZATION, c));

    private RemoteShapes() {
    }

    private static void positive(Node queue, Checker checker) {
        for (String field : List.of("capacity", "max_shards", "min_shards", "max_samples_per_send")) {
            String value = queue.get(field).string("1");
            if (value.equals("0") || value.startsWith("-")) {
                checker.refuse(queue.get(field), "remote write queue " + field + " must be positive");
            }
        }
    }

    static void headers(Node node, String authorization, Checker checker) {
        for (Mapping.Entry header : node.get("headers").entries()) {
            String name = header.key().value().toLowerCase(Locale.ROOT);
            if (name.equals("authorization")) {
                checker.refuse(header.key().span(), authorization, "");
            } else if (RESERVED_HEADERS.contains(name)) {
                checker.refuse(header.key().span(), header.key() + " is a reserved header. It must not be changed", "");
            }
        }
    }

    private static void oneAuthentication(Node node, Checker checker) {
        List<String> given = new ArrayList<>();
        for (String field : List.of("basic_auth", "authorization", "oauth2", "sigv4", "azuread", "google_iam")) {
            if (isGiven(node.get(field))) {
                given.add(field);
            }
        }
        if (given.size() > 1) {
            checker.refuse(node.get(given.get(1)), "at most one of basic_auth, authorization, oauth2, sigv4, azuread or google_iam must be"
                    + " configured. Currently configured: [" + String.join(" ", given) + "]");
        }
    }

    static void duplicates(Node root, String field, String words, Checker checker) {
        Map<String, Text> seen = new HashMap<>();
        for (Node remote : root.get(field).items()) {
            Text name = remote.get("name").text();
            Text first = name == null || name.isEmpty() ? null : seen.putIfAbsent(name.value(), name);
            if (first != null) {
                checker.refuse(name.span(), "found multiple " + words + " configs with job name " + Checker.quoted(name),
                        "the first stands at " + first.span().place());
            }
        }
    }
}
