package dev.guards.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.analysis.SampleRange.Outcome;
import dev.guards.promql.Expr;
import dev.guards.promql.PromQl;
import dev.guards.text.Text;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRangesTest {
    private static final ListedSeries SERIES = new ListedSeries().add("up", Map.of("job", "api"), Samples.FLOAT).add("x", Map.of("job", "api"), Samples.FLOAT);

    private static Analysis analysed(Expr expr) {
        return Analysis.of(expr, SERIES, Domains.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "x # anything", "up # between 0 and 1", "-up # between -1 and 0", "2 * up - 1 # between -1 and 1", "count(x) # at least 1",
        "sum(up) # never negative", "avg by (job) (up) * 100 # between 0 and 100", "rate(x[5m]) # never negative", "100 - rate(x[5m]) * 100 # at most 100",
        "1 / x # anything", "rate(x[5m]) / rate(x[1m]) # never negative", "up / 2 # between 0 and 0.5", "count(x) or vector(0) # never negative",
        "clamp_max(rate(x[5m]), 7) # between 0 and 7", "clamp_max(rate(x[5m]), -7) # -7", "x > bool 3 # between 0 and 1", "absent(x) # 1", "round(up / 3) # between 0 and 1",
        "sum(rate(x{a='b'}[5m])) / sum(rate(x[5m])) # between 0 and 1", "sum(rate(x[5m])) / sum(rate(x{a='b'}[5m])) # never negative",
        "sum by (a) (rate(x{c='d'}[5m])) / sum by (b) (rate(x[5m])) # never negative", "sum(rate(x{a='b'}[5m] offset 1h)) / sum(rate(x[5m])) # never negative",
        "sum(x{a='b'}) / sum(x) # anything", "count(up == 1) / count(up) # between 0 and 1", "sum(up) / count(up) # between 0 and 1",
        "sum(x) / count(x) # anything", "rate(x{a='b'}[5m]) / ignoring(a) rate(x[5m]) # never negative",
        "(node_filesystem_size_bytes - node_filesystem_avail_bytes) / node_filesystem_size_bytes # between 0 and 1",
        "node_filesystem_size_bytes / node_filesystem_avail_bytes # never negative",
        "node_filesystem_avail_bytes{device='a'} / on (instance) node_filesystem_size_bytes{device='b'} # never negative",
    })
    void valuesLieIn(String query, String expected) {
        Expr expr = PromQl.parse(Text.of(query)).expr();
        assertThat(new SampleRanges(analysed(expr)).of(expr).describe()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "up > 1 # NEVER", "up >= 0 # ALWAYS", "up == 0 # DEPENDS", "count(x) == 0 # NEVER", "(count(x) or vector(0)) == 0 # DEPENDS", "x > 5 or vector(0) # ALWAYS",
        "count(up > 1) > 0 # NEVER", "absent(up > 1) # ALWAYS", "absent(x) == 0 # NEVER", "absent(x) == 1 # DEPENDS", "x > 5 and up > 1 # NEVER",
        "x > 5 unless up > 1 # DEPENDS", "up > 1 or x > 5 # DEPENDS", "up > 1 or up < 0 # NEVER", "ALERTS > 0 # DEPENDS", "count(up == 0) > 0 # DEPENDS",
        "rate(x[5m]) < 0 # NEVER", "2 > up # ALWAYS", "1 > up # DEPENDS",
    })
    void conditionsHold(String query, Outcome expected) {
        Expr expr = PromQl.parse(Text.of(query)).expr();
        assertThat(Truth.of(expr, analysed(expr)).outcome()).isEqualTo(expected);
    }
}
