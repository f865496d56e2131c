package dev.guards.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionTest {
    private final List<Problem> problems = new ArrayList<>();

    private Exposition read(String text) throws ReadException {
        return Exposition.read(Text.of(text), problems::add);
    }

    @Test
    void textFormat() throws ReadException {
        Exposition exposition = read("""
                # HELP http_requests_total requests
                # TYPE http_requests_total counter
                http_requests_total{method="GET",code="200"} 3 1700000000000
                http_requests_total{method="POST",} 1
                # TYPE took_seconds histogram
                took_seconds_bucket{le="0.1"} 1
                took_seconds_bucket{le="+Inf"} 2
                took_seconds_sum 0.5
                took_seconds_count 2
                bare -1.5e-3
                odd{path="C:\\\\x\\"y\\n"} NaN
                """);
        List<Family> families = exposition.families();
        assertThat(families).extracting(Family::name).containsExactly("bare", "http_requests_total", "odd", "took_seconds");
        assertThat(families.get(1).label("code").optional()).isTrue();
        assertThat(families.get(1).label("method").values()).containsExactly("GET", "POST");
        assertThat(families.get(1).declared().place()).endsWith("3:1");
        assertThat(families.get(3).type()).isEqualTo(MetricType.HISTOGRAM);
        assertThat(families.get(3).labels()).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void openMetrics() throws ReadException {
        Exposition exposition = read("""
                # TYPE jobs counter
                # UNIT jobs jobs
                jobs_total{kind="a"} 1 # {trace_id="x"} 0.5
                jobs_created{kind="a"} 1.7e9
                # TYPE build info
                build_info{version="1"} 1
                {"dotted.name",region="eu"} 4
                # EOF
                """);
        assertThat(exposition.isOpenMetrics()).isTrue();
        assertThat(exposition.families()).extracting(f -> f.name() + " " + f.type().word())
                .containsExactly("build_info info", "dotted.name untyped", "jobs_created gauge", "jobs_total counter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a{b=\"c} 1 | 1:5 | label value without its closing quote",
        "a{b=c} 1 | 1:5 | expected a quoted label value",
        "a{b=\"c\" d=\"e\"} 1 | 1:9 | expected `,` or `}`",
        "a one | 1:3 | expected the sample's value",
        "<html> | 1:1 | expected a metric name",
        "a 1 b | 1:5 | text behind the sample's value",
        "# TYPE a thing | 1:1 | unknown metric type `thing`",
    })
    void refusesWithThePlace(String text, String place, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(ReadException.class, e -> {
            assertThat(e.problem().message()).isEqualTo(message);
            assertThat(e.problem().span().place()).endsWith(place);
        });
    }

    @Test
    void aRepeatedFamilyIsReported() throws ReadException {
        read("# TYPE a counter\na 1\n# TYPE a counter\na 2\n");
        assertThat(problems).extracting(Problem::message).containsExactly("family `a` is declared twice");
    }

    @Test
    void aSnapshotIsSmallSortedAndWithoutSecrets() throws ReadException {
        Exposition exposition = read("""
                # TYPE z_total counter
                z_total{email="a@b.example",method="GET",key="AbCd1234EfGh5678IjKl9012MnOpQr"} 1
                z_total{method="PUT"} 1
                a 1
                """);
        String written = SnapshotText.write("api", LocalDate.of(2026, 11, 23), "standard input", exposition);
        assertThat(written).isEqualTo("""
                job: api
                captured: 2026-11-23
                source: "standard input"
                metrics:
                  "a":
                    type: untyped
                  z_total:
                    type: counter
                    labels:
                      email: any
                      key: any
                      method: [GET, PUT]
                    optional: [email, key]
                """);
        Snapshot snapshot = Snapshot.readYaml("api", new Source("api.yaml", written).whole(), problems::add);
        assertThat(problems).isEmpty();
        assertThat(snapshot.ageInDays(LocalDate.of(2026, 12, 3))).isEqualTo(10);
        Families families = snapshot.exporter().families(Version.UNKNOWN, Clues.NONE);
        assertThat(families.isOpen()).isFalse();
        assertThat(families.mayHave("b")).isFalse();
        assertThat(families.series("z_total").get(0).family().label("method").closed()).isFalse();
        assertThat(Snapshot.readYaml("web", new Source("web.yaml", written).whole(), problems::add)).isNull();
        assertThat(problems.get(0).message()).contains("`api`").contains("web.yaml");
    }
}
