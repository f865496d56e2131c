package dev.guards.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;

/** The entry point: picks the command and turns its outcome into an exit code. */
public final class Main {
    /** Bytes reserved, not used, so that queries with thousands of conditions can be walked. */
    private static final long STACK = 64L << 20;

    private Main() {
    }

    public static void main(String[] words) {
        if (List.of(words).contains("--semantic")) {
            ClassPreloader.start();
        }
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintStream out = new PrintStream(new BufferedOutputStream(output, 1 << 16), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean interactive = System.console() != null && System.getenv("NO_COLOR") == null;
        Terminal terminal = new Terminal(System.in, out, err, interactive);
        new Thread(null, null, "guards", STACK) {
            @Override
            public void run() {
                System.exit(Main.run(List.of(words), terminal, output));
            }
        }.start();
    }

    private static int run(List<String> words, Terminal terminal, StandardOutput output) {
        int code = run(words, terminal);
        terminal.out().flush();
        if (output.failure() != null) {
            terminal.err().println("guards: cannot write standard output: " + output.failure());
            return Command.FAILED;
        }
        return code;
    }

    static int run(List<String> words, Terminal terminal) {
        try {
            return dispatch(words, terminal);
        } catch (UsageException e) {
            terminal.err().println("guards: " + e.getMessage());
            terminal.err().println("try: guards --help");
            return Command.FAILED;
        } catch (InvalidPathException e) {
            terminal.err().println("guards: the path " + e.getInput() + " cannot be written in this locale; set LC_ALL to one with UTF-8");
            return Command.FAILED;
        } catch (RuntimeException | Error e) {
            // Exit code 1 would say that there are findings.
            terminal.err().println("guards: a mistake in guards itself; please report it with the input that shows it");
            e.printStackTrace(terminal.err());
            return Command.FAILED;
        }
    }

    /** A switch, not a registry: only the command that runs has its classes loaded. */
    private static int dispatch(List<String> words, Terminal terminal) throws UsageException {
        String first = words.isEmpty() ? "" : words.get(0);
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        return switch (first) {
            case "-h", "--help", "help" -> Help.print(terminal);
            case "--version" -> Help.version(terminal);
            case "check" -> run(new CheckCommand(), rest, CheckCommand.FLAGS, CheckCommand.VALUED, terminal);
            case "list" -> run(new ListCommand(), rest, List.of(), List.of(), terminal);
            case "explain" -> run(new ExplainCommand(), rest, List.of(), List.of(), terminal);
            case "fmt" -> run(new FmtCommand(), rest, FmtCommand.FLAGS, FmtCommand.VALUED, terminal);
            case "parse" -> run(new ParseCommand(), rest, ParseCommand.FLAGS, ParseCommand.VALUED, terminal);
            case "pipeline" -> run(new PipelineCommand(), rest, PipelineCommand.FLAGS, PipelineCommand.VALUED, terminal);
            case "query", "why" -> run(new QueryCommand(), rest, QueryCommand.FLAGS, QueryCommand.VALUED, terminal);
            case "inventory" -> run(new InventoryCommand(), rest, InventoryCommand.FLAGS, InventoryCommand.VALUED, terminal);
            case "catalog" -> run(new CatalogCommand(), rest, CatalogCommand.FLAGS, CatalogCommand.VALUED, terminal);
            case "snapshot" -> run(new SnapshotCommand(), rest, SnapshotCommand.FLAGS, SnapshotCommand.VALUED, terminal);
            case "relabel" -> run(new RelabelCommand(), rest, RelabelCommand.FLAGS, RelabelCommand.VALUED, terminal);
            case "init" -> run(new InitCommand(), rest, InitCommand.FLAGS, InitCommand.VALUED, terminal);
            case "completion" -> run(new CompletionCommand(), rest, CompletionCommand.FLAGS, CompletionCommand.VALUED, terminal);
            case "hook" -> run(new HookCommand(), rest, HookCommand.FLAGS, HookCommand.VALUED, terminal);
            case "schema" -> run(new SchemaCommand(), rest, SchemaCommand.FLAGS, SchemaCommand.VALUED, terminal);
            default -> run(new CheckCommand(), words, CheckCommand.FLAGS, CheckCommand.VALUED, terminal);
        };
    }

    private static int run(Command command, List<String> words, List<String> flags, List<String> valued, Terminal terminal)
            throws UsageException {
        if (words.contains("--help") || words.contains("-h")) {
            return Help.print(terminal);
        }
        return command.run(Arguments.parse(words, flags, valued), terminal);
    }
}
