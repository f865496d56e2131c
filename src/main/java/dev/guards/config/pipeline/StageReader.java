package dev.guards.config.pipeline;

import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Scalar;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the YAML form of pipeline stages as Promtail does: what it refuses to start with is a problem, keys it does not know are
 * passed over. A stage with a problem becomes {@link Stage.Unreadable}.
 */
public final class StageReader {
    /** The rule under which a pipeline that the agent refuses is reported. */
    public static final String INVALID = "pipeline-invalid";
    private static final Set<String> NAMES = Set.of("docker", "cri", "json", "logfmt", "regex", "replace", "template", "timestamp",
            "output", "labels", "static_labels", "labeldrop", "labelallow", "structured_metadata", "non_indexed_labels", "match",
            "drop", "multiline", "pack", "tenant", "metrics", "limit", "sampling", "eventlogmessage", "geoip", "decolorize");
    private static final Set<String> ALLOY_ONLY = Set.of("pattern", "luhn", "truncate", "structured_metadata_drop", "windowsevent");

    private final Consumer<Problem> problems;

    public StageReader(Consumer<Problem> problems) {
        this.problems = problems;
    }

    /** The stages of a list; none when it is absent. */
    public List<Stage> stages(Node list) {
        List<Stage> stages = new ArrayList<>();
        if (list.isPresent() && !list.isNull() && !list.kind().equals("list")) {
            problem(list.span(), "`pipeline_stages` must be a list, found a " + list.kind(), "write each stage as `- name: ...`");
        }
        for (Node item : list.items()) {
            stages.add(stage(item));
        }
        return stages;
    }

    private Stage stage(Node item) {
        if (!(item instanceof Mapping) || item.entries().size() != 1) {
            problem(item.span(), "a pipeline stage must be a mapping with exactly one key", "start each stage with a `-` of its own");
            return new Stage.Unreadable(item.span(), "");
        }
        Mapping.Entry entry = item.entries().get(0);
        String name = entry.key().value();
        Span span = entry.key().span();
        if (!NAMES.contains(name)) {
            String near = Suggest.nearest(name, NAMES);
            problem(span, ALLOY_ONLY.contains(name) ? "stage `" + name + "` exists in Grafana Alloy only" : "unknown stage `" + name + "`",
                    near == null ? "" : "did you mean `" + near + "`?");
            return new Stage.Unreadable(span, name);
        }
        return stage(name, span, entry.value());
    }

    /** A stage of Promtail's name whose fields another form of configuration holds in the same shape. */
    public Stage stage(String name, Span span, Node body) {
        try {
            return read(name, span, body);
        } catch (ReadException e) {
            problems.accept(e.problem());
            return new Stage.Unreadable(span, name);
        }
    }

    private Stage read(String name, Span span, Node body) throws ReadException {
        return switch (name) {
            case "docker" -> new Stage.Docker(span);
            case "cri" -> new Stage.Cri(span);
            case "json" -> json(span, body);
            case "logfmt" -> logfmt(span, body);
            case "regex" -> new Stage.Regex(span, expression(span, body), regex(expression(span, body)), source(body), false);
            case "replace" -> new Stage.Replace(span, expression(span, body), regex(expression(span, body)), source(body),
                    template(orEmpty(body.get("replace"), span)));
            case "template" -> template(span, body);
            case "timestamp" -> TimestampCheck.read(span, body);
            case "output" -> new Stage.Output(span, needed(span, body, "source", "output source value is required"));
            case "labels" -> new Stage.Labels(span, labels(span, body));
            case "structured_metadata", "non_indexed_labels" -> new Stage.StructuredMetadata(span, labels(span, body), null);
            case "static_labels" -> staticLabels(span, body);
            case "labeldrop" -> new Stage.LabelDrop(span, names(span, body, "labeldrop"));
            case "labelallow" -> new Stage.LabelAllow(span, names(span, body, "labelallow"));
            case "match" -> match(span, body);
            case "drop" -> drop(span, body);
            case "multiline" -> multiline(span, body);
            case "pack" -> new Stage.Pack(span, body.get("labels").texts());
            case "tenant" -> tenant(span, body);
            case "metrics" -> new Stage.Metrics(span, MetricsStage.read(span, body));
            case "limit" -> limit(span, body);
            case "sampling" -> sampling(span, body);
            case "eventlogmessage" -> eventLogMessage(span, body);
            case "geoip" -> geoip(span, body);
            default -> new Stage.Decolorize(span);
        };
    }

