package dev.guards.inventory;

import dev.guards.config.prometheus.RuleFile;
import dev.guards.environment.Environment;
import java.util.List;
import java.util.Set;

/**
 * What exists once an environment runs, as far as its files tell. Series are computed when their name is asked for.
 * Recording rules are not in it: analysis adds them on top.
 */
public interface Inventory {
    Environment environment();

    List<Job> jobs();

    /** Series of that name; none when no known exporter of the stack makes it. */
    List<Series> series(String metric);

    /**
     * Series of that name that agents of the host, or of the cluster, would store of what else runs there, or that others would push:
     * the environment does not describe it, and {@link #series} leaves it out.
     */
    List<Series> unseenSeries(String metric);

    /** Names for which {@link #series} has rows, sorted; for suggestions and patterns over {@code __name__}. */
    Set<String> metricNames();

    /**
     * Series of that name that may exist besides the rows of {@link #series}: one row a target whose exporter is not known, or
     * passes on series of others. Their labels are open, but what the scrape config settles is settled: {@code job="nope"} finds
     * none of them.
     */
    List<Series> openSeries(String metric);

    /** True when series may arrive by a way that no job describes: remote write, OTLP, a second server. */
    boolean isOpen();

    /** Why {@link #isOpen()}; empty when it is not. */
    List<Evidence> openBecause();

    /** Rules that the servers load; the series that recording rules make are not among {@link #series}. */
    List<RuleFile> rules();

    /** True when servers may load rules that the repository does not hold. */
    boolean isRulesOpen();

    /** Why {@link #series} has no row of that name. */
    Missing missing(String metric);

    List<LogStream> streams();

    /** Streams that agents would send of what else runs on the host, or in the cluster; as {@link #unseenSeries}. */
    List<LogStream> unseenStreams();

    /** True when log streams may exist that are not listed. */
    boolean isStreamsOpen();

    /** Why {@link #isStreamsOpen()}; empty when it is not. */
    List<Evidence> streamsOpenBecause();
}
