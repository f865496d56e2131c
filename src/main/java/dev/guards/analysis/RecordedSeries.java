package dev.guards.analysis;

import dev.guards.config.prometheus.RuleFile;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Missing;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.ValueSet;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Series of another source, and those that recording and alerting rules make of them. A rule is evaluated when its output
 * is asked for; of one that needs its own output nothing is known.
 */
public final class RecordedSeries implements SeriesSource {
    private static final String ALERTS = "ALERTS";
    private static final String ALERTS_FOR_STATE = "ALERTS_FOR_STATE";

    private final SeriesSource base;
    private final Analysis.Engine engine;
    private final Map<String, List<Output>> recording = new LinkedHashMap<>();
    private final List<Output> alerts = new ArrayList<>();
    private final Map<String, List<Row>> computed = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Map<String, Optional<String>> near = new HashMap<>();
    private Set<String> names;

    /** A rule and what its expression evaluates to. */
    public static final class Output {
        private final RuleFile.Group group;
        private final RuleFile.Rule rule;
        private final Parsed parsed;
        private Analysis analysis;

        private Output(RuleFile.Group group, RuleFile.Rule rule) {
            this.group = group;
            this.rule = rule;
            this.parsed = rule.expr() == null ? null : PromQl.parse(rule.expr(), dev.guards.promql.Options.PLAIN);
        }

        public RuleFile.Group group() {
            return group;
        }

        public RuleFile.Rule rule() {
            return rule;
        }

        /** Null when the rule has no expression. */
        public Parsed parsed() {
            return parsed;
        }

        /** Null when the expression does not parse. */
        public Analysis analysis(SeriesSource source, Analysis.Engine engine) {
            if (analysis == null && parsed != null && parsed.isValid()) {
                analysis = Analysis.of(parsed.expr(), source, Domains.NONE, engine);
            }
            return analysis;
        }
    }

    public RecordedSeries(SeriesSource base, List<RuleFile> files, Analysis.Engine engine) {
        this.base = base;
        this.engine = engine;
        for (RuleFile file : files) {
            for (RuleFile.Group group : file.groups()) {
                for (RuleFile.Rule rule : group.rules()) {
                    if (rule.isRecording()) {
                        recording.computeIfAbsent(rule.record().value(), n -> new ArrayList<>()).add(new Output(group, rule));
                    } else if (rule.alert() != null) {
                        alerts.add(new Output(group, rule));
                    }
                }
            }
        }
    }

    /** The recording rules of that name. */
    public List<Output> outputs(String metric) {
        return recording.getOrDefault(metric, List.of());
    }

    /** What a rule's expression evaluates to; null when it does not parse. */
    public Analysis analysis(Output output) {
        return output.analysis(this, engine);
    }

    /** Alerting rules, in the order of the files. */
    public List<Output> alerts() {
        return List.copyOf(alerts);
    }

    @Override
    public List<Row> rows(String metric) {
        List<Output> outputs = isAlerts(metric) ? alerts : recording.get(metric);
        if (outputs == null || outputs.isEmpty()) {
            return base.rows(metric);
        }
        List<Row> rows = computed.get(metric);
        if (rows != null) {
            return rows;
        }
        if (!running.add(metric)) {
            return List.of(Row.anything().with(Labels.any().with(VectorSelector.NAME, metric)));
        }
        rows = new ArrayList<>(base.rows(metric));
        for (Output output : outputs) {
            Analysis analysis = analysis(output);
            List<Row> results = analysis == null ? List.of(Row.anything()) : analysis.root().rows();
            for (Row row : results) {
                rows.add(stored(output, row, metric));
            }
        }
        running.remove(metric);
        rows = Rows.compact(rows);
        computed.put(metric, rows);
        return rows;
    }

    /** Of what is recorded from them, nothing more is known than its name. */
    @Override
    public List<Row> unseen(String metric) {
        List<Row> rows = new ArrayList<>(base.unseen(metric));
        for (Row row : isAlerts(metric) || recording.containsKey(metric) ? rows(metric) : List.<Row>of()) {
            if (row.hostAssumed()) {
                rows.add(row.with(Labels.any().with(VectorSelector.NAME, metric)).certain(false));
            }
        }
        return rows;
    }

    private static boolean isAlerts(String metric) {
        return metric.equals(ALERTS) || metric.equals(ALERTS_FOR_STATE);
    }

    private static Row stored(Output output, Row row, String metric) {
        Labels labels = row.labels().with(VectorSelector.NAME, metric);
        Map<String, Text> extra = new LinkedHashMap<>(output.group.labels());
        extra.putAll(output.rule.labels());
        for (Map.Entry<String, Text> label : extra.entrySet()) {
            String value = label.getValue().value();
            labels = labels.with(label.getKey(), value.contains("{{") ? ValueSet.any() : ValueSet.of(value));
        }
        if (isAlerts(metric)) {
            labels = labels.with("alertname", output.rule.alert().value());
            labels = metric.equals(ALERTS) ? labels.with("alertstate", ValueSet.of("pending", "firing")) : labels;
        }
        List<Evidence> evidence = new ArrayList<>(row.evidence());
        evidence.add(new Evidence(output.rule.span(), isAlerts(metric) ? "alert `" + output.rule.alert() + "`"
                : "recorded as `" + metric + "`"));
        return new Row(labels, row.certain(), false, row.samples(), null, null, Stage.RAW, row.hostAssumed(), evidence);
    }

    @Override
    public Set<String> names() {
        if (names == null) {
            names = new TreeSet<>(base.names());
            names.addAll(recording.keySet());
            if (!alerts.isEmpty()) {
                names.add(ALERTS);
                names.add(ALERTS_FOR_STATE);
            }
        }
        return names;
    }

    /** Panels repeat their mistakes, and there may be thousands of names. */
    @Override
    public String near(String metric) {
        return near.computeIfAbsent(metric, name -> Optional.ofNullable(Suggest.similar(name, names()))).orElse(null);
    }

    @Override
    public List<Row> open(String metric) {
        return base.open(metric);
    }

    /** A recorded metric is missing because its expression is empty. */
    @Override
    public Missing missing(String metric) {
        for (Output output : outputs(metric)) {
            Analysis analysis = analysis(output);
            Flow.Emptiness empty = analysis == null ? null : analysis.root().empty();
            if (empty != null) {
                List<Evidence> evidence = List.of(new Evidence(output.rule.span(), "recorded here"),
                        new Evidence(empty.span(), empty.message()));
                return new Missing(Missing.Reason.RECORD_EMPTY, "the rule that records `" + metric + "` never has a result", "", "",
                        evidence);
            }
        }
        return base.missing(metric);
    }

    @Override
    public List<Evidence> openBecause(String metric) {
        return base.openBecause(metric);
    }
}
