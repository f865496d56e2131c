package dev.guards.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Missing;
import dev.guards.promql.LabelMatcher;
import dev.guards.promql.Modifiers;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import dev.guards.template.Template;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Variables in selectors, sets of values, and sources about which not all is known. */
class SelectingTest {
    private final Map<String, Domain> domains = new HashMap<>();
    private final Stock stock = new Stock();

    /** Rows by hand. */
    private static final class Stock implements SeriesSource {
        private final TreeMap<String, List<Row>> rows = new TreeMap<>();
        private final List<Row> open = new ArrayList<>();

        void add(String metric, Map<String, ValueSet> labels) {
            Labels all = Labels.of(labels).with(VectorSelector.NAME, metric);
            rows.computeIfAbsent(metric, m -> new ArrayList<>()).add(Row.stored(all, true, Samples.FLOAT));
        }

        @Override
        public List<Row> rows(String metric) {
            return rows.getOrDefault(metric, List.of());
        }

        @Override
        public Set<String> names() {
            return rows.keySet();
        }

        @Override
        public List<Row> open(String metric) {
            return open;
        }

        @Override
        public Missing missing(String metric) {
            return null;
        }

        @Override
        public List<Evidence> openBecause(String metric) {
            return List.of();
        }
    }

    /** @param matchers label, operator and value in turn */
    private Selection select(String name, String... matchers) {
        Text text = Text.of("selector");
        List<LabelMatcher> parsed = new ArrayList<>();
        for (int i = 0; i < matchers.length; i += 3) {
            parsed.add(new LabelMatcher(text.span(), Template.parse(Text.of(matchers[i])), Matcher.Op.of(matchers[i + 1]),
                    Template.parse(Text.of(matchers[i + 2])), true));
        }
        VectorSelector selector = new VectorSelector(text.span(), name == null ? null : Template.parse(Text.of(name)), parsed, List.of(),
                Modifiers.NONE);
        return new Selecting(stock, variable -> domains.getOrDefault(variable, Domain.UNKNOWN)).select(selector);
    }

    private void containers() {
        stock.add("mem", Map.of("name", ValueSet.of("api", "db.main").union(ValueSet.regular("worker-[0-9]+", "worker-[0-9]+")),
                "id", ValueSet.present(), "pod", ValueSet.of("", "p1")));
    }

    @Test
    void aListedValueOfARowIsThereForSure() {
        containers();
        assertThat(select("mem", "name", "=", "api").verdict()).isEqualTo(Verdict.DATA);
        assertThat(select("mem", "name", "=~", "worker-.*").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(select("mem", "name", "=~", "api|db.*|worker-[0-9]+").verdict()).isEqualTo(Verdict.DATA);
        assertThat(select("mem", "name", "=", "worker-x").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(select("mem", "name", "!~", "api|db.main|worker-.*").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(select("mem", "id", "=~", ".+").verdict()).isEqualTo(Verdict.DATA);
        assertThat(select("mem", "pod", "=", "").verdict()).isEqualTo(Verdict.DATA);
    }

    @Test
    void theCauseSaysWhatExistsInstead() {
        containers();
        Cause cause = select("mem", "name", "=", "db-main").cause();
        assertThat(cause).isInstanceOf(Cause.ValueImpossible.class);
        assertThat(((Cause.ValueImpossible) cause).nearest()).isEqualTo("db.main");
        assertThat(((Cause.ValueImpossible) cause).exists().describe(5)).isEqualTo("`api`, `db.main` or `worker-[0-9]+`");
        assertThat(select("mem", "namespace", "=", "x").cause()).isInstanceOf(Cause.LabelMissing.class);
        assertThat(select("men", "namespace", "=", "x").cause())
                .isEqualTo(new Cause.MetricMissing("men", null, "mem"));
        assertThat(select("mem", "name", "=", "api", "name", "=", "db").cause()).isInstanceOf(Cause.Contradiction.class);
        assertThat(select(null, "__name__", "=~", "x.*").cause()).isInstanceOf(Cause.NameImpossible.class);
    }

    @Test
    void anUnknownVariableNeverProvesAnything() {
        containers();
        assertThat(select("mem", "name", "=", "$x").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(select("mem", "name", "=~", "$x.*").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(select("mem", "name", "!~", "$x").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(select("mem", "$x", "=", "nope").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(select("$x").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(select("nope_${x}_total").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(select("mem", "name", "=", "$x", "id", "=", "").verdict()).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void aKnownVariableStandsForEachOfItsValues() {
        containers();
        domains.put("name", Domain.of("web", "api"));
        domains.put("wrong", Domain.of("web", "gateway"));
        assertThat(select("mem", "name", "=", "$name").verdict()).isEqualTo(Verdict.DATA);
        assertThat(select("mem", "name", "=~", "${name}.*").verdict()).isEqualTo(Verdict.DATA);
        assertThat(select("mem", "name", "=~", "$wrong").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(select("mem", "name", "=~", "[[wrong]]|db.*").verdict()).isEqualTo(Verdict.DATA);
        assertThat(select("mem", "name", "!=", "$wrong").verdict()).isEqualTo(Verdict.DATA);
    }

    @Test
    void severalValuesAreEscapedAndAllMayBeAPatternOfItsOwn() {
        stock.add("mem", Map.of("name", ValueSet.of("dbxmain")));
        domains.put("one", new Domain(ValueSet.of("db.main"), false, null));
        domains.put("several", new Domain(ValueSet.of("db.main"), true, null));
        domains.put("all", new Domain(ValueSet.of("db.main"), true, ".*"));
        assertThat(select("mem", "name", "=~", "$one").verdict()).isEqualTo(Verdict.DATA);
        assertThat(select("mem", "name", "=~", "$several").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(select("mem", "name", "=~", "${several:raw}").verdict()).isEqualTo(Verdict.DATA);
        assertThat(select("mem", "name", "=~", "$all").verdict()).isEqualTo(Verdict.DATA);
        assertThat(select("mem", "name", "=~", "${one:text}").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aVariableThatIsNeverFilledIsEmptyText() {
        containers();
        domains.put("pod", new Domain(ValueSet.none(), true, null));
        assertThat(select("mem", "name", "=~", "$pod").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(select("mem", "pod", "=~", "$pod").verdict()).isEqualTo(Verdict.DATA);
    }

    @Test
    void namesWithVariablesFindWhatFits() {
        stock.add("route_a_sum", Map.of());
        stock.add("route_b_count", Map.of());
        domains.put("r", Domain.of("a", "c"));
        assertThat(select("route_${r}_sum").verdict()).isEqualTo(Verdict.DATA);
        assertThat(select("route_${r}_count").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(select("route_${other}_sum").rows()).hasSize(1);
    }

    @Test
    void openSeriesKeepTheVerdictOpen() {
        stock.open.add(Row.stored(Labels.exactly(Map.of("job", "api")).withOpenNames(ValueSet.any()), false, Samples.EITHER));
        assertThat(select("orders_total").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(select("orders_total", "job", "=", "api", "x", "=", "y").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(select("orders_total", "job", "=", "web").verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(select("orders_total", "job", "=", "a", "job", "=", "b").verdict()).isEqualTo(Verdict.EMPTY);
    }
}
