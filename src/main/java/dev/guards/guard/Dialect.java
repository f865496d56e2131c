package dev.guards.guard;

import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.Language;
import dev.guards.promql.LabelMatcher;
import dev.guards.promql.Parsed;
import dev.guards.promql.PromQl;
import dev.guards.promql.VectorSelector;
import java.util.List;
import java.util.Set;

/** Which environment's names the queries of a dashboard use. */
public enum Dialect {
    DOCKER("docker"), KUBERNETES("kubernetes"), BOTH("docker and kubernetes"), NEITHER("no environment in particular");

    private static final Set<String> CLUSTER_LABELS = Set.of("pod", "namespace", "node", "pod_name", "kubernetes_namespace");
    private static final Set<String> DOCKER_LABELS = Set.of("container_name", "compose_service", "compose_project", "com_docker_compose_service");

    private final String word;

    Dialect(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Told by the labels of container metrics and log streams, and by metrics that only a cluster has. */
    public static Dialect of(List<DashboardQuery> queries) {
        boolean[] seen = new boolean[2];
        for (DashboardQuery query : queries) {
            if (query.language() == Language.PROMQL) {
                Parsed parsed = PromQl.parse(query.expr());
                if (parsed.isValid()) {
                    parsed.expr().walk(expr -> {
                        if (expr instanceof VectorSelector selector) {
                            look(selector, seen);
                        }
                    });
                }
            } else if (query.language() == Language.LOGQL) {
                String text = query.expr().value();
                seen[1] |= mentions(text, CLUSTER_LABELS);
                seen[0] |= mentions(text, DOCKER_LABELS);
            }
        }
        return seen[0] ? seen[1] ? BOTH : DOCKER : seen[1] ? KUBERNETES : NEITHER;
    }

    private static void look(VectorSelector selector, Set<String> labels, boolean[] seen, int index) {
        for (LabelMatcher matcher : selector.matchers()) {
            seen[index] |= labels.contains(String.valueOf(matcher.label().literal()));
        }
    }

    private static void look(VectorSelector selector, boolean[] seen) {
        String metric = selector.metricName();
        if (Idioms.isOfContainers(metric)) {
            look(selector, CLUSTER_LABELS, seen, 1);
            for (LabelMatcher matcher : selector.matchers()) {
                String label = String.valueOf(matcher.label().literal());
                seen[0] |= label.equals("name") || label.startsWith("container_label_");
            }
        }
        seen[1] |= metric != null && (metric.startsWith("kube_") || metric.startsWith("kubelet_"));
    }

    private static boolean mentions(String selector, Set<String> labels) {
        for (String label : labels) {
            int at = selector.indexOf(label);
            boolean starts = at > 0 && !Character.isLetterOrDigit(selector.charAt(at - 1)) && selector.charAt(at - 1) != '_';
            int end = at + label.length();
            if (starts && end < selector.length() && (selector.charAt(end) == '=' || selector.charAt(end) == '!')) {
                return true;
            }
        }
        return false;
    }
}
