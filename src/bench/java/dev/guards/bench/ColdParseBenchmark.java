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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The first 60 queries of a process, class loading included: what a hook pays. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(10)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ColdParseBenchmark {
    private static final int QUERIES = 60;

    private List<Text> promql;
    private List<Text> logql;

    @Setup
    public void read() throws IOException {
        promql = Fixtures.queries(Language.PROMQL, QUERIES);
        logql = Fixtures.queries(Language.LOGQL, QUERIES);
    }

    @Benchmark
    public void promql(Blackhole sink) {
        for (Text query : promql) {
            sink.consume(PromQl.parse(query));
        }
    }

    @Benchmark
    public void logql(Blackhole sink) {
        for (Text query : logql) {
            sink.consume(LogQl.parse(query, Options.GRAFANA));
        }
    }
}
