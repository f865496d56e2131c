package dev.guards.environment;

import dev.guards.text.Paths;
import dev.guards.text.Source;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something put at a path of a container's file system.
 *
 * @param target absolute path in the container, normalised, without a trailing slash
 */
public record Mount(String target, Content content, boolean readOnly, Span span) {
    /** Where the content comes from. */
    public sealed interface Content permits HostPath, LikelyPath, Inline, Opaque {
    }

    /**
     * A file or directory of the repository.
     *
     * @param path    relative to the root of the run; null when it lies outside or cannot be told
     * @param written as the file writes it
     */
    public record HostPath(String path, String written) implements Content {
    }

    /**
     * A file or directory of the repository that is believed to be meant, because it alone ends like the known end of a path that
     * starts with a variable without a value.
     *
     * @param path    relative to the root of the run
     * @param written as the file writes it, with {@link dev.guards.text.Unknown#MARK} for the variable
     */
    public record LikelyPath(String path, String written) implements Content {
    }

    /**
     * Files whose content is at hand: a ConfigMap, an inline Compose config.
     *
     * @param files by path below the target; the key {@code ""} is the target itself
     */
    public record Inline(Map<String, Text> files) implements Content {
        public Inline {
            files = Map.copyOf(files);
        }
    }

    /** A volume, a secret, an image: content that the repository does not tell. */
    public record Opaque(String what) implements Content {
    }

    /** True when a mount holds the place, or lies below it where a pattern may reach it; true as well when it cannot be told. */
    public static boolean reach(List<Mount> mounts, String place) {
        for (Mount mount : mounts) {
            String target = mount.target();
            boolean holds = target.equals("/") || place.equals(target) || place.startsWith(target + "/");
            if (!Unknown.isKnown(target) || holds || target.startsWith(place + "/")) {
                return true;
            }
        }
        return false;
    }

    /** Where a container has a file of the repository, by mounts that do not hide each other. */
    public static List<String> pathsOf(List<Mount> mounts, Source file) {
        List<String> paths = new ArrayList<>();
        for (Mount mount : mounts) {
            if (mount.content() instanceof HostPath host && host.path() != null) {
                boolean below = host.path().isEmpty() || file.path().startsWith(host.path() + "/");
                if (below || file.path().equals(host.path())) {
                    paths.add(Paths.join(mount.target(), below && !host.path().isEmpty() ? file.path().substring(host.path().length() + 1)
                            : below ? file.path() : ""));
                }
            } else if (mount.content() instanceof Inline inline) {
                inline.files().forEach((name, text) -> {
                    if (text.source() == file && text.span().equals(file.whole().span())) {
                        paths.add(Paths.join(mount.target(), name));
                    }
                });
            }
        }
        return paths;
    }

    /** The targets in words. */
    public static String describe(List<Mount> mounts) {
        StringBuilder out = new StringBuilder();
        for (Mount mount : mounts) {
            out.append(out.length() == 0 ? "" : ", ").append('`').append(mount.target()).append('`');
        }
        return out.length() == 0 ? "nothing" : out.toString();
    }
}
