package dev.guards.cli;

import dev.guards.catalog.document.MarkdownMetrics;
import dev.guards.config.Documents;
import dev.guards.environment.Environment;
import dev.guards.environment.Environments;
import dev.guards.environment.Program;
import dev.guards.environment.Workload;
import dev.guards.text.Problem;
import dev.guards.text.Source;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code guards init [DIRECTORY]}: writes a commented {@code guards.yaml} with the environments that were detected. */
final class InitCommand implements Command {
    static final List<String> FLAGS = List.of();
    static final List<String> VALUED = List.of();
    private static final int MOST_FILES = 12;
    /** A document with fewer is not about metrics. */
    private static final int FEWEST_METRICS = 3;
    private static final String EXAMPLES = """

            # Severities in place of the rules' own: error, warning, info or off. `guards list` shows the rules.
            # severity:
            #   legend-label-unknown: error

            # What exists although nothing in the files shows it. A capture by `guards snapshot` is better evidence.
            # allow:
            #   - metric: myapp_*
            #     job: myapp
            #     reason: the service registers these at run time

            # Findings that are accepted, by rule or guard; path, dashboard, panel and query narrow it down.
            # ignore:
            #   - rule: metric-unknown
            #     dashboard: my-dashboard
            #     until: 2030-01-31
            #     reason: the service gets this metric with the next release

            # Where the source code of a scrape job lies, when its name does not tell.
            # sources:
            #   myapp: services/myapp

            # Files that describe further exporters, and documents that list the metrics of jobs (tables, or headings that are metrics).
            # catalogs:
            #   - monitoring/exporters.yaml
            #   - file: docs/metrics/*.md
            #     jobs: [myapp]
            #     closed: true

            # What each alerting rule must have: labels with their values, and annotations.
            # alerts:
            #   labels: {severity: [page, warning], team: []}
            #   annotations: [summary, runbook_url]
            """;

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        if (arguments.operands().size() > 1) {
            throw new UsageException("init takes one directory");
        }
        Path directory = Path.of(arguments.operands().isEmpty() ? "" : arguments.operands().get(0)).toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            throw new UsageException("no such directory: " + directory);
        }
        Path file = directory.resolve("guards.yaml");
        List<Problem> problems = new ArrayList<>();
        try {
            Workspace workspace = new Workspace(directory, problems::add);
            List<Environment> environments = Environments.detect(Documents.read(workspace, problems::add));
            Files.writeString(file, content(environments) + lists(workspace), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            terminal.out().println("wrote " + file + " with " + environments.size() + (environments.size() == 1 ? " environment" : " environments"));
            return OK;
        } catch (FileAlreadyExistsException e) {
            terminal.err().println("guards: " + file + " exists and stays as it is");
        } catch (IOException e) {
            terminal.err().println("guards: cannot write " + file + ": " + Outputs.reason(e));
        }
        return FAILED;
    }

    static String content(List<Environment> environments) {
        StringBuilder yaml = new StringBuilder("# What the files of this repository cannot tell guards. Every part may be left out;\n"
                + "# `guards schema` prints the JSON Schema for editors.\nversion: 1\n\n");
        if (environments.isEmpty()) {
            yaml.append("# No file says what runs here or what is scraped.\n# environments:\n#   docker: {runtime: docker, files: [compose.yaml]}\n");
        } else {
            yaml.append("# As detected. `dashboards` (globs) says which are shown in an environment, `host` what its host runs besides:\n"
                    + "# exclusive (nothing), shared (other things too) or assumed (nothing, but nobody vouches for it).\nenvironments:\n");
        }
        for (Environment environment : environments) {
            environment(environment, yaml);
        }
        return yaml.append(EXAMPLES).toString();
    }

    /** Documents that list metrics; which jobs they are about only people know. */
    private static String lists(Workspace workspace) {
        StringBuilder found = new StringBuilder();
        for (String path : workspace.files()) {
            Source source = path.endsWith(".md") ? workspace.source(path) : null;
            int metrics = source == null ? 0 : MarkdownMetrics.read(source).size();
            if (metrics >= FEWEST_METRICS) {
                found.append("# ").append(printable(path)).append(" lists ").append(metrics).append(" metrics\n");
            }
        }
        return found.length() == 0 ? "" : "# Found here; an entry of `catalogs` lets a list count:\n" + found;
    }

    private static void environment(Environment environment, StringBuilder yaml) {
        yaml.append("  ").append(quoted(environment.name())).append(":\n");
        if (environment.kind() != Environment.Kind.HOST) {
            yaml.append("    runtime: ").append(environment.kind().word()).append('\n');
        }
        Set<String> files = new TreeSet<>();
        for (Workload workload : environment.workloads()) {
            if (workload.span() != null) {
                files.add(workload.span().source().path());
            }
        }
        if (!files.isEmpty()) {
            String start = isAll(environment, files) ? "    " : "    # ";
            yaml.append(start).append("files:\n");
            for (String file : files.size() > MOST_FILES ? directories(files) : files) {
                yaml.append(start).append("  - ").append(quoted(file)).append('\n');
            }
        }
        Set<String> programs = new TreeSet<>();
        for (Program program : environment.programs()) {
            if (program.config() != null) {
                programs.add(program.role().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " runs on " + printable(program.config().path()));
            }
        }
        for (String program : programs) {
            yaml.append("    # ").append(program).append('\n');
        }
        yaml.append("    # dashboards: [\"dashboards/**\"]\n    host: assumed\n");
    }

    /** Whether the files with containers are all that the environment is made of: then to list them changes nothing. */
    private static boolean isAll(Environment environment, Set<String> files) {
        return environment.kind() == Environment.Kind.DOCKER && files.size() <= MOST_FILES
                && environment.workloads().stream().allMatch(w -> w.condition().isEmpty() && w.span() != null);
    }

    private static Set<String> directories(Set<String> files) {
        Set<String> globs = new TreeSet<>();
        for (String file : files) {
            int slash = file.lastIndexOf('/');
            globs.add(slash < 0 ? file : file.substring(0, slash) + "/*");
        }
        return globs;
    }

    /** As YAML's double quotes want it; names of files may hold anything. */
    private static String quoted(String text) {
        return "\"" + printable(text.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = c < ' ' || c >= 0x7f && c < 0xa0 || c == '\u2028' || c == '\u2029';
            out.append(control ? "\\u" + Integer.toHexString(0x10000 | c).substring(1) : String.valueOf(c));
        }
        return out.toString();
    }
}
