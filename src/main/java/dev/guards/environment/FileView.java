package dev.guards.environment;

import dev.guards.text.Paths;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that a program sees: those its container mounts, those its image is built with, or, for a configuration that
 * no container mounts, those around it.
 */
public final class FileView {
    /**
     * A file.
     *
     * @param path    as the program sees it
     * @param text    its content
     * @param assumed true when the repository's file is only believed to be the one that is mounted there
     */
    public record Found(String path, Text text, boolean assumed) {
    }

    private final Workspace workspace;
    private final List<Mount> mounts;
    private final String directory;

    private FileView(Workspace workspace, List<Mount> mounts, String directory) {
        this.workspace = workspace;
        this.mounts = mounts;
        this.directory = directory;
    }

    /** What a container sees. */
    public static FileView of(Workspace workspace, Workload workload) {
        return new FileView(workspace, workload.mounts(), null);
    }

    /** What a container sees of the same repository. */
    public FileView in(Workload workload) {
        return of(workspace, workload);
    }

    /** What a container sees, and, where the repository does not hold that, what lies around a directory of its own. */
    static FileView of(Workspace workspace, Workload workload, String directory) {
        return new FileView(workspace, workload.mounts(), directory);
    }

    /** What a program would see that runs with a directory of the repository as its own. */
    public static FileView around(Workspace workspace, String directory) {
        return new FileView(workspace, List.of(), directory);
    }

    /** The file at a path; null when there is none that the repository holds. */
    public Found read(String path) {
        Found mounted = readMounted(path);
        return mounted == null && directory != null ? readAround(path) : mounted;
    }

    /** The file of the repository, or outside of it, that a container's path is mounted from; null when it is not from a file. */
    String source(String path) {
        Mount mount = mountOf(path);
        String from = mount == null ? null : mount.content() instanceof Mount.HostPath host ? host.path() == null ? host.written() : host.path()
                : mount.content() instanceof Mount.LikelyPath likely ? likely.path() : null;
        return from == null ? null : Paths.join(from, below(mount, path));
    }

    private Found readMounted(String path) {
        Mount mount = mountOf(path);
        if (mount == null) {
            return null;
        }
        String below = below(mount, path);
        if (mount.content() instanceof Mount.Inline inline) {
            Text text = inline.files().get(below);
            return text == null ? null : new Found(path, text, false);
        }
        if (mount.content() instanceof Mount.HostPath host && host.path() != null) {
            return readHost(Paths.join(host.path(), below), path, false);
        }
        return mount.content() instanceof Mount.LikelyPath likely ? readHost(Paths.join(likely.path(), below), path, true) : null;
    }

