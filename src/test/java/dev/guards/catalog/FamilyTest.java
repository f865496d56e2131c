package dev.guards.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FamilyTest {
    private static List<String> labels(Family.Member member) {
        return member.labels().stream().map(label -> label.name() + label.values()).toList();
    }

    @Test
    void boundsOfBucketsAreNoLabelsOfTheOtherSeries() {
        Family family = new Family("took_seconds", MetricType.HISTOGRAM,
                List.of(new Label("le", List.of("0.3", "1.2"), false, false), Label.open("code")), List.of(), "", "", "", null);
        assertThat(labels(family.members().get(0))).containsExactly("le[0.3, 1.2]", "code[]");
        assertThat(labels(family.members().get(1))).containsExactly("code[]");
    }

    @Test
    void boundsThatAreNotListedAreOpen() {
        Family histogram = new Family("took_seconds", MetricType.HISTOGRAM, List.of(), List.of(), "", "", "", null);
        assertThat(labels(histogram.members().get(0))).containsExactly("le[+Inf]");
        Family family = new Family("took_seconds", MetricType.SUMMARY, List.of(), List.of(), "", "", "", null);
        assertThat(labels(family.members().get(0))).containsExactly("quantile[]");
        assertThat(labels(family.members().get(2))).isEmpty();
    }

    @Test
    void gaugesMayHaveALabelOfThatName() {
        Family family = new Family("bucket", MetricType.UNTYPED, List.of(Label.open("le")), List.of(), "", "", "", null);
        assertThat(labels(family.members().get(0))).containsExactly("le[]");
    }

    @Test
    void bucketsHaveTheirBoundBesideAnyOtherLabel() {
        Family family = new Family("took_seconds", MetricType.HISTOGRAM, List.of(), List.of(""), "", "", "", null);
        assertThat(labels(family.members().get(0))).containsExactly("le[+Inf]");
        assertThat(family.members().get(0).label("le").optional()).isFalse();
        assertThat(family.members().get(1).label("code").optional()).isTrue();
    }
}
