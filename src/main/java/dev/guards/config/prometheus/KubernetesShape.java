package dev.guards.config.prometheus;

import static dev.guards.config.prometheus.Checker.isGiven;

import dev.guards.text.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code kubernetes_sd_configs}. */
final class KubernetesShape {
    private static final List<String> ROLES = List.of("node", "pod", "service", "endpoints", "endpointslice", "ingress");
    private static final Map<String, List<String>> SELECTORS = Map.of("pod", List.of("pod", "node"), "service", List.of("service"),
            "endpointslice", List.of("pod", "service", "endpointslice"), "endpoints", List.of("pod", "service", "endpoints"),
            "node", List.of("node"), "ingress", List.of("ingress"));

    private static final FieldType ROLE = FieldType.oneOf(ROLES, r -> "unknown Kubernetes SD role " + Checker.quoted(r));

    static final Shape SHAPE = new Shape("kubernetes.plain").with(HttpClientShape.SHAPE).with(ScalarType.STRING, "api_server", "kubeconfig_file")
            .with(ROLE, "role").with(new Shape("kubernetes.plain").with(ScalarType.BOOL, "own_namespace")
                    .with(FieldType.STRINGS, "names"), "namespaces")
            .with(FieldType.listOf(new Shape("kubernetes.plain").with(ROLE, "role").with(ScalarType.STRING, "label", "field"), null), "selectors")
            .with(new Shape("kubernetes.plain").with(ScalarType.BOOL, "node", "namespace"), "attach_metadata")
            .require("role", "role missing (one of: pod, service, endpoints, endpointslice, node, ingress)")
            .must(KubernetesShape::connection).must(KubernetesShape::selectors);

    private KubernetesShape() {
    }

    private static void connection(Node node, Checker checker) {
        boolean kubeconfig = isGiven(node.get("kubeconfig_file"));
        boolean server = isGiven(node.get("api_server"));
        boolean own = node.at("namespaces", "own_namespace").isTrue();
        Node custom = customClient(node);
        if (kubeconfig && server) {
            checker.refuse(node.get("api_server"), "cannot use 'kubeconfig_file' and 'api_server' simultaneously");
        } else if (kubeconfig && custom != null) {
            checker.refuse(custom, "cannot use a custom HTTP client configuration together with 'kubeconfig_file'");
        } else if (!server && !kubeconfig && custom != null) {
            checker.refuse(custom, "to use custom HTTP client configuration please provide the 'api_server' URL explicitly");
        } else if (server && own) {
            checker.refuse(node.at("namespaces", "own_namespace"), "cannot use 'api_server' and 'namespaces.own_namespace' simultaneously");
        } else if (kubeconfig && own) {
            checker.refuse(node.at("namespaces", "own_namespace"), "cannot use 'kubeconfig_file' and 'namespaces.own_namespace' simultaneously");
        }
    }

    /** The first field that makes the HTTP client differ from the default one; null when none does. */
    private static Node customClient(Node node) {
        for (String field : HttpClientShape.FIELDS) {
            Node value = node.get(field);
            boolean isDefault = (field.equals("follow_redirects") || field.equals("enable_http2")) && value.isTrue()
                    || field.equals("proxy_from_environment") && value.isFalse();
            if (isGiven(value) && !isDefault) {
                return value;
            }
        }
        return null;
    }

    private static void selectors(Node node, Checker checker) {
        List<String> allowed = SELECTORS.get(node.get("role").string(""));
        Set<String> seen = new HashSet<>();
        for (Node selector : node.get("selectors").items()) {
            String role = selector.get("role").string("");
            if (!seen.add(role)) {
                checker.refuse(selector.get("role"), "duplicated selector role: " + role);
            } else if (allowed != null && !allowed.contains(role)) {
                checker.refuse(selector.get("role"), node.get("role").string() + " role supports only " + String.join(", ", allowed)
                        + " selectors");
            }
            Node field = selector.get("field");
            for (String term : field.string("").split(",")) {
                if (!term.isEmpty() && term.indexOf('=') < 0) {
                    checker.refuse(field, "invalid selector: '" + field.string() + "'; can't understand '" + term + "'");
                }
            }
        }
    }
}