    /** The files that a pattern with {@code *} and {@code ?} in its last part, or none, stands for, sorted by path. */
    public List<Found> glob(String pattern) {
        if (!isPattern(pattern)) {
            Found found = read(pattern);
            return found == null ? List.of() : List.of(found);
        }
        String parent = Paths.parent(pattern);
        Map<String, Found> found = new TreeMap<>();
        for (String name : list(parent)) {
            String path = parent.equals("/") ? "/" + name : parent.isEmpty() ? name : parent + "/" + name;
            if (Glob.matches(pattern, path) && !found.containsKey(path)) {
                Found file = read(path);
                if (file != null) {
                    found.put(path, file);
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    /** The files of the repository with an ending that are put into the container, by the path that they have there. */
    public Map<String, String> put(String ending) {
        Map<String, String> found = new TreeMap<>();
        for (Mount mount : mounts) {
            String path = mount.content() instanceof Mount.HostPath host ? host.path()
                    : mount.content() instanceof Mount.LikelyPath likely ? likely.path() : null;
            for (String file : path == null ? List.<String>of() : workspace.files()) {
                if (file.endsWith(ending) && (file.equals(path) || path.isEmpty() || file.startsWith(path + "/"))) {
                    found.put(mount.target() + file.substring(path.isEmpty() ? 0 : path.length()), file);
                }
            }
        }
        return found;
    }

    /** True when the program may see files at a path, or matching a pattern, that the repository does not hold. */
    public boolean isOpen(String pattern) {
        if (directory != null && mounts.isEmpty()) {
            return glob(pattern).isEmpty();
        }
        Mount mount = mountOf(isPattern(pattern) ? Paths.parent(pattern) + "/" : pattern);
        boolean opaque = mount != null && (mount.content() instanceof Mount.Opaque || mount.content() instanceof Mount.LikelyPath
                || mount.content() instanceof Mount.HostPath host && host.path() == null);
        // Nothing found: the file is made at deployment, or lies in the image.
        return opaque || glob(pattern).isEmpty();
    }

    private Found readAround(String path) {
        String relative = path.startsWith("/") ? null : Paths.normalize(Paths.join(directory, path));
        Found found = relative == null ? null : readHost(relative, path, false);
        if (found != null || !path.startsWith("/")) {
            return found;
        }
        // An absolute path of a container we do not know: the last parts of it, as they lie beside the configuration.
        String[] parts = path.substring(1).split("/");
        for (int from = 0; from < parts.length; from++) {
            String tail = String.join("/", List.of(parts).subList(from, parts.length));
            found = readHost(Paths.normalize(Paths.join(directory, tail)), path, false);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private Found readHost(String hostPath, String path, boolean assumed) {
        Source source = hostPath == null || !workspace.has(hostPath) ? null : workspace.source(hostPath);
        return source == null ? null : new Found(path, source.whole(), assumed);
    }

    /** Names of the files right in a directory. */
    private List<String> list(String path) {
        List<String> names = new ArrayList<>();
        for (Mount mount : mounts) {
            if (Paths.parent(mount.target()).equals(path)) {
                names.add(mount.target().substring(mount.target().lastIndexOf('/') + 1));
            }
        }
        Mount mount = mountOf(path + "/");
        if (mount != null && mount.content() instanceof Mount.Inline inline) {
            names.addAll(inline.files().keySet());
        } else if (mount != null && mount.content() instanceof Mount.HostPath host && host.path() != null) {
            listHost(Paths.join(host.path(), below(mount, path)), names);
        } else if (mount != null && mount.content() instanceof Mount.LikelyPath likely) {
            listHost(Paths.join(likely.path(), below(mount, path)), names);
        }
        if (names.isEmpty() && directory != null) {
            listAround(path, names);
        }
        return names;
    }

    private void listAround(String path, List<String> names) {
        if (!path.startsWith("/")) {
            listHost(Paths.normalize(Paths.join(directory, path)), names);
            return;
        }
        String[] parts = path.substring(1).split("/");
        for (int from = 0; from <= parts.length && names.isEmpty(); from++) {
            listHost(Paths.normalize(Paths.join(directory, String.join("/", List.of(parts).subList(from, parts.length)))), names);
        }
    }

    private void listHost(String hostDirectory, List<String> names) {
        if (hostDirectory == null) {
            return;
        }
        String prefix = hostDirectory.isEmpty() ? "" : hostDirectory + "/";
        for (String file : workspace.files()) {
            if (file.startsWith(prefix) && file.indexOf('/', prefix.length()) < 0) {
                names.add(file.substring(prefix.length()));
            }
        }
    }

    /** The innermost mount that holds a path; the later one of two at the same place. */
    private Mount mountOf(String path) {
        Mount best = null;
        for (Mount mount : mounts) {
            boolean holds = path.equals(mount.target()) || path.startsWith(mount.target().equals("/") ? "/" : mount.target() + "/");
            if (holds && (best == null || mount.target().length() >= best.target().length())) {
                best = mount;
            }
        }
        return best;
    }

    private static String below(Mount mount, String path) {
        String rest = path.substring(Math.min(path.length(), mount.target().length()));
        return rest.startsWith("/") ? rest.substring(1) : rest;
    }

    private static boolean isPattern(String path) {
        return path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0;
    }
}
