package dev.guards.guard.simple;

import dev.guards.config.alloy.AlloyBlock;
import dev.guards.config.alloy.AlloyConfig;
import dev.guards.config.alloy.AlloyReader;
import dev.guards.config.alloy.AlloyRules;
import dev.guards.config.alloy.AlloyStages;
import dev.guards.config.alloy.AlloyValue;
import dev.guards.config.pipeline.Stage;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.inventory.pipeline.Entry;
import dev.guards.inventory.stream.AlloyLabels;
import dev.guards.regex.ValueSet;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Follows the components of one Alloy configuration. */
final class AlloyFlow {
    static final Rule REFERENCE_UNKNOWN = Rule.error("alloy-reference-unknown", "an Alloy component refers to one that the configuration does not define");
    static final Rule UNWIRED = Rule.warning("alloy-unwired", "what an Alloy component makes is used by no other, or it sends to nobody");
    static final List<Rule> RULES = List.of(REFERENCE_UNKNOWN, UNWIRED);
    /** Components that only matter to others. */
    private static final List<String> FOR_OTHERS = List.of("discovery.", "local.file_match", "loki.process", "loki.relabel", "loki.write",
            "loki.echo", "loki.enrich", "loki.secretfilter", "prometheus.exporter.", "prometheus.relabel", "prometheus.remote_write",
            "otelcol.processor.", "otelcol.exporter.", "otelcol.connector.");

    /** Stages that never add a label. */
    private static final Set<String> WITHOUT_LABELS = Set.of("stage.json", "stage.logfmt", "stage.template", "stage.timestamp", "stage.output",
            "stage.replace", "stage.drop", "stage.multiline", "stage.structured_metadata", "stage.label_drop", "stage.label_keep",
            "stage.decolorize", "stage.limit", "stage.sampling", "stage.metrics", "stage.tenant");

    private final AlloyConfig config;
    private final Findings findings;
    private final Consumer<Problem> refused;

    private AlloyFlow(AlloyConfig config, Findings findings, Consumer<Problem> refused) {
        this.config = config;
        this.findings = findings;
        this.refused = refused;
    }

    /** @param refused takes relabelling rules and stages that Alloy refuses */
    static void check(Text text, Findings findings, Consumer<Problem> refused) {
        try {
            new AlloyFlow(AlloyReader.read(text), findings, refused).check();
        } catch (ReadException e) {
            // Said by the guard of syntax.
            return;
        }
    }

    private void check() {
        Set<AlloyBlock> used = new HashSet<>();
        for (AlloyBlock block : config.blocks()) {
            for (AlloyValue.Reference reference : block.references()) {
                AlloyBlock target = config.resolve(reference).component();
                if (target != null) {
                    used.add(target);
                } else if (AlloyConfig.isOfFamily(reference) && !config.hasModules()) {
                    unknown(reference);
                }
            }
        }
        AlloyLabels labels = new AlloyLabels(config);
        AlloyMetrics metrics = new AlloyMetrics(config);
        for (AlloyBlock block : config.blocks()) {
            wired(block, used);
            if (block.is("discovery.relabel")) {
                List<RelabelRule> rules = AlloyRules.read(block, refused);
                if (!metrics.feeds(block)) {
                    new RelabelFlow(rules, labels.relabelled(block), RelabelFamily.LOGS, findings).check(metrics.behind(block));
                }
            } else if (block.is("loki.relabel") || block.is("prometheus.relabel")) {
                AlloyRules.read(block, refused);
            } else if (block.is("loki.process")) {
                List<Stage> stages = AlloyStages.read(block, refused);
                Entry start = Entry.of(labels.entries(block), ValueSet.any());
                new PipelineFlow(findings).check(stages, start);
                UnboundedLabels.check(List.of(), stages, start, findings);
            } else if (block.is("loki.source.docker") && labels.sendsWithoutLabels(block) && !labelsAreAdded()) {
                findings.report(LogAgentConfig.NO_LABELS, block.span(), "`" + block.id() + "` keeps no label of the discovered containers, and Loki"
                        + " refuses lines without labels").help("give it `relabel_rules = discovery.relabel.<name>.rules`, or `labels = {...}`");
            }
        }
    }

    /** True when some component may add a label to entries that have none. */
    private boolean labelsAreAdded() {
        for (AlloyBlock block : config.blocks()) {
            boolean stages = block.is("loki.process") && block.blocks().stream().anyMatch(s -> !WITHOUT_LABELS.contains(s.name().value()));
            if (stages || block.is("loki.relabel") || block.is("loki.write") && block.get("external_labels") != null) {
                return true;
            }
        }
        return false;
    }

    private void unknown(AlloyValue.Reference reference) {
        Finding finding = findings.report(REFERENCE_UNKNOWN, reference.span(), "no component of this configuration is `" + reference + "`");
        List<String> known = new ArrayList<>();
        String export = reference.path().get(reference.path().size() - 1).value();
        config.ids().forEach(id -> known.add(id + "." + export));
        String near = Suggest.nearest(reference.toString(), known);
        finding.help(near == null ? "define it, or name one of those that are there" : "did you mean `" + near + "`?");
    }

    private void wired(AlloyBlock block, Set<AlloyBlock> used) {
        boolean forOthers = FOR_OTHERS.stream().anyMatch(p -> p.endsWith(".") ? block.name().value().startsWith(p) : block.is(p));
        if (forOthers && !used.contains(block) && !config.hasModules() && block.label() != null) {
            findings.report(UNWIRED, block.span(), "nothing uses `" + block.id() + "`")
                    .help("refer to it, in `forward_to` or `targets` of another component, or remove it");
        } else if (block.get("forward_to") instanceof AlloyValue.Array array && array.items().isEmpty()) {
            findings.report(UNWIRED, array.span(), "`" + block.id() + "` sends to nobody").help("name a receiver in `forward_to`");
        }
    }
}
