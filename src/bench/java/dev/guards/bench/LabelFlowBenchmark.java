package dev.guards.bench;

import dev.guards.guard.Repository;
import dev.guards.guard.Stacks;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From read files to a verdict on every query of a small stack: environment, inventory and label flow, warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LabelFlowBenchmark {
    private Repository repository;

    /** Anew each time, as it remembers what it has worked out. */
    @Setup(Level.Invocation)
    public void read() throws IOException {
        repository = Fixtures.repository("fixtures/dark-tower/docker");
    }

    @Benchmark
    public Object verdicts() {
        return new Stacks(repository).of(null);
    }
}
