package dev.guards.cli;

import dev.guards.catalog.Catalog;
import dev.guards.config.Documents;
import dev.guards.environment.Environment;
import dev.guards.environment.Environments;
import dev.guards.guard.Repository;
import dev.guards.inventory.Evidence;
import dev.guards.inventory.Inventory;
import dev.guards.inventory.Job;
import dev.guards.inventory.LogStream;
import dev.guards.inventory.Missing;
import dev.guards.inventory.Series;
import dev.guards.inventory.StackInventory;
import dev.guards.inventory.Target;
import dev.guards.inventory.TargetProblem;
import dev.guards.text.Problem;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code guards inventory [METRIC] [PATH]}: what the stack of a directory produces, and from where. Without a metric the
 * scrape jobs and their targets, with one its series, with {@code --logs} the log streams.
 */
final class InventoryCommand implements Command {
    static final List<String> FLAGS = List.of("logs", "names");
    static final List<String> VALUED = List.of("env", "format");

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        String metric = null;
        Path path = Path.of("");
        for (String operand : arguments.operands()) {
            if (Files.exists(Path.of(operand))) {
                path = Path.of(operand);
            } else if (metric == null) {
                metric = operand;
            } else {
                throw new UsageException("no such directory: " + operand);
            }
        }
        String format = arguments.value("format", "table");
        if (!List.of("table", "json").contains(format)) {
            throw new UsageException("unknown format " + format + "; there are table and json");
        }
        List<Problem> problems = new ArrayList<>();
        List<Environment> environments;
        Catalog catalog;
        try {
            Documents documents = Documents.read(new Workspace(path.toAbsolutePath(), problems::add), problems::add);
            Repository repository = new Repository(documents, problems);
            environments = chosen(Environments.detect(documents, repository.settings()), arguments.value("env", "all"));
            catalog = repository.catalog();
        } catch (IOException e) {
            throw new UsageException("cannot read " + path + ": " + e.getMessage());
        }
        try {
            for (Environment environment : environments) {
                Inventory inventory = StackInventory.of(environment, catalog);
                if (format.equals("json")) {
                    new InventoryJson(inventory).write(metric, arguments.has("logs"), terminal.out());
                } else {
                    new Table(inventory, terminal.out()).print(metric, arguments.has("logs"), arguments.has("names"));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to standard output failed", e);
        }
        if (environments.isEmpty()) {
            terminal.err().println("guards: no file of " + path.toAbsolutePath() + " says what runs or what is scraped");
            return FAILED;
        }
        return OK;
    }

    private static List<Environment> chosen(List<Environment> all, String name) throws UsageException {
        List<Environment> found = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Environment environment : all) {
            names.add(environment.name());
            if (name.equals("all") || environment.name().equals(name) || environment.kind().word().equals(name)) {
                found.add(environment);
            }
        }
        if (found.isEmpty() && !all.isEmpty()) {
            throw new UsageException("no environment " + name + "; there are " + String.join(", ", names));
        }
        return found;
    }

    /** For people. */
    private static final class Table {
        private final Inventory inventory;
        private final PrintStream out;

        Table(Inventory inventory, PrintStream out) {
            this.inventory = inventory;
            this.out = out;
        }

        void print(String metric, boolean logs, boolean names) {
            out.println("environment " + inventory.environment() + ": " + inventory.environment().workloads().size() + " workloads, "
                    + inventory.jobs().size() + " scrape jobs");
            if (metric != null) {
                metric(metric);
            } else if (names) {
                inventory.metricNames().forEach(name -> out.println("  " + name));
            } else if (logs) {
                streams();
            } else {
                inventory.jobs().forEach(this::job);
            }
            for (Evidence open : inventory.openBecause()) {
                out.println("  open: " + open);
            }
        }

        private void job(Job job) {
            out.println("  job " + job.name() + "  (" + job.span().place() + ")" + (job.open() ? "  more targets may exist" : ""));
            for (Target target : job.targets()) {
                String exporter = target.exporter() == null ? "exporter not recognised" : target.exporter().exporter().id()
                        + (target.exporter().isCertain() ? "" : "?") + ", by " + target.exporter().reason();
                out.println("    " + target.labels() + "  " + exporter + (target.condition().isEmpty() ? "" : "  if: " + target.condition()));
                for (TargetProblem problem : target.problems()) {
                    out.println("      " + problem.kind() + " " + problem.span().place() + ": " + problem.message()
                            + (problem.remedy().isEmpty() ? "" : "; use " + problem.remedy()));
                }
            }
            for (Target target : job.dropped()) {
                out.println("    dropped " + target.discovered().get("__address__").describe(2) + ": "
                        + target.evidence().get(target.evidence().size() - 1));
            }
        }

        private void metric(String metric) {
            for (Series series : inventory.series(metric)) {
                series("", series);
            }
            for (Series series : inventory.openSeries(metric)) {
                series("perhaps ", series);
            }
            Missing missing = inventory.missing(metric);
            if (missing.reason() != Missing.Reason.NOT_MISSING) {
                out.println("  missing: " + missing.message() + (missing.remedy().isEmpty() ? "" : " (" + missing.remedy() + ")"));
                missing.evidence().forEach(e -> out.println("      " + e));
            }
        }

        private void series(String prefix, Series series) {
            String type = series.type() == null ? "" : "  " + series.type().word();
            out.println("  " + prefix + series.labels() + type + (series.condition().isEmpty() ? "" : "  if: " + series.condition()));
            series.evidence().forEach(e -> out.println("      " + e));
        }

        private void streams() {
            for (LogStream stream : inventory.streams()) {
                out.println("  " + stream.labels() + "  " + stream.agent() + ", from " + stream.source()
                        + (stream.condition().isEmpty() ? "" : "  if: " + stream.condition()));
                stream.evidence().forEach(e -> out.println("      " + e));
            }
            if (inventory.isStreamsOpen()) {
                out.println("  more streams may exist");
            }
        }
    }
}
