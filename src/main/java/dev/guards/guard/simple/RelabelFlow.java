package dev.guards.guard.simple;

import dev.guards.config.prometheus.RelabelRule;
import dev.guards.config.prometheus.RelabelRule.Action;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Relabeler;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Follows labels through the relabelling rules of a log source: rules that read nothing, match nothing or are undone. */
final class RelabelFlow {
    static final Rule SOURCE_UNKNOWN = Rule.error("log-relabel-source-unknown", "a relabelling rule reads a label that does not exist at that point");
    static final Rule NEVER_MATCHES = Rule.error("log-relabel-never-matches", "a relabelling rule can match nothing, because of what the label holds or of a rule before it");
    static final Rule DROPS_ALL = Rule.error("log-relabel-drops-all", "the relabelling rules drop every line of a source");
    static final Rule OVERWRITTEN = Rule.error("log-relabel-overwritten", "a later, more general rule overwrites whatever a relabelling rule sets");
    static final Rule GROUP_MISSING = Rule.error("log-relabel-group-missing", "a replacement names a capture group that the regex does not have");
    static final Rule TARGET_INTERNAL = Rule.warning("log-relabel-target-internal", "a rule sets a label that starts with `__`, which is removed before lines are sent, and nothing reads it");
    static final Rule LEADING_SLASH = Rule.warning("docker-name-leading-slash", "the name of a Docker container is taken with its leading `/`");
    static final List<Rule> RULES = List.of(SOURCE_UNKNOWN, NEVER_MATCHES, DROPS_ALL, OVERWRITTEN, GROUP_MISSING, TARGET_INTERNAL, LEADING_SLASH);
    private static final String DOCKER_NAME = "__meta_docker_container_name";
    private static final Re2 SLASHED = Re2.of("/.*");
    private static final Set<String> READ_BY_AGENT = Set.of("__path__", "__path_exclude__", "__host__", "__tenant_id__", "__address__");

    private final List<RelabelRule> rules;
    private final Labels discovered;
    private final Findings findings;

    RelabelFlow(List<RelabelRule> rules, Labels discovered, Findings findings) {
        this.rules = rules;
        this.discovered = discovered;
        this.findings = findings;
    }

    /** Reports what is wrong; does nothing when a rule could not be read. */
    void check() {
        for (RelabelRule rule : rules) {
            if (!rule.valid() || rule.regex() == null) {
                return;
            }
        }
        for (int i = 0; i < rules.size(); i++) {
            RelabelRule rule = rules.get(i);
            List<Relabeler.Outcome> before = Relabeler.run(rules.subList(0, i), discovered).kept();
            boolean told = groups(rule) | sources(rule, i, before);
            if (!told && !matching(rule, before)) {
                leadingSlash(rule, before);
                overwritten(rule, i);
            }
            internalTarget(rule, i);
        }
    }

    /** What the rules leave of the discovered labels. */
    List<Relabeler.Outcome> results() {
        return Relabeler.run(rules, discovered).kept();
    }

    private boolean groups(RelabelRule rule) {
        if (rule.action() != Action.REPLACE && rule.action() != Action.LABELMAP) {
            return false;
        }
        boolean missing = false;
        List<GroupReference> references = GroupReference.in(rule.replacement());
        boolean someLeft = references.stream().anyMatch(r -> r.isIn(rule.regex()));
        for (GroupReference reference : references) {
            if (!reference.isIn(rule.regex())) {
                missing = true;
                String name = reference.name();
                int digits = 0;
                while (digits < name.length() && Character.isDigit(name.charAt(digits))) {
                    digits++;
                }
                boolean runsOn = digits > 0 && digits < name.length();
                Finding finding = findings.report(GROUP_MISSING, reference.span(), "`" + reference.span().text() + "` names a group that `" + rule.regexText()
                        + "` does not have, so it stands for nothing")
                        .help(runsOn ? "write `${" + name.substring(0, digits) + "}" + name.substring(digits) + "`"
                                : "the regex has " + count(rule.regex().groupCount()));
                if (someLeft) {
                    finding.severity(GROUP_MISSING.severity().lowered());
                }
            }
        }
        return missing;
    }

    private static String count(int groups) {
        return groups == 0 ? "no group" : groups == 1 ? "one group" : groups + " groups";
    }

