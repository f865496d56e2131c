package dev.guards.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.MetricType;
import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.Missing;
import dev.guards.inventory.Target;
import dev.guards.promql.PromQl;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Values that nobody can list, and matchers that ask for them all the same. */
class OriginTest {
    private static final Target ONE = target("one:9187");
    private static final Target OTHER = target("other:9187");
    private final TreeMap<String, List<Row>> stock = new TreeMap<>();
    private final Map<String, Domain> domains = new HashMap<>();

    private static Target target(String instance) {
        return new Target("pg", Labels.NONE, Labels.exactly(Map.of("job", "pg", "instance", instance)), ValueSet.of(instance),
                ValueSet.of("/metrics"), null, null, Certainty.CERTAIN, "", List.of(), List.of());
    }

    /** A metric with some labels of any value, made by a collector. */
    private Row add(String metric, String collector, Target target, boolean certain, Label... labels) {
        Family family = new Family(metric, MetricType.GAUGE, List.of(labels), List.of(), collector, "", "", null);
        Labels all = target.labels().with(VectorSelector.NAME, metric);
        for (Label label : labels) {
            all = all.with(label.name(), label.closed() ? ValueSet.ofAll(label.values()) : ValueSet.present());
        }
        Row row = new Row(all, certain, false, Samples.FLOAT, family.members().get(0), target, Stage.RAW, false, List.of());
        stock.computeIfAbsent(metric, m -> new ArrayList<>()).add(row);
        return row;
    }

    private void variable(String name, String label, boolean several, Row... rows) {
        domains.put(name, new Domain(ValueSet.any().inexact(), several, null).from(new Origin(label, List.of(rows), List.of()),
                "takes its values from somewhere"));
    }

    private Selection select(String selector) {
        SeriesSource source = new SeriesSource() {
            @Override
            public List<Row> rows(String metric) {
                return stock.getOrDefault(metric, List.of());
            }

            @Override
            public Set<String> names() {
                return stock.keySet();
            }

            @Override
            public List<Row> open(String metric) {
                return List.of();
            }

            @Override
            public Missing missing(String metric) {
                return null;
            }

            @Override
            public List<Evidence> openBecause(String metric) {
                return List.of();
            }
        };
        Domains known = name -> domains.getOrDefault(name, Domain.UNKNOWN);
        return Analysis.of(PromQl.parse(Text.of(selector)).expr(), source, known).selections().get(0);
    }

    private Verdict verdict(String selector) {
        return select(selector).verdict();
    }

