package dev.guards.analysis;

import dev.guards.logql.Stage;
import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.inventory.Labels;
import java.util.ArrayList;
import java.util.List;

/** Stages that rewrite lines and labels, on rows. */
final class LogFormatting {
    private static final Re2 COLOURS = Re2.of("\\x1b\\[[0-9;]*m");

    private LogFormatting() {
    }

    static LogRow line(Stage.LineFormat stage, LogRow row) {
        String template = stage.template().value().literal();
        List<ValueSet> parts = template == null ? null : parts(template, row);
        if (parts == null) {
            return row.withLine(null).failed(false);
        }
        return row.withLine(ValueSet.concat(parts, "").single());
    }

    static LogRow labels(Stage.LabelFormat stage, LogRow row) {
        LogRow changed = row;
        for (Stage.Assignment assignment : stage.assignments()) {
            String target = assignment.target().literal();
            if (target == null || assignment.source() != null && assignment.source().hasHoles()) {
                return row.changedAnyhow();
            }
            changed = assignment.source() != null ? renamed(changed, assignment.source().literal(), target) : set(changed, row, target, assignment);
        }
        return changed;
    }

    /** The target keeps what it has where the source is not there. */
    private static LogRow renamed(LogRow row, String source, String target) {
        ValueSet from = row.labels().get(source);
        ValueSet to = from.mayBeAbsent() ? from.withoutAbsent().union(row.labels().get(target)) : from;
        return row.with(target, to).with(source, source.equals(target) ? to : ValueSet.absent());
    }

    private static LogRow set(LogRow row, LogRow before, String target, Stage.Assignment assignment) {
        String template = assignment.template() == null ? null : assignment.template().value().literal();
        List<ValueSet> parts = template == null ? null : parts(template, row);
        if (parts == null) {
            return row.with(target, ValueSet.any()).failed(false);
        }
        return row.with(target, ValueSet.concat(parts, ""));
    }

    /** The values of a template that only names labels; null for one that does more. */
    private static List<ValueSet> parts(String template, LogRow row) {
        List<ValueSet> parts = new ArrayList<>();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf("{{", at);
            if (open < 0) {
                parts.add(ValueSet.of(template.substring(at)));
                break;
            }
            int close = template.indexOf("}}", open);
            String action = close < 0 ? "" : template.substring(open + 2, close).strip();
            if (open > at) {
                parts.add(ValueSet.of(template.substring(at, open)));
            }
            if (!isLabel(action) || template.startsWith("-", open + 2) || template.startsWith("-", close - 1)) {
                return null;
            }
            parts.add(row.labels().get(action.substring(1)));
            at = close + 2;
        }
        return parts.isEmpty() ? List.of(ValueSet.absent()) : parts;
    }

    private static boolean isLabel(String action) {
        boolean label = action.length() > 1 && action.charAt(0) == '.';
        for (int i = 1; i < action.length(); i++) {
            label &= Character.isLetterOrDigit(action.charAt(i)) || action.charAt(i) == '_';
        }
        return label;
    }

    static LogRow decolorize(LogRow row) {
        return row.line() == null || row.line().indexOf('\u001b') < 0 ? row : row.withLine(COLOURS.replaceAll(row.line(), ""));
    }

    static LogRow drop(Stage.Drop stage, LogRow row) {
        LogRow left = row;
        for (Stage.Selection selection : stage.labels()) {
            String label = selection.label().literal();
            if (label == null) {
                return row.changedAnyhow();
            }
            ValueSet values = left.labels().get(label);
            left = left.with(label, selection.operator() == null ? ValueSet.absent() : without(values, matching(selection, values)));
        }
        return left;
    }

    /** What the selection names among the values; null when a variable decides. */
    private static ValueSet matching(Stage.Selection selection, ValueSet values) {
        String value = selection.value().value().literal();
        return value == null ? null : values.filter(new Matcher(selection.label().literal(), selection.operator(), value));
    }

    private static ValueSet without(ValueSet values, ValueSet dropped) {
        if (dropped == null) {
            return values.withAbsent();
        }
        ValueSet left = values.minus(dropped);
        return dropped.withoutAbsent().isEmpty() ? values : left.withAbsent();
    }

    static LogRow keep(Stage.Keep stage, LogRow row) {
        Labels kept = Labels.NONE;
        for (String special : List.of(LogRow.ERROR, LogRow.ERROR_DETAILS)) {
            kept = kept.with(special, row.labels().get(special));
        }
        for (Stage.Selection selection : stage.labels()) {
            String label = selection.label().literal();
            if (label == null) {
                return row.changedAnyhow();
            }
            ValueSet values = row.labels().get(label);
            if (selection.operator() != null) {
                ValueSet matching = matching(selection, values);
                boolean all = matching != null && matching.equals(values);
                values = matching == null ? values.withAbsent() : all ? values : matching.withAbsent();
            }
            kept = kept.with(label, kept.mayHave(label) ? kept.get(label).union(values) : values);
        }
        return row.with(kept);
    }
}