    private boolean sources(RelabelRule rule, int index, List<Relabeler.Outcome> before) {
        boolean told = false;
        for (Text source : rule.sourceLabels()) {
            boolean exists = before.isEmpty();
            for (Relabeler.Outcome outcome : before) {
                exists |= outcome.labels().mayHave(source.value());
            }
            Span later = setLater(source.value(), index);
            boolean alone = rule.sourceLabels().size() == 1;
            boolean meta = source.value().startsWith("__meta_");
            if (!exists && (alone || meta && later == null)) {
                unknown(source, later);
                told = true;
            }
        }
        return told;
    }

    private void unknown(Text source, Span later) {
        Finding finding = findings.report(SOURCE_UNKNOWN, source.span(), "label `" + source + "` does not exist at this point");
        List<String> known = new ArrayList<>(discovered.names());
        rules.forEach(r -> known.add(r.targetLabel().value()));
        String near = Suggest.nearest(source.value(), known);
        if (later != null) {
            finding.note(later, "it is set here, by a later rule").help("move the rule behind the one that sets `" + source + "`");
        } else if (near != null) {
            finding.help("did you mean `" + near + "`?");
        } else {
            finding.help("rules read what the discovery gives and what rules before them set");
        }
    }

    private Span setLater(String label, int index) {
        for (RelabelRule later : rules.subList(index + 1, rules.size())) {
            if (later.action().writesTarget() && later.targetLabel().value().equals(label)) {
                return later.targetLabel().span();
            }
        }
        return null;
    }

    /** Reports a rule whose regex cannot match what reaches it; true when it did. */
    private boolean matching(RelabelRule rule, List<Relabeler.Outcome> before) {
        boolean replaces = rule.action() == Action.REPLACE;
        if (before.isEmpty() || !replaces && rule.action() != Action.KEEP && rule.action() != Action.DROP) {
            return false;
        }
        boolean matches = false;
        boolean rest = false;
        for (Relabeler.Outcome outcome : before) {
            ValueSet source = source(rule, outcome.labels());
            matches |= !source.filter(rule.regex()).isEmpty();
            rest |= !source.without(rule.regex()).isEmpty();
        }
        if (rule.action() == Action.DROP ? !rest : rule.action() == Action.KEEP && !matches) {
            findings.report(DROPS_ALL, place(rule), "this rule drops every line of the source").help(values(rule, before));
            return true;
        }
        if (!matches && replaces) {
            Finding finding = isSlashForgotten(rule) ? findings.report(LEADING_SLASH, place(rule),
                    "`" + rule.regexText() + "` matches no container, as each name starts with `/`")
                    : findings.report(NEVER_MATCHES, place(rule), "`" + rule.regexText() + "` can match nothing at this point");
            claimed(rule, finding);
            finding.help(isSlashForgotten(rule) ? "write `/" + rule.regexText() + "`" : values(rule, before));
            if (isSlashForgotten(rule) && rule.regexText().isVerbatim() && rule.gives("regex")) {
                finding.fix(Edit.safe(rule.regexText().span(), "/" + rule.regexText()));
            }
            return true;
        }
        return false;
    }

    private boolean isSlashForgotten(RelabelRule rule) {
        boolean alone = rule.sourceLabels().size() == 1 && rule.sourceLabels().get(0).value().equals(DOCKER_NAME);
        return alone && !discovered.get(DOCKER_NAME).filter(Re2.of("/(?:" + rule.regex().pattern() + ")")).isEmpty();
    }

    /** Names the earlier rules that set what the rule reads. */
    private void claimed(RelabelRule rule, Finding finding) {
        int index = rules.indexOf(rule);
        for (RelabelRule earlier : rules.subList(0, index)) {
            for (Text source : rule.sourceLabels()) {
                if (earlier.action().writesTarget() && earlier.targetLabel().value().equals(source.value())) {
                    finding.note(earlier.targetLabel().span(), "`" + source + "` is already set here");
                }
            }
        }
    }

    private String values(RelabelRule rule, List<Relabeler.Outcome> before) {
        ValueSet all = ValueSet.none();
        for (Relabeler.Outcome outcome : before) {
            all = all.union(source(rule, outcome.labels()));
        }
        return "what reaches it: " + all.describe(3);
    }

