package dev.guards.config.kubernetes;

import dev.guards.regex.Marked;
import dev.guards.regex.ValueSet;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.List;

/**
 * The names that controllers give to pods. Random parts use the alphabet of {@code k8s.io/apimachinery/pkg/util/rand};
 * generated names are cut so that the random end fits into 63 characters.
 */
public final class PodNames {
    private static final String RANDOM = "[bcdfghjklmnpqrstvwxz2456789]";
    private static final String FIVE = RANDOM + "{5}";
    /** The template's hash: up to ten characters, most often nine or ten. */
    private static final String HASH = RANDOM + "{1,10}";
    private static final int LONGEST_BASE = 58;
    private static final int MOST_LISTED = 100;

    private PodNames() {
    }

    /** The names of a workload's pods. */
    public static ValueSet of(PodWorkload workload) {
        String name = Names.known(workload.name().isEmpty() ? null : workload.name());
        return switch (workload.controller()) {
            case POD -> Marked.values(name);
            case STATEFUL_SET -> ordinals(name, workload);
            case DEPLOYMENT -> generated(name, "-" + HASH + "-" + FIVE, "<hash>-<id>", 17);
            case DAEMON_SET, REPLICA_SET, REPLICATION_CONTROLLER -> generated(name, "-" + FIVE, "<id>", 6);
            case DEPLOYMENT_CONFIG -> generated(name, "-[0-9]+-" + FIVE, "<n>-<id>", 12);
            case JOB -> generated(name, "-([0-9]+-)?" + FIVE, "<id>", 12);
            case CRON_JOB -> generated(name, "-[0-9]{8,10}-([0-9]+-)?" + FIVE, "<time>-<id>", 22);
            case OTHER -> ValueSet.regular(Marked.pattern(name) + "(-.+)?", Unknown.shown(name) + "-<…>");
        };
    }

    private static ValueSet generated(String name, String ending, String shown, int endingLength) {
        if (name.length() + endingLength <= 63) {
            return ValueSet.regular(Marked.pattern(name) + ending, Unknown.shown(name) + "-" + shown);
        }
        String start = name.substring(0, Math.min(name.length(), LONGEST_BASE - endingLength));
        return ValueSet.regular(Marked.pattern(start) + "[a-z0-9.-]*", Unknown.shown(name) + "-" + shown);
    }

    private static ValueSet ordinals(String name, PodWorkload set) {
        int replicas = set.replicas();
        if (replicas <= 0 || replicas > MOST_LISTED || !Unknown.isKnown(name)) {
            return ValueSet.regular(Marked.pattern(name) + "-[0-9]+", Unknown.shown(name) + "-<n>");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            names.add(name + "-" + (set.firstOrdinal() + i));
        }
        return ValueSet.ofAll(names);
    }
}
