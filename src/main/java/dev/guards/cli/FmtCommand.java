package dev.guards.cli;

import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code guards fmt [--lang LANG] [EXPR]}: a query over several lines, from the command line or standard input. With
 * {@code --write FILE...} the queries of dashboards and rule files are rewritten in place, and nothing else of the files.
 */
final class FmtCommand implements Command {
    static final List<String> FLAGS = List.of("write", "plain");
    static final List<String> VALUED = List.of("lang");

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        try {
            if (arguments.has("write")) {
                return files(arguments, terminal);
            }
            QueryReader reader = ParseCommand.reader(arguments.value("lang", "promql"));
            if (arguments.operands().size() > 1) {
                throw new UsageException("fmt takes one query; with --write it takes files");
            }
            String query = arguments.operands().isEmpty()
                    ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8).strip() : arguments.operands().get(0);
            QueryReader.Outcome outcome = reader.read(Text.of(query), arguments.has("plain"));
            if (!outcome.ok()) {
                terminal.err().print(ParseCommand.refusal(query, outcome));
                return FINDINGS;
            }
            if (outcome.comments()) {
                terminal.err().println("guards: something of the query (a comment, a spelling) would be lost; it stays as it is");
            }
            terminal.out().println(outcome.comments() ? query : outcome.pretty());
            return OK;
        } catch (IOException e) {
            terminal.err().println("guards: cannot read: " + e.getMessage());
            return FAILED;
        }
    }

    private static int files(Arguments arguments, Terminal terminal) throws UsageException {
        if (arguments.operands().isEmpty()) {
            throw new UsageException("fmt --write needs files: guards fmt --write dashboards/*.json rules.yml");
        }
        int code = OK;
        for (String name : arguments.operands()) {
            try {
                code = Math.max(code, file(Path.of(name), terminal));
            } catch (IOException | ReadException e) {
                terminal.err().println("guards: " + name + ": " + e.getMessage());
                code = FAILED;
            }
        }
        return code;
    }

    private static int file(Path path, Terminal terminal) throws IOException, ReadException {
        String before = Files.readString(path);
        FormattedFile file = FormattedFile.of(new Source(path.toString(), before));
        for (String left : file.left()) {
            terminal.err().println("guards: " + left);
        }
        if (!file.text().equals(before)) {
            Files.writeString(path, file.text());
        }
        terminal.out().println(path + ": " + file.changed() + (file.changed() == 1 ? " query" : " queries") + " written");
        return OK;
    }
}
