package dev.guards.cli;

import dev.guards.config.Documents;
import dev.guards.guard.Guard;
import dev.guards.guard.Guards;
import dev.guards.guard.Outcome;
import dev.guards.guard.Repository;
import dev.guards.guard.Run;
import dev.guards.guard.Severity;
import dev.guards.text.Problem;
import dev.guards.text.Suggest;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code guards [check] [PATH...]}: runs the guards and reports. */
final class CheckCommand implements Command {
    static final List<String> FLAGS = List.of("semantic", "quiet", "strict");
    static final List<String> VALUED = List.of("format", "output", "fail-on", "guard", "env");

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        Severity failOn = severity(arguments.value("fail-on", "error"));
        Set<String> only = guards(arguments.values("guard"));
        Outputs outputs = Outputs.of(arguments, terminal);
        List<String> paths = arguments.operands().isEmpty() ? List.of(".") : arguments.operands();
        int code = OK;
        for (String path : paths) {
            code = Math.max(code, check(path, arguments, only, failOn, outputs, terminal));
        }
        return code;
    }

    private static int check(String path, Arguments arguments, Set<String> only, Severity failOn, Outputs outputs,
            Terminal terminal) throws UsageException {
        Path root = Path.of(path);
        if (!Files.exists(root)) {
            throw new UsageException("no such file or directory: " + path);
        }
        List<Problem> problems = new ArrayList<>();
        try {
            Documents documents = Documents.read(new Workspace(root, problems::add), problems::add);
            if (documents.all().isEmpty() && problems.isEmpty()) {
                throw new UsageException("nothing to check in " + path
                        + ": no dashboard, Compose file, Prometheus, Loki or Promtail config, or manifest was found");
            }
            Repository repository = new Repository(documents, problems);
            Run run = new Run(repository, only, failOn).simple();
            if (arguments.has("semantic")) {
                run.semantic(List.of());
            }
            Outcome outcome = run.outcome(List.of(), List.of(), !problems.isEmpty());
            outputs.write(outcome, terminal);
            return outcome.incomplete() ? FAILED : outcome.fails(failOn) ? FINDINGS : OK;
        } catch (IOException e) {
            throw new UsageException("cannot read " + path + ": " + e.getMessage());
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