    private static Stage json(Span span, Node body) throws ReadException {
        Node expressions = body.get("expressions");
        if (expressions.entries().isEmpty()) {
            throw invalid(at(span, expressions), "JMES expression is required", "name the fields under `expressions:`");
        }
        List<Stage.Json.Expression> all = new ArrayList<>();
        for (Mapping.Entry entry : expressions.entries()) {
            Text path = entry.value().text() == null || entry.value().text().isEmpty() ? entry.key() : entry.value().text();
            all.add(expression(entry.key(), path));
        }
        return new Stage.Json(span, all, source(body), body.get("drop_malformed").isTrue());
    }

    /** A path of a json stage, compiled. */
    public static Stage.Json.Expression expression(Text key, Text path) throws ReadException {
        try {
            return new Stage.Json.Expression(key, path, JmesPath.parse(path.value()));
        } catch (JmesPath.SyntaxException e) {
            int from = Math.min(e.position(), path.length());
            throw invalid(path.span(from, Math.min(from + 1, path.length())), "could not compile JMES expression: " + e.getMessage(),
                    "names with other characters than letters, digits and `_` need double quotes inside the expression");
        }
    }

    private static Stage logfmt(Span span, Node body) throws ReadException {
        Node mapping = body.get("mapping");
        if (mapping.entries().isEmpty()) {
            throw invalid(at(span, mapping), "logfmt mapping is required", "name the fields under `mapping:`");
        }
        return new Stage.Logfmt(span, pairs(mapping), source(body));
    }

    private static Stage template(Span span, Node body) throws ReadException {
        if (body.entries().isEmpty()) {
            throw invalid(span, "template stage config cannot be empty", "give `source` and `template`");
        }
        Text text = orEmpty(body.get("template"), span);
        return new Stage.Template(span, needed(span, body, "source", "template source value is required"), text, template(text));
    }

    private static Stage staticLabels(Span span, Node body) throws ReadException {
        if (body.entries().isEmpty()) {
            throw invalid(span, "static_labels stage config cannot be empty", "list pairs of name and value");
        }
        List<Stage.Pair> pairs = new ArrayList<>();
        for (Mapping.Entry entry : body.entries()) {
            labelName(entry.key());
            if (entry.value().text() != null && !entry.value().text().isEmpty()) {
                pairs.add(new Stage.Pair(entry.key(), entry.value().text()));
            }
        }
        return new Stage.StaticLabels(span, pairs);
    }

    private static List<Text> names(Span span, Node body, String stage) throws ReadException {
        if (body.texts().isEmpty()) {
            throw invalid(span, stage + " stage config cannot be empty", "list label names");
        }
        return body.texts();
    }

    private Stage match(Span span, Node body) throws ReadException {
        if (body.get("pipeline_name").text() != null && body.get("pipeline_name").text().isEmpty()) {
            throw invalid(body.get("pipeline_name").span(), "match stage pipeline name can be omitted but cannot be an empty string", "");
        }
        Text selector = needed(span, body, "selector", "selector statement required for match stage");
        Text action = body.get("action").text();
        boolean drop = action != null && action.value().equals("drop");
        if (action != null && !drop && !action.value().equals("keep") && !action.isEmpty()) {
            throw invalid(action.span(), "match stage action should be `keep` or `drop`", "");
        }
        Node inner = body.get("stages");
        if (drop && !inner.items().isEmpty()) {
            throw invalid(inner.span(), "match stage configured to drop entries, but cannot contain stages", "remove the stages or the action");
        }
        if (!drop && inner.items().isEmpty()) {
            throw invalid(span, "match stage requires at least one additional stage", "list them under `stages:`");
        }
        StreamSelector parsed = StreamSelector.parse(selector);
        return new Stage.Match(span, selector, parsed, stages(inner), drop);
    }

