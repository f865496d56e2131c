package dev.guards.config.kustomize;

import dev.guards.config.kubernetes.Manifest;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code namePrefix}, {@code nameSuffix} and {@code namespace}, with the references that follow a changed name. */
final class Naming {
    private static final Set<String> KEEP_THEIR_NAME = Set.of("CustomResourceDefinition", "APIService", "Namespace");
    private static final Set<String> CLUSTER_SCOPED = Set.of("Namespace", "Node", "PersistentVolume", "StorageClass",
            "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "APIService", "PriorityClass",
            "IngressClass", "RuntimeClass", "CSIDriver", "CSINode", "VolumeAttachment", "MutatingWebhookConfiguration",
            "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
            "ClusterIssuer", "ClusterPolicy", "ClusterSecretStore", "GatewayClass");
    private static final List<String> POD_SPECS = List.of("spec/template/spec", "spec/jobTemplate/spec/template/spec",
            "spec");
    /** Where a pod refers to an object, by the object's kind. */
    private static final Map<String, List<String>> IN_PODS = Map.of(
            "ConfigMap", List.of("volumes/*/configMap/name", "volumes/*/projected/sources/*/configMap/name",
                    "containers/*/env/*/valueFrom/configMapKeyRef/name", "containers/*/envFrom/*/configMapRef/name",
                    "initContainers/*/env/*/valueFrom/configMapKeyRef/name",
                    "initContainers/*/envFrom/*/configMapRef/name"),
            "Secret", List.of("volumes/*/secret/secretName", "volumes/*/projected/sources/*/secret/name",
                    "containers/*/env/*/valueFrom/secretKeyRef/name", "containers/*/envFrom/*/secretRef/name",
                    "initContainers/*/env/*/valueFrom/secretKeyRef/name", "initContainers/*/envFrom/*/secretRef/name"),
            "ServiceAccount", List.of("serviceAccountName", "serviceAccount"));
    /** Where other objects refer to one, by its kind. */
    private static final Map<String, List<String>> ELSEWHERE = Map.of(
            "Service", List.of("spec/serviceName", "spec/rules/*/http/paths/*/backend/service/name",
                    "spec/rules/*/http/paths/*/backend/serviceName", "spec/defaultBackend/service/name"),
            "Role", List.of("roleRef/name"), "ClusterRole", List.of("roleRef/name"),
            "Deployment", List.of("spec/scaleTargetRef/name"), "StatefulSet", List.of("spec/scaleTargetRef/name"));

    private Naming() {
    }

    /** @param prefix null or the prefix; {@code suffix} likewise */
    static void rename(List<Resource> resources, Text prefix, Text suffix) {
        if (prefix == null && suffix == null) {
            return;
        }
        Map<String, Map<String, String>> renamed = new HashMap<>();
        for (Resource resource : resources) {
            Manifest manifest = resource.manifest();
            if (KEEP_THEIR_NAME.contains(manifest.kind()) || manifest.name().isEmpty()) {
                continue;
            }
            String name = (prefix == null ? "" : prefix.value()) + manifest.name() + (suffix == null ? "" : suffix.value());
            renamed.computeIfAbsent(manifest.kind(), kind -> new HashMap<>()).put(manifest.name(), name);
            resource.change(root -> Tree.update(root, "metadata/name", old -> at(old, name)));
        }
        for (Resource resource : resources) {
            resource.change(root -> followNames(root, renamed));
        }
    }

    private static Node followNames(Node root, Map<String, Map<String, String>> renamed) {
        Node followed = root;
        for (Map.Entry<String, Map<String, String>> kind : renamed.entrySet()) {
            List<String> paths = new ArrayList<>(ELSEWHERE.getOrDefault(kind.getKey(), List.of()));
            for (String path : IN_PODS.getOrDefault(kind.getKey(), List.of())) {
                POD_SPECS.forEach(pod -> paths.add(pod + "/" + path));
            }
            for (String path : paths) {
                followed = Tree.update(followed, path, old -> follow(old, kind.getValue()));
            }
        }
        Map<String, String> accounts = renamed.getOrDefault("ServiceAccount", Map.of());
        return Tree.update(followed, "subjects/*", subject -> subject.get("kind").string("").equals("ServiceAccount")
                ? Tree.update(subject, "name", old -> follow(old, accounts)) : subject);
    }

    private static Node follow(Node old, Map<String, String> names) {
        String name = old.string() == null ? null : names.get(old.string());
        return name == null ? old : at(old, name);
    }

    private static Node at(Node old, String value) {
        return Tree.text(Text.at(old.span(), value));
    }

    /** Puts everything that lives in a namespace into this one. */
    static void moveTo(Text namespace, List<Resource> resources) {
        Set<String> accounts = new HashSet<>(Set.of("default"));
        for (Resource resource : resources) {
            if (resource.manifest().kind().equals("ServiceAccount")) {
                accounts.add(resource.manifest().name());
            }
        }
        for (Resource resource : resources) {
            String kind = resource.manifest().kind();
            if (kind.equals("Namespace")) {
                resource.change(root -> Tree.update(root, "metadata/name", old -> Tree.text(namespace)));
            } else if (!CLUSTER_SCOPED.contains(kind)) {
                resource.change(root -> Tree.updateOrCreate(root, "metadata/namespace", namespace.span(),
                        old -> Tree.text(namespace)));
            }
            resource.change(root -> Tree.update(root, "subjects/*", subject -> accounts.contains(
                    subject.get("name").string("")) && subject.get("kind").string("").equals("ServiceAccount")
                    ? Tree.put(subject, Text.at(namespace.span(), "namespace"), Tree.text(namespace)) : subject));
        }
    }
}
