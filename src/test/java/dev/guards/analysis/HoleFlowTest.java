package dev.guards.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Variables in the places of operands, labels, functions and operators. */
class HoleFlowTest {
    private static final Domains DOMAINS = name -> switch (name) {
        case "threshold" -> Domain.of("5", "10");
        case "metric" -> Domain.of("up", "down");
        case "label" -> Domain.of("job", "instance");
        case "one" -> Domain.of("job");
        case "list" -> Domain.of("(job)");
        case "proposed" -> Domain.UNKNOWN.initially("job");
        case "pods" -> new Domain(ValueSet.none(), true, null);
        default -> Domain.UNKNOWN;
    };

    private static Flow ask(String query) {
        ListedSeries series = new ListedSeries().add("up", Map.of("job", "api", "instance", "a"), Samples.FLOAT);
        Parsed parsed = PromQl.parse(Text.of(query));
        assertThat(parsed.errors()).as(query).isEmpty();
        return Analysis.of(parsed.expr(), series, DOMAINS).root();
    }

    @Test
    void aNumberBesideAVectorLeavesItsLabels() {
        assertThat(ask("up > $threshold").guaranteed()).containsExactly("__name__", "instance", "job");
        assertThat(ask("up * $any").guaranteed()).containsExactly("instance", "job");
        assertThat(ask("$any / up").guaranteed()).containsExactly("instance", "job");
        assertThat(ask("nope > $any").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(ask("nope or $any").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aListedMetricNameIsSelected() {
        assertThat(ask("$metric").verdict()).isEqualTo(Verdict.DATA);
        assertThat(ask("rate($metric[5m])").guaranteed()).containsExactly("instance", "job");
        assertThat(ask("$other").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aLabelThatAVariableNamesIsMatched() {
        assertThat(ask("up{$one=\"api\"}").verdict()).isEqualTo(Verdict.DATA);
        assertThat(ask("up{$one=\"web\"}").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(ask("up{$label=\"api\"}").verdict()).as("either label").isEqualTo(Verdict.UNKNOWN);
        assertThat(ask("up{$other=\"api\"}").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(ask("up{$proposed=\"api\"}").verdict()).isEqualTo(Verdict.DATA);
        assertThat(ask("up{$proposed=\"web\"}").verdict()).as("another label may be chosen").isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void groupingLabelsOfAVariableMayBeThere() {
        assertThat(ask("sum by ($label) (up)").possible()).containsExactly("instance", "job");
        assertThat(ask("sum by ($one) (up)").guaranteed()).containsExactly("job");
        assertThat(ask("sum by ($other) (up)").possible()).containsExactly("__name__", "instance", "job");
        assertThat(ask("sum without ($one) (up)").guaranteed()).containsExactly("instance");
    }

    @Test
    void aVariableInThePlaceOfAGroupingLeavesLabelsOpen() {
        assertThat(ask("sum by $list (up)").guaranteed()).containsExactly("job");
        assertThat(ask("up * on $list up").guaranteed()).containsExactly("job");
        assertThat(ask("sum $by (up)").guaranteed()).isEmpty();
        assertThat(ask("sum $by (job) (up)").possible()).containsExactly("__name__", "instance", "job");
        assertThat(ask("sum $by (nope)").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(ask("sum(nope) $by (job)").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aFunctionOfAVariableIsNotKnown() {
        assertThat(ask("$fn(up)").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(ask("sum(${fn}(up))").isOpen()).isFalse();
    }

    @Test
    void aVariableThatIsNeverFilledEmptiesWhatNeedsIt() {
        assertThat(ask("up{job=~\"$pods\"}").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(ask("up{job=~\"$other\"}").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(ask("up{job=\"$other\", job=\"x\"}").verdict()).isEqualTo(Verdict.EMPTY);
    }
}
