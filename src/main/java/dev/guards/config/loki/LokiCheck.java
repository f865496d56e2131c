package dev.guards.config.loki;

import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a version of Loki refuses to start with. Facts: Loki's upgrade notes and validation, v2.9 to v3.7. */
public final class LokiCheck {
    public static final String STRUCTURED_METADATA = "loki-schema-structured-metadata";
    public static final String INVALID = "loki-config-invalid";
    private static final Set<String> STORES = new TreeSet<>(List.of("tsdb", "boltdb-shipper", "boltdb", "aws", "aws-dynamo", "gcp",
            "gcp-columnkey", "bigtable", "bigtable-hashed", "cassandra", "grpc-store"));
    private static final Set<String> OBJECT_STORES = new TreeSet<>(List.of("filesystem", "aws", "s3", "gcs", "gcp", "azure", "swift",
            "alibabacloud", "cos", "bos", "oss", "inmemory", "aws-dynamo", "gcp-columnkey", "bigtable", "bigtable-hashed",
            "cassandra", "grpc-store"));
    private static final int NEWEST_SCHEMA = 13;
    private static final int OLDEST_SCHEMA = 9;
    /** Fields that Loki 3.0 no longer knows, with what took their place. */
    private static final String[][] REMOVED = {
        {"compactor.shared_store", "name the store in `compactor.delete_request_store`"},
        {"compactor.shared_store_key_prefix", "`compactor.delete_request_store_key_prefix`"},
        {"storage_config.boltdb_shipper.shared_store", "the store of each period is its `object_store`"},
        {"storage_config.boltdb_shipper.shared_store_key_prefix", "`index.path_prefix` of each period"},
        {"storage_config.tsdb_shipper.shared_store", "the store of each period is its `object_store`"},
        {"storage_config.tsdb_shipper.shared_store_key_prefix", "`index.path_prefix` of each period"},
        {"limits_config.enforce_metric_name", "it had no effect"},
        {"chunk_store_config.max_look_back_period", "`limits_config.max_query_lookback`"},
        {"ingester.max_transfer_retries", "the write-ahead log took its place"},
    };

    private final LokiConfig config;
    private final LokiVersion version;
    private final String today;
    private final List<Problem> problems = new ArrayList<>();

    private LokiCheck(LokiConfig config, LokiVersion version, String today) {
        this.config = config;
        this.version = version;
        this.today = today;
    }

    /** @param today as {@code 2026-01-31}: the period of that day is the one that must allow what the limits ask for */
    public static List<Problem> refusals(LokiConfig config, LokiVersion version, String today) {
        LokiCheck check = new LokiCheck(config, version, today);
        for (LokiConfig.Period period : config.periods()) {
            check.period(period);
        }
        check.structuredMetadata();
        check.removedFields();
        check.retention();
        return check.problems;
    }

    private void period(LokiConfig.Period period) {
        int schema = period.schemaNumber();
        if (period.schema() != null && (schema < OLDEST_SCHEMA || schema > NEWEST_SCHEMA)) {
            refuse(INVALID, period.schema().span(), "schema `" + period.schema() + "` does not exist", "the newest is `v13`");
        } else if (schema == NEWEST_SCHEMA && version.isBefore(2, 9)) {
            refuse(INVALID, period.schema().span(), "schema `v13` needs Loki 2.9, this is " + version, "take `v12`, or a newer image");
        }
        oneOf(period.store(), STORES, "index store");
        if (!config.root().at("storage_config", "named_stores").isPresent()) {
            oneOf(period.objectStore(), OBJECT_STORES, "object store");
        }
        boolean shipped = period.store() != null && (period.store().value().equals("tsdb") || period.store().value().equals("boltdb-shipper"));
        if (shipped && period.indexPeriod() != null && !Set.of("24h", "1d", "24h0m0s").contains(period.indexPeriod().value())) {
            refuse(INVALID, period.indexPeriod().span(), "the index of `" + period.store() + "` must have a period of 24h, not "
                    + period.indexPeriod(), "write `period: 24h`");
        } else if (shipped && period.indexPeriod() == null) {
            refuse(INVALID, period.store().span(), "the index of `" + period.store() + "` must have a period of 24h", "add `index: {period: 24h}`");
        }
    }

    private void oneOf(Text value, Set<String> known, String what) {
        if (value != null && !known.contains(value.value()) && value.value().indexOf('$') < 0) {
            String near = Suggest.nearest(value.value(), known);
            refuse(INVALID, value.span(), "there is no " + what + " `" + value + "`", near == null ? "" : "did you mean `" + near + "`?");
        }
    }

    /** On by default since 3.0, and only possible with schema v13 on tsdb. */
    private void structuredMetadata() {
        Node allowed = config.limits().get("allow_structured_metadata");
        LokiConfig.Period active = config.active(today);
        if (active == null || version.isBefore(3, 0) || allowed.isFalse()) {
            return;
        }
        String why = allowed.isTrue() ? "structured metadata is switched on" : "structured metadata is on by default";
        String help = "add a period with `schema: v13` and `store: tsdb`, or set `limits_config.allow_structured_metadata: false`";
        if (active.schemaNumber() >= 0 && active.schemaNumber() < NEWEST_SCHEMA) {
            refuse(STRUCTURED_METADATA, active.schema().span(), "Loki " + version + " refuses to start: " + why + " and needs schema v13, this is "
                    + active.schema(), help);
        }
        if (active.store() != null && STORES.contains(active.store().value()) && !active.store().value().equals("tsdb")) {
            refuse(STRUCTURED_METADATA, active.store().span(), "Loki " + version + " refuses to start: " + why
                    + " and needs the index store `tsdb`, this is `" + active.store() + "`", help);
        }
    }

    private void removedFields() {
        for (String[] removed : REMOVED) {
            Node node = config.root().at(removed[0].split("\\."));
            if (!version.isBefore(3, 0) && node.isPresent()) {
                refuse(INVALID, node.span(), "Loki " + version + " refuses to start: `" + removed[0] + "` was removed in 3.0",
                        "remove it: " + removed[1]);
            }
        }
    }

    private void retention() {
        Node compactor = config.root().get("compactor");
        boolean missing = compactor.get("retention_enabled").isTrue() && compactor.get("delete_request_store").string("").isEmpty();
        if (missing && !version.isBefore(3, 0)) {
            refuse(INVALID, compactor.get("retention_enabled").span(), "Loki " + version
                    + " refuses to start: retention needs `compactor.delete_request_store`", "name the object store, such as `filesystem`");
        }
    }

    private void refuse(String rule, Span span, String message, String help) {
        problems.add(new Problem(rule, span, message, help));
    }
}
