package dev.guards.cli;

import dev.guards.cli.Git.GitException;
import dev.guards.guard.Changes;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run that knows of git checks, and what changed there. Under {@code --staged} it is a copy of the index in a temporary
 * directory, gone when this is closed; else the work tree.
 */
final class ChangedTree implements AutoCloseable {
    private final Path root;
    private final Changes changes;
    /** Null when nothing has to be deleted. */
    private final Path temporary;

    private ChangedTree(Path root, Changes changes, Path temporary) {
        this.root = root;
        this.changes = changes;
        this.temporary = temporary;
    }

    /** All of the work tree, whatever changed. */
    static ChangedTree whole(Path root) {
        return new ChangedTree(root, null, null);
    }

    /** The work tree, files that git does not know yet included. */
    static ChangedTree since(String revision, Path root) throws GitException, IOException {
        Git git = new Git(directory(root));
        if (revision.startsWith("-")) {
            throw new GitException("`" + revision + "` is no revision");
        }
        git.top();
        try {
            git.line("rev-parse", "--verify", "--quiet", revision + "^{commit}");
        } catch (GitException e) {
            throw new GitException("no revision " + revision + " in this repository; in a shallow clone, fetch it first");
        }
        Set<String> present = new HashSet<>();
        Set<String> deleted = new HashSet<>();
        differences(git, revision, present, deleted);
        present.addAll(git.parts("ls-files", "--others", "--exclude-standard", "-z"));
        return new ChangedTree(root, new Changes(present, deleted), null);
    }

    /** The index, compared with the last commit. */
    static ChangedTree staged(Path root) throws GitException, IOException {
        Git git = new Git(directory(root));
        Path top = git.top().toRealPath();
        Set<String> present = new HashSet<>();
        Set<String> deleted = new HashSet<>();
        differences(git, "--cached", present, deleted);
        Path temporary = Files.createTempDirectory("guards-staged");
        try {
            // Named as the repository is: a Compose project without a name has that of its directory.
            Path tree = Files.createDirectory(temporary.resolve(top.getFileName() == null ? "root" : top.getFileName().toString()));
            new Git(top).text("checkout-index", "--all", "--quiet", "--prefix=" + tree.toString().replace('\\', '/') + "/");
            withoutIntended(new Git(top), tree);
            Path copy = tree.resolve(top.relativize(root.toRealPath()));
            if (!Files.exists(copy)) {
                throw new GitException(root + " is not in the index; git add it first");
            }
            return new ChangedTree(copy, new Changes(present, deleted), temporary);
        } catch (IOException | GitException e) {
            delete(temporary);
            throw e;
        }
    }

    /** What {@code git add -N} only announces is exported as an empty file, and not committed; git has no shorter way to ask for it. */
    private static void withoutIntended(Git git, Path tree) throws GitException, IOException {
        for (String path : git.parts("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=A", "--")) {
            Files.deleteIfExists(tree.resolve(path));
        }
    }

    /** Without renames: the old name is a deletion then, which matters to what refers to it. */
    private static void differences(Git git, String against, Set<String> present, Set<String> deleted) throws GitException {
        List<String> parts = git.parts("diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", "--relative", against, "--");
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            (parts.get(i).startsWith("D") ? deleted : present).add(parts.get(i + 1));
        }
    }

    private static Path directory(Path root) throws IOException {
        Path real = root.toRealPath();
        return Files.isDirectory(real) ? real : real.getParent();
    }

    /** What to check. */
    Path root() {
        return root;
    }

    /** Null when all findings are wanted. */
    Changes changes() {
        return changes;
    }

    @Override
    public void close() throws IOException {
        if (temporary != null) {
            delete(temporary);
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path entered, IOException failure) throws IOException {
                Files.delete(entered);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
