package dev.guards.catalog;

import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A metric family as one run of an exporter exposes it: version, flags and variant are already applied.
 *
 * @param name       as in the exposition's {@code # TYPE} line of the text format (a counter's {@code _total} included)
 * @param labels     besides target labels, {@code le} and {@code quantile}
 * @param openLabels prefixes of labels with names from what is observed, such as {@code container_label_}; {@code ""} when
 *                   any label may be there
 * @param group      collector or option that makes it; empty when none
 * @param scope      what one series is about where the catalogue knows it: {@code container}, {@code machine}, {@code process};
 *                   empty otherwise
 * @param condition  what must hold beyond the configuration for it to be there; empty when it always is
 * @param declared   where it is declared (source code, snapshot); null for built-in knowledge
 */
public record Family(String name, MetricType type, List<Label> labels, List<String> openLabels, String group, String scope,
        String condition, Span declared) {
    /** Every histogram has the bucket without a bound. */
    private static final Label LAST_BUCKET = new Label("le", List.of("+Inf"), false, false);

    /** What a series of a family holds. */
    public enum Role { VALUE, BUCKET, SUM, COUNT, QUANTILE, CREATED }

    /** One series name of a family. */
    public record Member(Family family, String name, Role role) {
        /** True when it only grows, so that {@code rate} is right and its bare value is not. */
        public boolean isCumulative() {
            return switch (role) {
                case BUCKET, SUM, COUNT -> true;
                case VALUE -> family.type() == MetricType.COUNTER;
                case QUANTILE, CREATED -> false;
            };
        }

        /**
         * The family's labels, and {@code le} or {@code quantile} where the role has it: with the values that the family gives them, which the
         * other roles leave out.
         */
        public List<Label> labels() {
            String own = role == Role.BUCKET ? "le" : role == Role.QUANTILE ? "quantile" : "";
            boolean distributed = family.type() == MetricType.HISTOGRAM || family.type() == MetricType.SUMMARY;
            List<Label> all = new ArrayList<>(family.labels());
            if (distributed) {
                all.removeIf(label -> (label.name().equals("le") || label.name().equals("quantile")) && !label.name().equals(own));
            }
            if (!own.isEmpty() && all.stream().noneMatch(label -> label.name().equals(own))) {
                all.add(role == Role.BUCKET ? LAST_BUCKET : Label.open(own));
            }
            return all;
        }

        /** The label of that name; null when series of this member cannot have it (target labels aside). */
        public Label label(String labelName) {
            return family.find(labels(), labelName);
        }
    }

    public Family {
        labels = List.copyOf(labels);
        openLabels = List.copyOf(openLabels);
    }

    /** The label of that name; null when series of this family cannot have it (target labels aside). */
    public Label label(String labelName) {
        return find(labels, labelName);
    }

    private Label find(List<Label> among, String labelName) {
        for (Label label : among) {
            if (label.name().equals(labelName)) {
                return label;
            }
        }
        for (String prefix : openLabels) {
            if (labelName.startsWith(prefix)) {
                return new Label(labelName, List.of(), false, true);
            }
        }
        return null;
    }

    /** The series names that it stands for. */
    public List<Member> members() {
        return switch (type) {
            case HISTOGRAM -> List.of(new Member(this, name + "_bucket", Role.BUCKET), new Member(this, name + "_sum", Role.SUM),
                    new Member(this, name + "_count", Role.COUNT));
            case SUMMARY -> List.of(new Member(this, name, Role.QUANTILE), new Member(this, name + "_sum", Role.SUM),
                    new Member(this, name + "_count", Role.COUNT));
            default -> List.of(new Member(this, name, Role.VALUE));
        };
    }
}
