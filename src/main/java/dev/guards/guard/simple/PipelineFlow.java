package dev.guards.guard.simple;

import dev.guards.config.pipeline.Stage;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.inventory.pipeline.Entry;
import dev.guards.inventory.pipeline.Pipeline;
import dev.guards.regex.Re2;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows extracted values through the stages of a pipeline: stages that read what nothing before them has extracted. */
final class PipelineFlow {
    static final Rule SOURCE_UNDEFINED = Rule.error("pipeline-source-undefined", "a stage reads a value that no stage extracts");
    static final Rule STAGE_ORDER = Rule.error("pipeline-stage-order", "a stage reads a value that only a later stage extracts");
    static final Rule REGEX_NO_GROUP = Rule.error("pipeline-regex-no-group", "a regex stage without a named group extracts nothing, a replace stage without a group replaces nothing");
    static final List<Rule> RULES = List.of(SOURCE_UNDEFINED, STAGE_ORDER, REGEX_NO_GROUP);

    private final Findings findings;
    private final Map<String, Span> extractions = new LinkedHashMap<>();

    PipelineFlow(Findings findings) {
        this.findings = findings;
    }

    void check(List<Stage> stages, Entry start) {
        collect(stages);
        walk(stages, start);
    }

    private void walk(List<Stage> stages, Entry start) {
        List<Entry> entries = List.of(start);
        for (Stage stage : stages) {
            if (entries.isEmpty()) {
                return;
            }
            Entry entry = entries.size() == 1 ? entries.get(0) : Entry.joined(entries);
            for (Text source : sources(stage)) {
                if (!entry.hasExtracted(source.value())) {
                    undefined(stage, source, entry);
                }
            }
            groups(stage);
            if (stage instanceof Stage.Match match) {
                walk(match.stages(), entry);
            }
            entries = Pipeline.run(List.of(stage), entry);
        }
    }

    private void undefined(Stage stage, Text source, Entry entry) {
        Span later = extractions.get(source.value());
        boolean behind = later != null && later.source() == stage.span().source() && later.start() > stage.span().start();
        Finding finding = findings.report(behind ? STAGE_ORDER : SOURCE_UNDEFINED, source.span(), "no stage before this `" + stage.name()
                + "` stage extracts `" + source + "`");
        List<String> known = new ArrayList<>(entry.extractedNames());
        String near = Suggest.nearest(source.value(), known);
        if (behind) {
            finding.note(later, "it is extracted here, behind").help("move the stage behind the one that extracts `" + source + "`");
        } else if (near != null) {
            finding.help("did you mean `" + near + "`?");
        } else {
            finding.help(known.isEmpty() ? "nothing is extracted before; add a json, logfmt or regex stage"
                    : "extracted before: " + String.join(", ", known.subList(0, Math.min(known.size(), 8))));
        }
    }

    private void groups(Stage stage) {
        if (stage instanceof Stage.Regex regex && regex.regex().groupNames().stream().allMatch(String::isEmpty)) {
            findings.report(REGEX_NO_GROUP, regex.expression().span(), "the expression has no named group, so nothing is extracted")
                    .help("name what to extract: `(?P<name>...)`");
        } else if (stage instanceof Stage.Replace replace && replace.regex().groupCount() == 0) {
            findings.report(REGEX_NO_GROUP, replace.expression().span(), "the expression has no group, so nothing is replaced")
                    .help("put the part to replace into `(...)`");
        }
    }

    /** What a stage reads of the extracted values; sources that only matter when they are there are left out. */
    private static List<Text> sources(Stage stage) {
        List<Text> sources = new ArrayList<>();
        if (stage instanceof Stage.Labels labels) {
            labels.labels().forEach(p -> sources.add(p.value()));
        } else if (stage instanceof Stage.StructuredMetadata metadata) {
            metadata.pairs().forEach(p -> sources.add(p.value()));
        } else if (stage instanceof Stage.Json json) {
            sources.add(json.source());
        } else if (stage instanceof Stage.Logfmt logfmt) {
            sources.add(logfmt.source());
        } else if (stage instanceof Stage.Regex regex) {
            sources.add(regex.source());
        } else if (stage instanceof Stage.Pattern pattern) {
            sources.add(pattern.source());
        } else if (stage instanceof Stage.Replace replace) {
            sources.add(replace.source());
        } else if (stage instanceof Stage.Timestamp timestamp) {
            sources.add(timestamp.source());
        } else if (stage instanceof Stage.Output output) {
            sources.add(output.source());
        } else if (stage instanceof Stage.Tenant tenant) {
            sources.add(tenant.source());
        } else if (stage instanceof Stage.Geoip geoip) {
            sources.add(geoip.source());
        } else if (stage instanceof Stage.Drop drop) {
            sources.addAll(drop.sources());
        } else if (stage instanceof Stage.Metrics metrics) {
            metrics.metrics().forEach(m -> sources.add(m.source()));
        }
        sources.removeIf(s -> s == null);
        return sources;
    }

    /** Where each name is extracted first. */
    private void collect(List<Stage> stages) {
        for (Stage stage : stages) {
            if (stage instanceof Stage.Json json) {
                json.expressions().forEach(e -> extractions.putIfAbsent(e.key().value(), e.key().span()));
            } else if (stage instanceof Stage.Logfmt logfmt) {
                logfmt.mapping().forEach(p -> extractions.putIfAbsent(p.name().value(), p.name().span()));
            } else if (stage instanceof Stage.Template template) {
                extractions.putIfAbsent(template.source().value(), template.source().span());
            } else if (stage instanceof Stage.Regex regex) {
                groups(regex.regex(), regex.expression());
            } else if (stage instanceof Stage.Replace replace) {
                groups(replace.regex(), replace.expression());
            } else if (stage instanceof Stage.Match match) {
                collect(match.stages());
            }
        }
    }

    private void groups(Re2 regex, Text expression) {
        regex.groupNames().forEach(name -> extractions.putIfAbsent(name, expression.span()));
    }
}
