package dev.guards.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The files below one root, read once. Paths are relative to the root, with {@code /}, sorted; nothing outside of the
 * root is ever read, through links neither, unless the user allows it: then a path may begin with {@code ..}.
 */
public final class Workspace {
    /** Larger files are refused. */
    public static final long MAX_FILE_BYTES = 64L << 20;
    private static final int MAX_FILES = 100_000;
    private static final int MAX_DEPTH = 40;
    private static final Set<String> SKIPPED_DIRECTORIES = Set.of(".git", "node_modules", "target", "vendor", ".terraform",
            ".venv", "__pycache__", ".idea", ".vscode", ".cache");

    private final Path root;
    private final Path home;
    private final boolean outside;
    private final String location;
    private final List<String> files = new ArrayList<>();
    private final Map<String, Path> listed = new HashMap<>();
    private final Map<String, Source> sources = new HashMap<>();
    private final Consumer<Problem> problems;

    /**
     * Lists a directory tree, or takes a single file (its directory is the root then, and it is the only file).
     *
     * @param problems receives files that cannot be read
     */
    public Workspace(Path path, Consumer<Problem> problems) throws IOException {
        this(path, path, problems);
    }

    /** @param original where the files come from that lie below {@code path} as a copy */
    public Workspace(Path path, Path original, Consumer<Problem> problems) throws IOException {
        this(path, original, false, problems);
    }

    /** @param outside whether files outside of the root may be read, where a link or another file leads there */
    public Workspace(Path path, Path original, boolean outside, Consumer<Problem> problems) throws IOException {
        this.outside = outside;
        this.home = Files.isDirectory(original) ? original.toRealPath() : original.toRealPath().getParent();
        this.problems = problems;
        this.location = location(original.toRealPath());
        Path real = path.toRealPath();
        if (Files.isDirectory(real)) {
            this.root = real;
            list(real, 0);
            Collections.sort(files);
        } else {
            this.root = real.getParent();
            files.add(real.getFileName().toString());
        }
    }

    /** The way from the working directory, with a slash at its end; empty when it is that directory or lies outside of it. */
    private static String location(Path original) throws IOException {
        Path directory = Files.isDirectory(original) ? original : original.getParent();
        Path working = Path.of("").toRealPath();
        boolean below = directory.startsWith(working) && !directory.equals(working);
        return below ? working.relativize(directory).toString().replace('\\', '/') + "/" : "";
    }

    private void list(Path directory, int depth) {
        if (depth > MAX_DEPTH || files.size() >= MAX_FILES) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    if (!SKIPPED_DIRECTORIES.contains(name)) {
                        list(entry, depth + 1);
                    }
                } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)
                        || Files.isSymbolicLink(entry) && Files.isRegularFile(entry) && inside(entry)) {
                    String path = relative(entry);
                    files.add(path);
                    listed.put(path, entry);
                }
            }
        } catch (IOException e) {
            problem(relative(directory), "cannot list directory: " + e.getMessage());
        }
    }

    private boolean inside(Path entry) {
        try {
            return outside || entry.toRealPath().startsWith(root);
        } catch (IOException e) {
            return false;
        }
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /** All files, sorted by path. */
    public List<String> files() {
        return files;
    }

    /** Whether a file may be read that the path names: one below the root, or any when the user allows that. */
    public boolean has(String path) {
        return files.contains(path) || outside && path.startsWith("../") && source(path) != null;
    }

    /** A path in its shortest form; null when it leads out of the root and may not. */
    public String resolve(String path) {
        return outside ? Paths.beyond(path) : Paths.normalize(path);
    }

    public Path root() {
        return root;
    }

    /** Whether a file's content has been asked for, and given. */
    public boolean hasRead(String path) {
        return sources.get(path) != null;
    }

    /** Reads a file; null when it is not there, lies outside of the root or cannot be read (then a problem was reported). */
    public Source source(String path) {
        if (sources.containsKey(path)) {
            return sources.get(path);
        }
        Source source = null;
        Path file = file(path);
        if (file == null) {
            sources.put(path, null);
            return null;
        }
        try {
            if ((outside || file.startsWith(root)) && Files.isRegularFile(file) && inside(file)) {
                source = read(path, file);
            }
        } catch (IOException e) {
            problem(path, "cannot read file: " + e.getMessage());
        }
        sources.put(path, source);
        return source;
    }

    /**
     * The file of a path; null for a name that the system's character set cannot write. A listed file is opened by the name it
     * was listed under, which no character set can spoil.
     */
    private Path file(String path) {
        Path known = listed.get(path);
        if (known != null) {
            return known;
        }
        try {
            return (path.startsWith("../") ? home : root).resolve(path).normalize();
        } catch (InvalidPathException e) {
            problem(path, "the file name cannot be written in this locale; set LC_ALL to one with UTF-8");
            return null;
        }
    }

    private Source read(String path, Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            problem(path, "file is larger than " + (MAX_FILE_BYTES >> 20) + " MiB and was not read");
            return null;
        }
        return new Source(path, location + path, decode(path, Files.readAllBytes(file)));
    }

    /** UTF-8, a byte order mark removed; bytes that are not UTF-8 are replaced and reported. */
    private String decode(String path, byte[] bytes) {
        int skip = bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb
                && (bytes[2] & 0xff) == 0xbf ? 3 : 0;
        ByteBuffer content = ByteBuffer.wrap(bytes, skip, bytes.length - skip);
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(content).toString();
        } catch (CharacterCodingException e) {
            String text = new String(bytes, skip, bytes.length - skip, StandardCharsets.UTF_8);
            Source source = new Source(path, location + path, text);
            int at = Math.max(0, text.indexOf('\uFFFD'));
            problems.accept(new Problem("file-encoding", source.span(at, Math.min(at + 1, text.length())),
                    "file is not UTF-8", "save it as UTF-8"));
            return text;
        }
    }

    private void problem(String path, String message) {
        problems.accept(new Problem("file-unreadable", new Source(path, location + path, "").span(0, 0), message, ""));
    }
}
