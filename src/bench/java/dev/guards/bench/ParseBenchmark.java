package dev.guards.bench;

import dev.guards.config.grafana.Language;
import dev.guards.logql.LogQl;
import dev.guards.logql.Options;
import dev.guards.promql.PromQl;
import dev.guards.text.Text;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Time a query once the parsers are warm, as in the language server or a large repository. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {
    private static final int QUERIES = 60;

    private List<Text> promql;
    private List<Text> logql;

    @Setup
    public void read() throws IOException {
        promql = Fixtures.queries(Language.PROMQL, QUERIES);
        logql = Fixtures.queries(Language.LOGQL, QUERIES);
    }

    @Benchmark
    @OperationsPerInvocation(QUERIES)
    public void promql(Blackhole sink) {
        for (Text query : promql) {
            sink.consume(PromQl.parse(query));
        }
    }

    @Benchmark
    @OperationsPerInvocation(QUERIES)
    public void logql(Blackhole sink) {
        for (Text query : logql) {
            sink.consume(LogQl.parse(query, Options.GRAFANA));
        }
    }
}
