package dev.guards.text;

import java.util.ArrayList;
import java.util.List;

/** Paths with {@code /}, below the root of a run or inside a container. */
public final class Paths {
    private Paths() {
    }

    /** The directory of a path: {@code ""} for a file of the root, {@code /} right below {@code /}. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : path.substring(0, slash);
    }

    /** The last part of a path. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A name in a directory, either of which may be empty; an absolute name stays as it is. */
    public static String join(String directory, String name) {
        return directory.isEmpty() || name.startsWith("/") ? name : name.isEmpty() ? directory
                : directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    /** How many leading parts two directories share. */
    public static int sharedStart(String a, String b) {
        String[] left = a.split("/");
        String[] right = b.split("/");
        int count = 0;
        while (count < left.length && count < right.length && !left[count].isEmpty() && left[count].equals(right[count])) {
            count++;
        }
        return count;
    }

    /** Without {@code .}, {@code ..} and doubled slashes, relative to where it starts; null when it leads out of there. */
    public static String normalize(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return null;
                }
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    /** As {@link #normalize}; one that leads out of where it starts keeps the steps up, at its beginning. */
    public static String beyond(String path) {
        String inside = normalize(path);
        if (inside != null) {
            return inside;
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            boolean up = part.equals("..") && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..");
            if (up) {
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    /** As {@link #normalize} for a path of a container: it starts with {@code /} and never leads out. */
    public static String absolute(String path) {
        String rest = path;
        String normal = normalize(rest);
        while (normal == null) {
            rest = rest.replaceFirst("\\.\\./?", "");
            normal = normalize(rest);
        }
        return "/" + normal;
    }
}