    private static Stage drop(Span span, Node body) throws ReadException {
        Text value = body.get("value").text();
        Text expression = body.get("expression").text();
        Text longer = body.get("longer_than").text();
        Text older = body.get("older_than").text();
        List<Text> sources = body.get("source").texts();
        if (sources.isEmpty() && expression == null && older == null && longer == null && value == null) {
            throw invalid(span, "drop stage config must contain at least one of `source`, `expression`, `older_than` or `longer_than`", "");
        }
        for (Node source : body.get("source").itemsOrSelf()) {
            if (source instanceof Mapping || source instanceof Scalar scalar && scalar.type() != Scalar.Type.TEXT) {
                throw invalid(source.span(), "drop stage source must be a text or a list of texts, found a " + source.kind(), "");
            }
        }
        if (older != null && !GoDuration.isValid(older.value())) {
            throw invalid(older.span(), "`" + older + "` is no duration", "Go durations have the units h, m, s, ms, us, ns");
        }
        if (longer != null && GoDuration.bytes(longer.value()) < 0) {
            throw invalid(longer.span(), "`" + longer + "` is no byte size", "write a size such as `8KB`");
        }
        if (value != null && expression != null) {
            throw invalid(value.span(), "drop stage takes either `value` or `expression`, not both", "");
        }
        if (value != null && sources.isEmpty()) {
            throw invalid(value.span(), "drop stage needs `source` when `value` is given", "");
        }
        return new Stage.Drop(span, sources, body.get("separator").string(";"), value,
                expression == null ? null : regex(expression), longer == null ? -1 : GoDuration.bytes(longer.value()), older != null);
    }

    private static Stage multiline(Span span, Node body) throws ReadException {
        regex(needed(span, body, "firstline", "multiline stage config must define `firstline` regular expression"));
        Text wait = body.get("max_wait_time").text();
        if (wait != null && !GoDuration.isValid(wait.value())) {
            throw invalid(wait.span(), "`" + wait + "` is no duration", "Go durations have the units h, m, s, ms, us, ns");
        }
        return new Stage.Multiline(span);
    }

    private static Stage tenant(Span span, Node body) throws ReadException {
        Text source = nonEmpty(body.get("source"));
        Text label = nonEmpty(body.get("label"));
        Text value = nonEmpty(body.get("value"));
        int given = (source == null ? 0 : 1) + (label == null ? 0 : 1) + (value == null ? 0 : 1);
        if (given != 1) {
            throw invalid(span, given == 0 ? "label, source or value config are required"
                    : "label, source and value are mutually exclusive", "give exactly one of them");
        }
        return new Stage.Tenant(span, source, label, value);
    }

    private static Stage limit(Span span, Node body) throws ReadException {
        if (!isPositive(body.get("rate")) || !isPositive(body.get("burst"))) {
            throw invalid(span, "limit stage needs `rate` and `burst` greater than 0", "");
        }
        boolean drops = body.get("drop").isTrue();
        if (nonEmpty(body.get("by_label_name")) != null && !drops) {
            throw invalid(body.get("by_label_name").span(), "`by_label_name` needs `drop: true`", "");
        }
        return new Stage.Limit(span, drops);
    }

    private static Stage sampling(Span span, Node body) throws ReadException {
        double rate = number(body.get("rate"));
        if (rate < 0 || rate > 1) {
            throw invalid(body.get("rate").span(), "sampling rate must be between 0.0 and 1.0", "");
        }
        return new Stage.Sampling(span);
    }

    private static Stage eventLogMessage(Span span, Node body) throws ReadException {
        Node source = body.get("source");
        if (source instanceof Scalar scalar && (scalar.type() == Scalar.Type.NUMBER || scalar.type() == Scalar.Type.BOOLEAN)) {
            throw invalid(source.span(), "`source` must be a text, found a " + source.kind(), "quote it");
        }
        if (source.text() != null) {
            labelName(source.text());
        }
        return new Stage.EventLogMessage(span, source.string("message"), body.get("overwrite_existing").isTrue(),
                body.get("drop_invalid_labels").isTrue());
    }

