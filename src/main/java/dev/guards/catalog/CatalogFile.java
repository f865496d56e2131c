package dev.guards.catalog;

import java.util.List;
import java.util.Map;

/**
 * One exporter as its catalogue file describes it: every version, every flag, every way of exposing. The format is
 * described in {@code guards/catalog/README.md}.
 *
 * @param library       a building block that others name in {@code also_exposes}; never recognised by itself
 * @param open          names that are not listed may exist
 * @param owns          prefixes (ending in {@code _}) and names that only this exporter makes
 * @param claims        prefixes of which it owns the listed names, while others may use the rest
 * @param alsoExposes   {@code library} or {@code library.group}
 * @param oldest        first release that was read; unknown when not tied to releases
 * @param newest        last release that was read
 * @param scopes        labels that every family of a scope has
 */
record CatalogFile(String id, String about, boolean library, boolean kubernetesOnly, boolean passesThrough, boolean open,
        Signs signs, List<String> owns, List<String> claims, List<String> alsoExposes, Version oldest, Version newest,
        List<Dynamic> dynamic, Map<String, Group> groups, List<Flag> flags, List<Variant> variants,
        Map<String, List<LabelWord>> scopes, List<Rename> renames, List<Entry> entries) {

    /** By what it is recognised. */
    record Signs(List<String> images, List<String> programs, List<String> variables, List<String> ports, List<String> paths,
            List<String> jobs) {
    }

    /** Whether a group is on; {@code MAYBE} when a file or the observed system decides. */
    enum State { ON, OFF, MAYBE }

    /** Names below a prefix come from what is observed, while the group is on. */
    record Dynamic(String prefix, String group) {
    }

    /** A collector or option, with its default since each release, oldest first. */
    record Group(String name, List<Default> defaults) {
    }

    /** The state without any flag, from a release on. */
    record Default(Version from, State state) {
    }

    /** What a command line flag, or its environment variable, does. */
    record Flag(String name, String variable, Effect effect, String target, String value, Version since) {
    }

    /** The effects that flags can have; {@link Switches} carries them out. */
    enum Effect {
        /** True switches the target group on, false off; with a {@code value}, that value switches it on. */
        ON,
        /** True switches the target group off. */
        OFF,
        /** The name ends in {@code *}, which stands for a group: on, with {@code no-} in front of the flag off. */
        EACH,
        /** All groups are off that are not switched on by name. */
        DEFAULTS_OFF,
        /** All groups are on. */
        ALL_ON,
        /** The listed groups are off, all others on. */
        LIST_OFF,
        /** The listed groups are on, all others off. */
        LIST_ONLY,
        /** With any value, names that are not listed may exist. */
        OPENS,
        /** The value takes the place of the prefix {@code target} of every name. */
        PREFIX,
        /** Regular expressions of the only families, or of families to leave out. */
        ALLOW, DENY,
        /** True brings labels with the prefix {@code target}, false removes them. */
        LABELS_ON,
        /** Labels with the prefix {@code target} that stay although they were removed. */
        LABELS_KEEP
    }

    /**
     * A way of exposing, chosen by the end of the metrics path or the port; the first one is the usual one.
     *
     * @param ownReleases false when its releases are those of another program, so versions do not apply
     * @param groups      states that differ from the usual ones
     */
    record Variant(String name, String path, int port, boolean ownReleases, boolean open, List<String> alsoExposes,
            Map<String, State> groups, Map<String, List<LabelWord>> scopes) {
    }

    /**
     * A label as written: {@code name}, {@code name?}, {@code prefix*}, {@code name=a|b} (closed), {@code name~a|b}, where {@code @set} stands
     * for the values of a {@link StandardValues standard set}.
     */
    record LabelWord(String name, boolean optional, boolean prefix, boolean closed, List<String> values) {
        static LabelWord of(String word) {
            int at = 0;
            while (at < word.length() && "=~?*".indexOf(word.charAt(at)) < 0) {
                at++;
            }
            String name = word.substring(0, at);
            boolean optional = at < word.length() && word.charAt(at) == '?';
            boolean prefix = at < word.length() && word.charAt(at) == '*';
            if (optional || prefix) {
                at++;
            }
            boolean closed = at < word.length() && word.charAt(at) == '=';
            List<String> values = at < word.length() ? StandardValues.expanded(word.substring(at + 1).split("\\|", -1)) : List.of();
            return new LabelWord(name, optional, prefix, closed, values);
        }

        Label label(boolean sometimes) {
            return new Label(name, values, closed, optional || sometimes);
        }

        @Override
        public String toString() {
            return name + (optional ? "?" : "") + (prefix ? "*" : "")
                    + (values.isEmpty() ? "" : (closed ? "=" : "~") + String.join("|", values));
        }
    }

    /** The labels of a family before a release. */
    record Change(Version until, List<LabelWord> labels) {
    }

    /**
     * One family of one or more variants.
     *
     * @param groups   all must be on
     * @param since    unknown when in all releases that were read
     * @param removed  first release without; unknown when still there
     * @param variants names; empty for all
     */
    record Entry(String name, MetricType type, List<LabelWord> labels, List<String> groups, String scope, Version since,
            Version removed, List<String> variants, String condition, List<Change> changes) {
    }

    /** The variant that a path or port points to; the first one otherwise. */
    Variant variant(Clues clues) {
        for (Variant variant : variants) {
            if (!variant.path().isEmpty() && clues.path().endsWith(variant.path())) {
                return variant;
            }
        }
        for (Variant variant : variants) {
            if (variant.port() != 0 && variant.port() == clues.port()) {
                return variant;
            }
        }
        return variants.get(0);
    }

    /** True when the name lies below something it owns or claims. */
    boolean isNamespace(String metric) {
        return below(owns, metric) || below(claims, metric);
    }

    private static boolean below(List<String> prefixes, String metric) {
        for (String prefix : prefixes) {
            if (prefix.endsWith("_") ? metric.startsWith(prefix) : metric.equals(prefix)) {
                return true;
            }
        }
        return false;
    }
}
