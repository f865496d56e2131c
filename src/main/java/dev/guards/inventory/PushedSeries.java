package dev.guards.inventory;

import dev.guards.catalog.Family;
import dev.guards.environment.Environment;
import dev.guards.inventory.span.PushedFamily;
import dev.guards.inventory.span.SpanPushers;
import dev.guards.regex.ValueSet;
import dev.guards.text.Unknown;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Series that programs make and push to the servers of the environment, as far as their names are known. */
final class PushedSeries {
    private final List<PushedFamily> families;

    private PushedSeries(List<PushedFamily> families) {
        this.families = families;
    }

    /** @param received whether any server takes them */
    static PushedSeries of(Environment environment, boolean received) {
        return new PushedSeries(received ? SpanPushers.of(environment) : List.of());
    }

    /** The series of a name. */
    void series(String metric, List<Series> found) {
        for (PushedFamily pushed : families) {
            for (Family.Member member : pushed.family().members()) {
                if (member.name().equals(metric)) {
                    found.add(row(pushed, member));
                }
            }
        }
    }

    private static Series row(PushedFamily pushed, Family.Member member) {
        Labels labels = SampleLabels.of(member);
        for (Map.Entry<String, String> label : pushed.labels().entrySet()) {
            labels = labels.with(label.getKey(), Unknown.isKnown(label.getValue()) ? ValueSet.of(label.getValue()) : ValueSet.any());
        }
        String condition = pushed.family().condition();
        return new Series(labels, member, null, condition.isEmpty() ? Certainty.CERTAIN : Certainty.CONDITIONAL, condition, false,
                List.of(new Evidence(pushed.span(), pushed.program() + " makes it of spans and pushes it")));
    }

    /** All names. */
    void names(Set<String> names) {
        families.forEach(pushed -> pushed.family().members().forEach(member -> names.add(member.name())));
    }
}
