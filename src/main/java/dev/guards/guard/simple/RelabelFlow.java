package dev.guards.guard.simple;

import dev.guards.config.prometheus.RelabelRule;
import dev.guards.config.prometheus.RelabelRule.Action;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Relabeler;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Follows labels through relabelling rules: rules that read nothing, match nothing or are undone. */
final class RelabelFlow {
    private static final String DOCKER_NAME = "__meta_docker_container_name";
    private static final Re2 SLASHED = Re2.of("/.*");

    private final List<RelabelRule> rules;
    private final Labels discovered;
    private final RelabelFamily family;
    private final Findings findings;

    /** @param discovered what reaches the first rule */
    RelabelFlow(List<RelabelRule> rules, Labels discovered, RelabelFamily family, Findings findings) {
        this.rules = rules;
        this.discovered = discovered;
        this.family = family;
        this.findings = findings;
    }

    /**
     * Reports what is wrong; does nothing when a rule could not be read.
     *
     * @param behind rules of others that work on what these leave
     */
    void check(List<RelabelRule> behind) {
        for (RelabelRule rule : rules) {
            if (!rule.valid() || rule.regex() == null) {
                return;
            }
        }
        for (int i = 0; i < rules.size(); i++) {
            RelabelRule rule = rules.get(i);
            if (rule.isMade()) {
                continue;
            }
            List<Relabeler.Outcome> before = Relabeler.run(rules.subList(0, i), discovered).kept();
            boolean told = groups(rule) | sources(rule, i, before);
            if (!told && !matching(rule, before)) {
                leadingSlash(rule, before);
                overwritten(rule, i);
                vital(rule, before);
            }
            internalTarget(rule, i, behind);
        }
    }

    void check() {
        check(List.of());
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
                Finding finding = findings.report(family.groupMissing(), reference.span(), "`" + reference.span().text() + "` names a group that `" + rule.regexText()
                        + "` does not have, so it stands for nothing")
                        .help(runsOn ? "write `${" + name.substring(0, digits) + "}" + name.substring(digits) + "`"
                                : "the regex has " + count(rule.regex().groupCount()));
                if (someLeft) {
                    finding.severity(family.groupMissing().severity().lowered());
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
                unknown(rule, source, later);
                told = true;
            }
        }
        return told;
    }

    private void unknown(RelabelRule rule, Text source, Span later) {
        Finding finding = findings.report(family.sourceUnknown(), source.span(), "label `" + source + "` does not exist at this point"
                + (rule.action() == Action.KEEP && !rule.regex().matches("") && rule.sourceLabels().size() == 1
                        ? ", so the rule drops every " + family.whole() : ""));
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
        if (rule.action() == Action.LABELMAP) {
            return mapsNothing(rule, before);
        }
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
            findings.report(family.dropsAll(), place(rule), "this rule drops every " + family.whole()).help(values(rule, before));
            return true;
        }
        if (!matches && replaces) {
            Finding finding = isSlashForgotten(rule) ? findings.report(family.leadingSlash(), place(rule),
                    "`" + rule.regexText() + "` matches no container, as each name starts with `/`")
                    : findings.report(family.neverMatches(), place(rule), "`" + rule.regexText() + "` can match nothing at this point");
            claimed(rule, finding);
            finding.help(isSlashForgotten(rule) ? "write `/" + rule.regexText() + "`" : values(rule, before));
            if (isSlashForgotten(rule) && rule.regexText().isVerbatim() && rule.gives("regex")) {
                finding.fix(Edit.safe(rule.regexText().span(), "/" + rule.regexText()));
            }
            return true;
        }
        return false;
    }

    /** A {@code labelmap} that no name of a label matches. */
    private boolean mapsNothing(RelabelRule rule, List<Relabeler.Outcome> before) {
        boolean nothing = !before.isEmpty();
        Set<String> names = new LinkedHashSet<>();
        for (Relabeler.Outcome outcome : before) {
            names.addAll(outcome.labels().names());
            nothing &= outcome.labels().openNames().filter(rule.regex()).isEmpty();
        }
        for (String name : names) {
            nothing &= !rule.regex().matches(name);
        }
        if (nothing) {
            findings.report(family.neverMatches(), place(rule), "no label at this point has a name that `" + rule.regexText() + "` matches")
                    .help(names.stream().noneMatch(n -> n.startsWith("__meta_")) ? "the `__meta_` labels of the discovery are gone by then"
                            : "the discovery gives other names");
        }
        return nothing;
    }

    /** A rule that removes the label without which nothing is left. */
    private void vital(RelabelRule rule, List<Relabeler.Outcome> before) {
        String label = family.vital();
        boolean byName = rule.action() == Action.LABELDROP && rule.regex().matches(String.valueOf(label))
                || rule.action() == Action.LABELKEEP && !rule.regex().matches(String.valueOf(label));
        if (label != null && byName && before.stream().anyMatch(outcome -> outcome.labels().mayHave(label))) {
            findings.report(family.dropsAll(), place(rule), "this rule removes `" + label + "`, and with it every " + family.whole())
                    .help(rule.action() == Action.LABELKEEP ? "add `" + label + "` to the labels that are kept" : "leave `" + label + "` out");
        }
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

    static ValueSet source(RelabelRule rule, Labels labels) {
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
            Finding finding = findings.report(family.leadingSlash(), rule.targetLabel().span(), "`" + rule.targetLabel()
                    + "` gets the container's name with its leading `/`").help("take what follows it: `regex: '/(.*)'`");
            if (rule.regexText().value().equals("(.*)") && rule.gives("regex") && rule.regexText().isVerbatim()) {
                finding.fix(Edit.safe(rule.regexText().span(), "/(.*)"));
            }
        }
    }

    /** A later rule that matches whatever this one matches and sets the same label makes this one pointless. */
    private void overwritten(RelabelRule rule, int index) {
        RelabelRule later = new RelabelOverwriting(rules, discovered).by(index);
        if (later == null || findings.again(List.of(family.overwritten(), place(later)), place(rule)) != null) {
            return;
        }
        findings.remember(List.of(family.overwritten(), place(later)), findings.report(family.overwritten(), place(rule),
                "what this rule sets in `" + rule.targetLabel() + "` is overwritten by a later rule"))
                .note(place(later), "matches everything that the earlier rule matches")
                .help("put the general rule first: the last rule that matches wins");
    }

    private void internalTarget(RelabelRule rule, int index, List<RelabelRule> behind) {
        String target = rule.targetLabel().value();
        boolean lost = family.targetInternal() != null && rule.action().writesTarget() && target.startsWith("__") && !family.reads(target)
                && target.indexOf('$') < 0;
        for (RelabelRule later : rules.subList(index + 1, rules.size())) {
            lost &= !RelabelOverwriting.reads(later, target);
        }
        for (RelabelRule later : behind) {
            lost &= later.regex() != null && !RelabelOverwriting.reads(later, target);
        }
        if (lost) {
            findings.report(family.targetInternal(), rule.targetLabel().span(), "`" + target + "` is removed before " + family.end() + ", and no later rule reads it")
                    .help("choose a name that does not start with `__`");
        }
    }

    private static Span place(RelabelRule rule) {
        return rule.gives("regex") ? rule.regexText().span() : rule.span();
    }
}