    @Test
    void aVariableOffersTheValuesThatTheTargetHas() {
        Row fetched = add("pg_stat_database_fetched", "stat_database", ONE, true, Label.open("datname"));
        add("pg_stat_database_hits", "stat_database", ONE, true, Label.open("datname"));
        add("pg_locks", "locks", ONE, true, Label.open("datname"));
        add("pg_stat_database_hits_elsewhere", "stat_database", OTHER, true, Label.open("datname"));
        add("pg_stat_database_schemas", "stat_database", ONE, true, Label.open("schema"));
        variable("db", "datname", true, fetched);
        assertThat(verdict("pg_stat_database_hits{datname=~\"$db\"}")).isEqualTo(Verdict.DATA);
        assertThat(verdict("pg_stat_database_hits{datname=~\"$db\", instance=\"one:9187\"}")).isEqualTo(Verdict.DATA);
        assertThat(verdict("pg_stat_database_hits{datname=~\"^($db)$\"}")).isEqualTo(Verdict.DATA);
        assertThat(verdict("pg_stat_database_hits{datname=~\".*${db:regex}.*\"}")).isEqualTo(Verdict.DATA);
        assertThat(verdict("pg_locks{datname=~\"$db\"}")).as("another collector").isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("pg_stat_database_hits_elsewhere{datname=~\"$db\"}")).as("another target").isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("pg_stat_database_schemas{schema=~\"$db\"}")).as("another label").isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("pg_stat_database_hits{datname=~\"$db-main\"}")).as("more than the value").isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("pg_stat_database_hits{datname!~\"$db\"}")).as("what is not offered").isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("pg_stat_database_hits{datname=\"$db\"}")).as("escaped where no pattern is").isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void seriesThatMayBeMissingOfferNothing() {
        Row perhaps = add("pg_a_x", "", ONE, false, Label.open("datname"));
        add("pg_a_y", "", ONE, true, Label.open("datname"));
        variable("db", "datname", false, perhaps);
        assertThat(verdict("pg_a_y{datname=\"$db\"}")).isEqualTo(Verdict.UNKNOWN);
        assertThat(select("pg_a_y{datname=\"$db\"}").unproved()).extracting(Evidence::message)
                .containsExactly("`$db` takes its values from somewhere");
    }

    @Test
    void whatIsOfferedCountsAsOneNarrowing() {
        Label mode = new Label("mode", List.of("read", "write"), true, false);
        Row some = add("pg_a_x", "", ONE, true, Label.open("datname"));
        Row counted = add("pg_a_y", "", ONE, true, Label.open("datname"), mode);
        stock.put("pg_a_y", List.of(counted.with(counted.labels().with("zone", ValueSet.of("north", "south")))));
        variable("db", "datname", false, some.with(some.labels().with("datname", ValueSet.present().filter(
                new dev.guards.regex.Matcher("datname", dev.guards.regex.Matcher.Op.NOT_MATCHES, "template.*")))));
        assertThat(verdict("pg_a_y{datname=\"$db\"}")).isEqualTo(Verdict.DATA);
        assertThat(verdict("pg_a_y{datname=\"$db\", zone=\"north\"}")).as("perhaps not of the same series").isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("pg_a_y{datname=\"$db\", mode=\"read\"}")).as("enumerated for each").isEqualTo(Verdict.DATA);
        variable("db", "datname", false, some);
        assertThat(verdict("pg_a_y{datname=\"$db\", mode=\"read\"}")).isEqualTo(Verdict.DATA);
        assertThat(verdict("pg_a_y{datname=\"$db\", mode=\"idle\"}")).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void excludingAFewLeavesSome() {
        add("pg_a_x", "", ONE, true, Label.open("datname"), new Label("optional", List.of(), false, true));
        assertThat(verdict("pg_a_x{datname!~\"template.*|postgres\", datname!=\"\"}")).isEqualTo(Verdict.DATA);
        assertThat(verdict("pg_a_x{datname!~\"[a-m].*\"}")).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("pg_a_x{datname=~\"a|b\", datname!=\"a\"}")).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("pg_a_x{datname=\"orders\"}")).isEqualTo(Verdict.UNKNOWN);
        assertThat(select("pg_a_x{datname=\"orders\"}").unproved()).extracting(Evidence::message)
                .containsExactly("whether `datname` is ever `orders` is not known: it is any value");
    }

    @Test
    void valuesThatAlwaysExistAreFound() {
        add("pg_a_x", "", ONE, true, new Label("code", List.of("200", "500"), false, false));
        assertThat(verdict("pg_a_x{code=~\"5..\"}")).isEqualTo(Verdict.DATA);
        assertThat(verdict("pg_a_x{code=\"404\"}")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void firstTextsAndAllAreWhatGrafanaSends() {
        add("pg_a_x", "", ONE, true, Label.open("datname"));
        domains.put("text", Domain.UNKNOWN.initially(""));
        domains.put("all", new Domain(ValueSet.any().inexact(), true, ".*"));
        assertThat(verdict("pg_a_x{datname=~\".*$text.*\"}")).isEqualTo(Verdict.DATA);
        assertThat(verdict("pg_a_x{datname=~\"$text\"}")).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("pg_a_x{datname=~\"$all\"}")).isEqualTo(Verdict.DATA);
        assertThat(verdict("pg_a_x{absent=~\"$all\"}")).isEqualTo(Verdict.DATA);
        assertThat(verdict("pg_a_x{absent=~\"$text.+\"}")).as("no value is listed, so nothing is proved").isEqualTo(Verdict.UNKNOWN);
    }
}