    private static Stage geoip(Span span, Node body) throws ReadException {
        needed(span, body, "db", "db path cannot be empty");
        Text source = needed(span, body, "source", "source cannot be empty");
        Text type = needed(span, body, "db_type", "db type cannot be empty");
        if (!Set.of("city", "asn", "country").contains(type.value())) {
            throw invalid(type.span(), "db type should be city, asn or country", "");
        }
        return new Stage.Geoip(span, source, type.value());
    }

    private static List<Stage.Pair> labels(Span span, Node body) throws ReadException {
        if (!(body instanceof Mapping)) {
            throw invalid(span, "label stage config cannot be empty", "list pairs of label and extracted name");
        }
        for (Mapping.Entry entry : body.entries()) {
            labelName(entry.key());
        }
        return pairs(body);
    }

    private static List<Stage.Pair> pairs(Node mapping) {
        List<Stage.Pair> pairs = new ArrayList<>();
        for (Mapping.Entry entry : mapping.entries()) {
            Text value = entry.value().text();
            pairs.add(new Stage.Pair(entry.key(), value == null || value.isEmpty() ? entry.key() : value));
        }
        return pairs;
    }

    private static void labelName(Text name) throws ReadException {
        if (!isLabelName(name.value())) {
            throw invalid(name.span(), "invalid label name `" + name + "`", "letters, digits and `_`, not starting with a digit");
        }
    }

    /** Whether it is a label name of the classic form. */
    public static boolean isLabelName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || i > 0 && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static Text expression(Span span, Node body) throws ReadException {
        return needed(span, body, "expression", "expression is required");
    }

    /** Compiles a regular expression of a configuration. */
    public static Re2 regex(Text expression) throws ReadException {
        try {
            return Re2.compile(expression.value());
        } catch (Re2Exception e) {
            throw invalid(expression.span(), "could not compile regular expression: " + e.getMessage(), "RE2 syntax: no look-around, no back-references");
        }
    }

    /** Parses a template of a configuration. */
    public static GoTemplate template(Text text) throws ReadException {
        try {
            return GoTemplate.parse(text.value());
        } catch (GoTemplate.SyntaxException e) {
            int from = Math.min(e.position(), text.length());
            throw invalid(text.span(from, Math.min(from + 1, text.length())), "template does not parse: " + e.getMessage(), "");
        }
    }

    /** Null when not given. */
    private static Text source(Node body) throws ReadException {
        Text source = body.get("source").text();
        if (source != null && source.isEmpty()) {
            throw invalid(body.get("source").span(), "empty source", "leave `source` out to read the log line");
        }
        return source;
    }

    private static Text needed(Span span, Node body, String key, String message) throws ReadException {
        Text text = nonEmpty(body.get(key));
        if (text == null) {
            throw invalid(at(span, body.get(key)), message, "");
        }
        return text;
    }

    private static Text nonEmpty(Node node) {
        return node.text() == null || node.text().isEmpty() ? null : node.text();
    }

    private static Text orEmpty(Node node, Span otherwise) {
        return node.text() != null ? node.text() : Text.of(otherwise.source(), otherwise.end(), otherwise.end());
    }

    private static Span at(Span stage, Node node) {
        return node.isPresent() ? node.span() : stage;
    }

    private static boolean isPositive(Node node) {
        return number(node) > 0;
    }

    private static double number(Node node) {
        try {
            return node.text() == null ? 0 : Double.parseDouble(node.string());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** A refusal of the agent, to be thrown. */
    public static ReadException invalid(Span span, String message, String help) {
        return new ReadException(new Problem(INVALID, span, message, help));
    }

    private void problem(Span span, String message, String help) {
        problems.accept(new Problem(INVALID, span, message, help));
    }
}
