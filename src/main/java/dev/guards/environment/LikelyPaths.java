package dev.guards.environment;

import dev.guards.text.Paths;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the file or directory of the repository that a path with a variable without a value most likely leads to. */
final class LikelyPaths {
    private final List<String> files;
    private Set<String> places;

    /** @param files of the repository */
    LikelyPaths(List<String> files) {
        this.files = files;
    }

    /**
     * The place that alone fits what is known of the path: the one that the variable leads to when it is the project directory, else
     * the only one of the repository, else the only one below the project directory. Null when there is none, or nothing is known of
     * the path's end.
     *
     * @param written with {@link Unknown#MARK} for the variable
     * @param home    the project directory
     */
    String of(String written, String home) {
        String head = written.substring(0, written.indexOf(Unknown.MARK));
        String tail = written.substring(written.lastIndexOf(Unknown.MARK) + 1);
        if (head.startsWith("/") || head.startsWith("~")) {
            return null;
        }
        if (!head.isEmpty()) {
            String start = directory(home, head);
            return start == null ? null : only(start, tail.endsWith("/") ? tail.substring(0, tail.length() - 1) : tail);
        }
        String end = below(tail);
        if (end == null) {
            return null;
        }
        String own = Paths.normalize(Paths.join(home, tail.substring(1)));
        return own != null && places().contains(own) ? own : nearest(end, home);
    }

    /** The known start of a path, as it begins in the repository; null when it leads out of it. */
    private static String directory(String home, String head) {
        int slash = head.lastIndexOf('/');
        String directory = Paths.normalize(Paths.join(home, slash < 0 ? "" : head.substring(0, slash)));
        return directory == null ? null : Paths.join(directory, "") + (directory.isEmpty() ? "" : "/") + head.substring(slash + 1);
    }

    /** What follows a variable that stands for a directory, without the steps that lead up from there; null for nothing. */
    private static String below(String tail) {
        if (!tail.startsWith("/")) {
            return null;
        }
        String rest = tail.substring(1);
        String normal = Paths.normalize(rest);
        while (normal == null) {
            rest = rest.substring(rest.indexOf("..") + 2);
            normal = Paths.normalize(rest);
        }
        return normal.isEmpty() ? null : normal;
    }

    private String only(String start, String end) {
        String found = null;
        for (String place : places()) {
            boolean fits = place.length() > start.length() + end.length() && place.startsWith(start) && place.endsWith(end)
                    && place.substring(start.length(), place.length() - end.length()).indexOf('/') < 0;
            if (fits && found != null) {
                return null;
            }
            found = fits ? place : found;
        }
        return found;
    }

    private String nearest(String end, String home) {
        List<String> all = new ArrayList<>();
        List<String> near = new ArrayList<>();
        for (String place : places()) {
            if (place.equals(end) || place.endsWith("/" + end)) {
                all.add(place);
                if (home.isEmpty() || place.startsWith(home + "/")) {
                    near.add(place);
                }
            }
        }
        return all.size() == 1 ? all.get(0) : near.size() == 1 ? near.get(0) : null;
    }

    /** Files and the directories that hold any. */
    private Set<String> places() {
        if (places == null) {
            places = new LinkedHashSet<>();
            for (String file : files) {
                for (String place = file; !place.isEmpty() && places.add(place);) {
                    place = Paths.parent(place);
                }
            }
        }
        return places;
    }
}
