package dev.guards.config.compose;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A Compose project: its files laid over each other, variables put in, includes and extends resolved.
 *
 * @param directory project directory below the root
 * @param files     those it was loaded from, the main one first; included and extended ones are not among them
 * @param name      project name; holds {@link dev.guards.text.Unknown#MARK} where the files do not tell it
 * @param root      {@code services}, {@code networks}, {@code volumes}, {@code configs}, {@code secrets}
 * @param bases     by file: the directory that its relative paths start from
 * @param unset     variables without a value, sorted
 * @param required  those of them without which Compose does not start, with what it says then
 * @param complete  false when a part of it could not be read, so that services may be missing
 * @param paths     brings a path into its shortest form; null for one that leads out of the root
 */
public record ComposeProject(String directory, List<String> files, String name, Node root, Map<String, String> bases,
        Set<String> unset, Map<String, Text> required, boolean complete, UnaryOperator<String> paths) {
    /** A path written in one of the files, below the root; null when it leads out of the root, or is absolute. */
    public String resolve(Text written) {
        String path = written.value();
        if (path.startsWith("/") || path.startsWith("~") || !dev.guards.text.Unknown.isKnown(path)) {
            return null;
        }
        return paths.apply(Paths.join(bases.getOrDefault(written.source().path(), directory), path));
    }

    /** {@code KEY=value} texts as a mapping; a mapping as it is. A key without a value has a null one. */
    public static Mapping pairs(Node node) {
        return Merge.pairs(node);
    }

    /** The service's own node; absent when there is none. */
    public Node service(String service) {
        return root.get("services").get(service);
    }
}
