package dev.guards.cli;

import dev.guards.config.Documents;
import dev.guards.environment.Environment;
import dev.guards.guard.Baseline;
import dev.guards.guard.Changes;
import dev.guards.guard.Guard;
import dev.guards.guard.Guards;
import dev.guards.guard.Outcome;
import dev.guards.guard.Repository;
import dev.guards.guard.Run;
import dev.guards.guard.Severity;
import dev.guards.guard.Stack;
import dev.guards.guard.Stacks;
import dev.guards.report.BaselineReport;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Suggest;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code guards [check] [PATH...]}: runs the guards and reports. */
final class CheckCommand implements Command {
    static final List<String> FLAGS = List.of("semantic", "quiet", "strict", "staged", "update-baseline", "allow-outside");
    static final List<String> VALUED = List.of("format", "output", "fail-on", "guard", "env", "baseline", "changed-since");
    private static final String DEFAULT_BASELINE = ".guards/baseline.json";

    private Arguments arguments;
    private Terminal terminal;
    private Severity failOn;
    private Set<String> only;
    private Outputs outputs;

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        this.arguments = arguments;
        this.terminal = terminal;
        failOn = severity(arguments.value("fail-on", "error"));
        only = guards(arguments.values("guard"));
        outputs = Outputs.of(arguments, terminal, failOn);
        List<String> paths = new ArrayList<>(arguments.operands());
        boolean reduced = arguments.has("staged") || arguments.has("changed-since");
        if (arguments.has("staged") && arguments.has("changed-since")) {
            throw new UsageException("--staged and --changed-since exclude each other");
        }
        if (reduced && arguments.has("update-baseline")) {
            throw new UsageException("--update-baseline takes all findings, not those of a change");
        }
        if (reduced && paths.contains("-")) {
            throw new UsageException("git cannot tell what changed on standard input: leave out --staged and --changed-since");
        }
        Source stream = paths.remove("-") ? standardInput(terminal) : null;
        if (paths.isEmpty()) {
            paths.add(".");
        }
        if (paths.size() > 1 && !outputs.isConsole()) {
            throw new UsageException("several paths cannot share one report: name the directory that holds them, or run guards for each");
        }
        int code = OK;
        try (Progress progress = Progress.of(terminal)) {
            for (String path : paths) {
                progress.now("checking " + path);
                code = Math.max(code, check(path, stream));
            }
        }
        return code;
    }

    /** Manifests that another program writes, such as {@code helm template}. */
    private static Source standardInput(Terminal terminal) throws UsageException {
        try {
            byte[] bytes = terminal.in().readNBytes((int) Workspace.MAX_FILE_BYTES);
            return new Source("standard input", new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UsageException("cannot read standard input: " + e.getMessage());
        }
    }

    private int check(String path, Source stream) throws UsageException {
        Path root = Path.of(path);
        if (!Files.exists(root)) {
            throw new UsageException("no such file or directory: " + path);
        }
        List<Problem> problems = new ArrayList<>();
        try (ChangedTree tree = tree(root)) {
            Documents documents = Documents.read(new Workspace(tree.root(), root, arguments.has("allow-outside"), problems::add), problems::add);
            if (stream != null) {
                documents.andStream(stream);
            }
            if (documents.all().isEmpty() && problems.isEmpty()) {
                throw new UsageException("nothing to check in " + path
                        + ": no dashboard, Compose file, Prometheus, Loki or Promtail config, or manifest was found");
            }
            Outcome outcome = outcome(new Repository(documents, problems), root, tree.changes());
            if (arguments.has("update-baseline")) {
                Path file = baselineFile(root);
                Files.createDirectories(file.toAbsolutePath().getParent());
                Outputs.writeFile(new BaselineReport(), outcome, file);
                terminal.out().println("baseline of " + outcome.findings().size() + " findings written to " + file);
                return OK;
            }
            outputs.write(outcome, terminal);
            return outcome.incomplete() ? FAILED : outcome.fails(failOn) ? FINDINGS : OK;
        } catch (IOException e) {
            throw new UsageException("cannot read " + path + ": " + Outputs.reason(e));
        } catch (Git.GitException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private ChangedTree tree(Path root) throws Git.GitException, IOException {
        return arguments.has("staged") ? ChangedTree.staged(root)
                : arguments.has("changed-since") ? ChangedTree.since(arguments.value("changed-since"), root) : ChangedTree.whole(root);
    }

    private Outcome outcome(Repository repository, Path root, Changes changes) throws UsageException, IOException {
        Run run = new Run(repository, only, failOn).dueTo(changes).simple();
        if (arguments.has("baseline") && !arguments.has("update-baseline")) {
            run.since(baseline(baselineFile(root)));
        }
        if (arguments.has("strict")) {
            run.strict();
        }
        if (arguments.has("semantic")) {
            Stacks environments = new Stacks(repository);
            List<Stack> stacks = environments.of(environment(environments));
            run.semantic(stacks);
            return run.outcome(stacks.stream().map(Stack::coverage).toList(), environments.notes(), isIncomplete(repository));
        }
        return run.outcome(List.of(), List.of(), isIncomplete(repository));
    }

    /** What {@code --env} asks for; null for what fits best. */
    private String environment(Stacks stacks) throws UsageException {
        String wanted = arguments.value("env");
        List<String> names = stacks.environments().stream().map(Environment::name).toList();
        boolean known = wanted == null || wanted.equals("all") || names.contains(wanted)
                || stacks.environments().stream().anyMatch(e -> e.kind().word().equals(wanted));
        if (!known) {
            throw new UsageException("no environment is called " + wanted + "; found: "
                    + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        return wanted;
    }

    private static boolean isIncomplete(Repository repository) {
        boolean incomplete = !repository.documents().isComplete();
        for (Problem problem : repository.problems()) {
            incomplete |= List.of("file-unreadable", "input-unrecognised", "settings-invalid").contains(problem.rule());
        }
        return incomplete;
    }

    private Path baselineFile(Path root) {
        String given = arguments.value("baseline");
        return given != null ? Path.of(given) : (Files.isDirectory(root) ? root : Path.of(".")).resolve(DEFAULT_BASELINE);
    }

    private static Baseline baseline(Path file) throws UsageException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("no baseline at " + file + "; write one with --update-baseline --baseline " + file);
        }
        try {
            return Baseline.read(new Source(file.toString(), Files.readString(file)));
        } catch (ReadException e) {
            throw new UsageException(e.getMessage() + "; " + e.problem().help());
        }
    }

    private static Severity severity(String word) throws UsageException {
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word) && severity != Severity.OFF) {
                return severity;
            }
        }
        throw new UsageException("--fail-on takes error, warning or info, not " + word);
    }

    private static Set<String> guards(List<String> wanted) throws UsageException {
        if (wanted.isEmpty()) {
            return Set.of();
        }
        List<String> known = Guards.all().stream().map(Guard::id).toList();
        for (String id : wanted) {
            if (!known.contains(id)) {
                String near = Suggest.nearest(id, known);
                throw new UsageException("no guard is called " + id + (near == null ? "" : "; did you mean " + near + "?"));
            }
        }
        return new LinkedHashSet<>(wanted);
    }
}
