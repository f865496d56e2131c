package dev.guards.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.inventory.Certainty;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Labels;
import dev.guards.inventory.LogStream;
import dev.guards.logql.LogQl;
import dev.guards.logql.Options;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters on streams that exist, whose lines the files do not tell. */
class LogFilteringTest {
    private static final LogSource STREAMS = new LogSource() {
        @Override
        public List<LogRow> rows() {
            Labels labels = Labels.of(Map.of("job", ValueSet.of("web"), "level", ValueSet.any().withoutAbsent(), "status",
                    ValueSet.regular("[0-9]+", "a number").withAbsent(), "host", ValueSet.any()));
            return List.of(LogRow.of(new LogStream(labels, Labels.NONE, LogStream.Format.UNKNOWN, Labels.any(), "promtail", "web",
                    Certainty.CERTAIN, "", Set.of("level", "status"), false, List.of())));
        }

        @Override
        public List<Evidence> openBecause() {
            return List.of();
        }
    };

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "{job=\"web\"} # DATA",
        "{job=\"web\"} |= \"error\" # DATA",
        "{job=\"web\"} != \"health\" |~ \"5..\" # DATA",
        "sum(rate({job=\"web\"} |= \"error\" [5m])) # DATA",
        "{job=\"web\"} | level=\"error\" # DATA",
        "{status=\"500\"} # DATA",
        "{job=\"web\"} | status=\"500\" # DATA",
        "{job=\"web\"} | status=\"none\" # EMPTY",
        "{host=\"a\"} # UNKNOWN",
        "{job=\"web\"} | host=\"a\" # UNKNOWN",
        "{job=\"web\"} | pattern \"<method> <size>\" | size > 10 # DATA",
        "{job=\"web\"} | json | code=\"500\" # UNKNOWN",
        "absent_over_time({job=\"web\"} |= \"error\" [5m]) # UNKNOWN",
        "{job=\"shop\"} |= \"error\" # EMPTY",
        "{job=\"web\"} | pod=\"a\" # EMPTY",
    })
    void aStreamThatExistsMayHaveTheLine(String query, Verdict verdict) {
        LogAnalysis analysis = LogAnalysis.of(LogQl.parse(Text.of(query), Options.GRAFANA).expr(), STREAMS, Domains.NONE);
        assertThat(analysis.verdict()).isEqualTo(verdict);
    }
}