    private static ValueSet source(RelabelRule rule, Labels labels) {
        List<ValueSet> parts = new ArrayList<>();
        rule.sourceLabels().forEach(s -> parts.add(labels.get(s.value())));
        return ValueSet.concat(parts, rule.separator().value());
    }

    private void leadingSlash(RelabelRule rule, List<Relabeler.Outcome> before) {
        boolean copies = rule.action() == Action.REPLACE && rule.sourceLabels().size() == 1
                && rule.sourceLabels().get(0).value().equals(DOCKER_NAME) && !rule.targetLabel().value().startsWith("__");
        if (!copies || before.isEmpty()) {
            return;
        }
        ValueSet result = source(rule, before.get(0).labels()).filter(rule.regex()).replace(rule.regex(), rule.replacement().value());
        if (!result.isEmpty() && result.without(SLASHED).isEmpty() && !rule.replacement().value().startsWith("/")) {
            Finding finding = findings.report(LEADING_SLASH, rule.targetLabel().span(), "`" + rule.targetLabel()
                    + "` gets the container's name with its leading `/`").help("take what follows it: `regex: '/(.*)'`");
            if (rule.regexText().value().equals("(.*)") && rule.gives("regex") && rule.regexText().isVerbatim()) {
                finding.fix(Edit.safe(rule.regexText().span(), "/(.*)"));
            }
        }
    }

    /** A later rule that matches whatever this one matches and sets the same label makes this one pointless. */
    private void overwritten(RelabelRule rule, int index) {
        if (rule.action() != Action.REPLACE || rule.targetLabel().value().indexOf('$') >= 0) {
            return;
        }
        List<RelabelRule> way = new ArrayList<>(rules.subList(0, index));
        way.add(with(rule, Action.KEEP));
        way.add(rule);
        for (RelabelRule later : rules.subList(index + 1, rules.size())) {
            if (reads(later, rule.targetLabel().value())) {
                return;
            }
            boolean same = later.action() == Action.REPLACE && later.targetLabel().value().equals(rule.targetLabel().value());
            if (same && alwaysMatches(later, Relabeler.run(way, discovered).kept())) {
                findings.report(OVERWRITTEN, place(rule), "what this rule sets in `" + rule.targetLabel() + "` is overwritten by a later rule")
                        .note(place(later), "matches everything that the earlier rule matches")
                        .help("put the general rule first: the last rule that matches wins");
                return;
            }
            way.add(later);
        }
    }

    private static boolean alwaysMatches(RelabelRule rule, List<Relabeler.Outcome> outcomes) {
        for (Relabeler.Outcome outcome : outcomes) {
            if (!source(rule, outcome.labels()).without(rule.regex()).isEmpty()) {
                return false;
            }
        }
        return !outcomes.isEmpty();
    }

    private static boolean reads(RelabelRule rule, String label) {
        boolean byName = rule.action() == Action.LABELMAP || rule.action() == Action.LABELDROP || rule.action() == Action.LABELKEEP;
        return byName && rule.regex().matches(label) || rule.sourceLabels().stream().anyMatch(s -> s.value().equals(label));
    }

    private static RelabelRule with(RelabelRule rule, Action action) {
        return new RelabelRule(action, rule.sourceLabels(), rule.separator(), rule.regex(), rule.regexText(), 0, Text.of(""),
                Text.of(RelabelRule.DEFAULT_REPLACEMENT), rule.given(), true, rule.span());
    }

    private void internalTarget(RelabelRule rule, int index) {
        String target = rule.targetLabel().value();
        boolean lost = rule.action().writesTarget() && target.startsWith("__") && !READ_BY_AGENT.contains(target) && target.indexOf('$') < 0;
        if (lost && rules.subList(index + 1, rules.size()).stream().noneMatch(r -> reads(r, target))) {
            findings.report(TARGET_INTERNAL, rule.targetLabel().span(), "`" + target + "` is removed before lines are sent, and no later rule reads it")
                    .help("choose a name that does not start with `__`");
        }
    }

    private static Span place(RelabelRule rule) {
        return rule.gives("regex") ? rule.regexText().span() : rule.span();
    }
}
