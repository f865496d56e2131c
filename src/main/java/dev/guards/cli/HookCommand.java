package dev.guards.cli;

import dev.guards.cli.Git.GitException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.List;

/**
 * {@code guards hook install|uninstall [DIRECTORY]}: a pre-commit hook of plain git that runs this program. A hook that
 * somebody else wrote is never touched.
 */
final class HookCommand implements Command {
    static final List<String> FLAGS = List.of("staged");
    static final List<String> VALUED = List.of();
    private static final String MARK = "# Written by `guards hook install`; `guards hook uninstall` removes it.";

    /** What the hook runs: words of a shell command; null when it is found out from the running program. */
    private final List<String> program;

    HookCommand() {
        this(null);
    }

    HookCommand(List<String> program) {
        this.program = program;
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        List<String> operands = arguments.operands();
        String action = operands.isEmpty() ? "" : operands.get(0);
        if (!action.equals("install") && !action.equals("uninstall") || operands.size() > 2) {
            throw new UsageException("hook takes install or uninstall, and at most one directory");
        }
        Path directory = Path.of(operands.size() == 2 ? operands.get(1) : "");
        if (!Files.isDirectory(directory.toAbsolutePath())) {
            throw new UsageException("no such directory: " + directory);
        }
        try {
            Path hook = hook(new Git(directory));
            terminal.out().println(action.equals("install") ? install(hook, arguments.has("staged")) : uninstall(hook));
            return OK;
        } catch (GitException e) {
            terminal.err().println("guards: " + e.getMessage());
        } catch (IOException e) {
            terminal.err().println("guards: cannot " + action + " the hook: " + Outputs.reason(e));
        }
        return FAILED;
    }

    /** git knows where hooks lie: {@code core.hooksPath}, or a directory that all work trees share. */
    private static Path hook(Git around) throws GitException, UsageException {
        Path top = around.top();
        Git git = new Git(top);
        Path hooks = top.resolve(git.line("rev-parse", "--git-path", "hooks")).normalize();
        String configured = configured(git, "--get");
        if (!configured.isEmpty() && configured(git, "--local").isEmpty() && !hooks.startsWith(top)) {
            throw new UsageException("core.hooksPath is " + configured + " for all of your repositories, and a hook there would run in each; "
                    + "set it for this one (git config core.hooksPath .githooks), or call guards --semantic --quiet from your own hook");
        }
        return hooks.resolve("pre-commit");
    }

    private static String configured(Git git, String scope) {
        try {
            return scope.equals("--get") ? git.line("config", "--get", "core.hooksPath")
                    : git.line("config", scope, "--get", "core.hooksPath");
        } catch (GitException e) {
            // A key that is not set is an error for git.
            return "";
        }
    }

    private String install(Path hook, boolean staged) throws IOException, UsageException {
        String call = call(program == null ? running() : program, staged);
        if (isForeign(hook)) {
            throw new UsageException(hook + " exists and was not written by guards; add this line to " + place(hook) + ":\n  " + call);
        }
        String script = "#!/bin/sh\n" + MARK + "\n# It checks before each commit; git commit --no-verify goes without.\n" + call + "\n";
        if (Files.exists(hook) && Files.readString(hook).equals(script) && Files.isExecutable(hook)) {
            return "already installed: " + hook;
        }
        Files.createDirectories(hook.getParent());
        Path temporary = Files.createTempFile(hook.getParent(), ".pre-commit", ".part");
        try {
            Files.writeString(temporary, script);
            // A temporary file is its owner's alone; a hook may be shared by a group.
            boolean executable = temporary.toFile().setReadable(true, false) && temporary.toFile().setExecutable(true, false);
            if (!executable) {
                throw new IOException("cannot make " + temporary + " executable");
            }
            Files.move(temporary, hook, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return "installed: " + hook;
    }

    /** Husky writes the hooks of its own folder anew; what they call lies beside that. */
    private static String place(Path hook) {
        Path directory = hook.getParent();
        return directory.endsWith(Path.of(".husky", "_")) ? directory.resolveSibling(hook.getFileName()).toString() : "it, or move it away";
    }

    private static String uninstall(Path hook) throws IOException, UsageException {
        if (!Files.exists(hook, LinkOption.NOFOLLOW_LINKS)) {
            return "not installed: " + hook;
        }
        if (isForeign(hook)) {
            throw new UsageException(hook + " was not written by guards and stays; if it calls guards, take that line out by hand");
        }
        Files.delete(hook);
        return "removed: " + hook;
    }

    /** A link counts as foreign too: what it points to may serve others. */
    private static boolean isForeign(Path hook) throws IOException {
        if (!Files.exists(hook, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return !Files.isRegularFile(hook, LinkOption.NOFOLLOW_LINKS)
                || !new String(Files.readAllBytes(hook), java.nio.charset.StandardCharsets.UTF_8).contains(MARK);
    }

    private static String call(List<String> program, boolean staged) {
        StringBuilder call = new StringBuilder();
        for (String word : program) {
            call.append(quoted(word)).append(' ');
        }
        return call.append("--semantic --quiet").append(staged ? " --staged" : "").append(" .").toString();
    }

    /** For a POSIX shell, which git brings along on Windows too; there it wants slashes. */
    private static String quoted(String word) {
        boolean plain = word.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-/._+:".indexOf(c) >= 0);
        String path = File.separatorChar == '\\' ? word.replace('\\', '/') : word;
        return plain ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    /** The launcher beside the running jar, which starts faster; else the jar itself. */
    private static List<String> running() throws UsageException {
        CodeSource source = HookCommand.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = source == null ? null : Path.of(source.getLocation().toURI());
            if (jar == null || !Files.isRegularFile(jar)) {
                throw new UsageException("hook install works from guards.jar only: java -jar guards.jar hook install");
            }
            Path launcher = jar.resolveSibling("scripts").resolve("guards");
            boolean usable = jar.getFileName().toString().equals("guards.jar") && Files.isExecutable(launcher);
            return usable ? List.of(launcher.toString())
                    : List.of("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
        } catch (URISyntaxException e) {
            throw new UsageException("cannot tell where guards.jar lies: " + e.getMessage());
        }
    }
}
