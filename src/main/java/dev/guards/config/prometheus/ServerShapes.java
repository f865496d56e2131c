package dev.guards.config.prometheus;

import static dev.guards.config.prometheus.FieldType.STRINGS;
import static dev.guards.config.prometheus.FieldType.STRING_MAP;
import static dev.guards.config.prometheus.ScalarType.BOOL;
import static dev.guards.config.prometheus.ScalarType.BYTES;
import static dev.guards.config.prometheus.ScalarType.DURATION;
import static dev.guards.config.prometheus.ScalarType.FLOAT;
import static dev.guards.config.prometheus.ScalarType.INT;
import static dev.guards.config.prometheus.ScalarType.STRING;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The server itself: its storage, what it takes over OTLP, and its own traces. */
final class ServerShapes {
    private static final Shape TSDB = new Shape("config.plain").with(DURATION, "out_of_order_time_window", "stale_series_compaction_interval")
            .with(ScalarType.ANYTHING, "stale_series_compaction_threshold")
            .with(new Shape("config.plain").with(DURATION, "time").with(BYTES, "size").with(FLOAT, "percentage")
                    .must(ServerShapes::percentage), "retention")
            .with(new Shape("config.plain").with(STRING, "floats", "histograms").must(ServerShapes::encoding), "chunk_encoding");

    static final Shape STORAGE = new Shape("config.plain").with(TSDB, "tsdb")
            .with(new Shape("config.plain").with(INT, "max_exemplars"), "exemplars");

    static final Shape OTLP = new Shape("config.plain").with(BOOL, "promote_all_resource_attributes",
            "keep_identifying_resource_attributes", "convert_histograms_to_nhcb", "promote_scope_metadata",
            "label_name_underscore_sanitization", "label_name_preserve_multiple_underscores")
            .with(STRINGS, "promote_resource_attributes", "ignore_resource_attributes").with(STRING, "translation_strategy")
            .must(ServerShapes::otlp);

    static final Shape TRACING = new Shape("config.plain").with(STRING, "endpoint", "compression").with(FLOAT, "sampling_fraction")
            .with(BOOL, "insecure").with(HttpClientShape.TLS, "tls_config").with(STRING_MAP, "headers").with(DURATION, "timeout")
            .with(FieldType.oneOf(List.of("http", "grpc"), t -> "expected tracing client type to be to be http or grpc, but got " + t),
                    "client_type")
            .must((n, c) -> RemoteShapes.headers(n, "custom authorization header configuration is not yet supported", c))
            .require("endpoint", "tracing endpoint must be set").must((n, c) -> {
                String compression = n.get("compression").string("");
                if (!compression.isEmpty() && !compression.equals("gzip")) {
                    c.refuse(n.get("compression"), "invalid compression type " + compression + " provided, valid options: gzip");
                }
            });

    private ServerShapes() {
    }

    private static void percentage(Node node, Checker checker) {
        try {
            double percentage = Double.parseDouble(node.get("percentage").string("0"));
            if (percentage < 0 || percentage > 100) {
                checker.refuse(node.get("percentage"), "'storage.tsdb.retention.percentage' must be in the range [0, 100]");
            }
        } catch (NumberFormatException e) {
            // Said by the field's own type.
        }
    }

    private static void encoding(Node node, Checker checker) {
        Node floats = node.get("floats");
        if (floats.isPresent() && !List.of("xor", "xor2").contains(floats.string(""))) {
            checker.refuse(floats, "'storage.tsdb.chunk_encoding.floats' must be 'xor' or 'xor2', or the field must be omitted entirely, got "
                    + Checker.quoted(floats.string("")));
        }
    }

    private static void otlp(Node node, Checker checker) {
        Node ignored = node.get("ignore_resource_attributes");
        Node promoted = node.get("promote_resource_attributes");
        if (node.get("promote_all_resource_attributes").isTrue()) {
            if (!promoted.items().isEmpty()) {
                checker.refuse(promoted,
                        "'promote_all_resource_attributes' and 'promote_resource_attributes' cannot be configured simultaneously");
            }
            attributes(ignored, "ignore_resource_attributes", "ignored", checker);
            return;
        }
        if (!ignored.items().isEmpty()) {
            checker.refuse(ignored, "'ignore_resource_attributes' cannot be configured unless 'promote_all_resource_attributes' is true");
        }
        attributes(promoted, "promote_resource_attributes", "promoted", checker);
    }

    private static void attributes(Node list, String field, String adjective, Checker checker) {
        Set<String> seen = new HashSet<>();
        for (Text attribute : list.texts()) {
            String name = attribute.value().strip();
            if (name.isEmpty()) {
                checker.refuse(attribute.span(), "invalid '" + field + "': empty " + adjective + " OTel resource attribute", "");
            } else if (!seen.add(name)) {
                checker.refuse(attribute.span(), "invalid '" + field + "': duplicated " + adjective + " OTel resource attribute "
                        + Checker.quoted(name), "");
            }
        }
    }
}
