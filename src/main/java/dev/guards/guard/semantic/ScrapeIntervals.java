package dev.guards.guard.semantic;

import dev.guards.analysis.Row;
import dev.guards.inventory.Inventory;
import dev.guards.inventory.Job;
import dev.guards.inventory.Target;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** How often series get a sample, told by the jobs that scrape them. */
final class ScrapeIntervals {
    private final Map<Inventory, Map<Target, Job>> byServer = new IdentityHashMap<>();

    private Map<Target, Job> jobs(Inventory server) {
        Map<Target, Job> jobs = byServer.get(server);
        if (jobs == null) {
            jobs = new IdentityHashMap<>();
            for (Job job : server.jobs()) {
                for (Target target : job.targets()) {
                    jobs.put(target, job);
                }
            }
            byServer.put(server, jobs);
        }
        return jobs;
    }

    /**
     * The job among those that make the series that is scraped most often; null when the interval of some series is not known.
     *
     * @param server what answers
     */
    Job fastest(Inventory server, List<Row> rows) {
        Map<Target, Job> jobs = jobs(server);
        Job fastest = null;
        for (Row row : rows) {
            Job job = row.target() == null ? null : jobs.get(row.target());
            if (job == null || job.intervalMillis() <= 0) {
                return null;
            }
            fastest = fastest == null || job.intervalMillis() < fastest.intervalMillis() ? job : fastest;
        }
        return fastest;
    }
}
