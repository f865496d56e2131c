package dev.guards.config.kubernetes;

import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the RBAC objects of a cluster allow the accounts of its pods (Kubernetes 1.33, {@code rbac.authorization.k8s.io/v1}). */
public final class AccessRights {
    private static final String GROUP = "rbac.authorization.k8s.io";
    /** Roles of every cluster that let read what is in a namespace. */
    private static final Set<String> READERS = Set.of("view", "edit", "admin");

    private final Cluster cluster;
    private final List<Manifest> bindings = new ArrayList<>();

    public AccessRights(Cluster cluster) {
        this.cluster = cluster;
        bindings.addAll(cluster.manifests(GROUP, "ClusterRoleBinding"));
        bindings.addAll(cluster.manifests(GROUP, "RoleBinding"));
    }

    /**
     * Whether an account may do something.
     *
     * @param holds {@code MAYBE} when roles or bindings are not in the repository
     * @param span  what shows that it may not: the binding or role; null when there is none
     * @param why   in words, when it may not
     */
    public record Answer(Holds holds, Span span, String why) {
    }

    /** Whether the repository holds any binding: without one, rights are given elsewhere. */
    public boolean areDescribed() {
        return !bindings.isEmpty();
    }

    /**
     * Whether an account may list and watch a resource.
     *
     * @param namespace   of the account, as written; null when it is left open
     * @param group       API group of the resource; empty for the core group
     * @param everywhere  whether all namespaces are meant, so that roles of a namespace do not do
     */
    public Answer mayWatch(String account, String namespace, String group, String resource, boolean everywhere) {
        Answer refused = new Answer(Holds.NO, null, "no binding names ServiceAccount `" + account + "`");
        boolean maybe = false;
        for (Manifest binding : bindings) {
            Node subject = subject(binding, account);
            if (isForGroups(binding)) {
                maybe = true;
            }
            if (subject == null) {
                continue;
            }
            String bound = subject.get("namespace").string(binding.namespace());
            Holds same = Cluster.sameNamespace(bound, namespace);
            if (same == Holds.NO) {
                refused = new Answer(Holds.NO, subject.span(), binding.title() + " is for ServiceAccount `" + account + "` of namespace `" + bound
                        + "`, not of `" + namespace + "`");
                continue;
            }
            Holds granted = everywhere && binding.kind().equals("RoleBinding") ? Holds.NO : grants(binding, group, resource);
            if (granted == Holds.YES) {
                return new Answer(Holds.YES, null, "");
            }
            maybe |= granted == Holds.MAYBE;
            Node reference = binding.root().get("roleRef");
            refused = new Answer(Holds.NO, roleSpan(binding), reference.get("kind").string("role") + " `" + reference.get("name").string("")
                    + "` does not let it list and watch `" + resource + "`" + (everywhere && binding.kind().equals("RoleBinding")
                            ? " outside of its namespace" : ""));
        }
        return maybe ? new Answer(Holds.MAYBE, null, "") : refused;
    }

    private static Node subject(Manifest binding, String account) {
        for (Node subject : binding.root().get("subjects").items()) {
            if (subject.get("kind").string("").equals("ServiceAccount") && subject.get("name").string("").equals(account)) {
                return subject;
            }
        }
        return null;
    }

    private static boolean isForGroups(Manifest binding) {
        for (Node subject : binding.root().get("subjects").items()) {
            boolean known = Unknown.isKnown(subject.get("name").string("")) && !subject.get("name").string("").contains("{{");
            if (!known || subject.get("kind").string("").equals("Group")) {
                return true;
            }
        }
        return false;
    }

    private Manifest role(Manifest binding) {
        Node reference = binding.root().get("roleRef");
        String kind = reference.get("kind").string("");
        for (Manifest role : cluster.manifests(GROUP, kind)) {
            boolean near = kind.equals("ClusterRole") || Cluster.sameNamespace(role.namespace(), binding.namespace()) != Holds.NO;
            if (near && role.name().equals(reference.get("name").string(""))) {
                return role;
            }
        }
        return null;
    }

    private Span roleSpan(Manifest binding) {
        Manifest role = role(binding);
        return role == null ? binding.span() : role.span();
    }

    private Holds grants(Manifest binding, String group, String resource) {
        Manifest role = role(binding);
        String name = binding.root().at("roleRef", "name").string("");
        if (role == null) {
            boolean reads = name.equals("cluster-admin") || READERS.contains(name) && !resource.equals("nodes");
            return reads ? Holds.YES : Holds.MAYBE;
        }
        if (role.root().has("aggregationRule")) {
            return Holds.MAYBE;
        }
        Set<String> verbs = new HashSet<>();
        for (Node rule : role.root().get("rules").items()) {
            boolean applies = holds(rule, "apiGroups", group) && holds(rule, "resources", resource) && rule.get("resourceNames").items().isEmpty();
            if (applies) {
                rule.get("verbs").texts().forEach(verb -> verbs.add(verb.value()));
            }
        }
        return Holds.of(verbs.contains("*") || verbs.contains("list") && verbs.contains("watch"));
    }

    private static boolean holds(Node rule, String field, String wanted) {
        for (Text value : rule.get(field).texts()) {
            if (value.value().equals(wanted) || value.value().equals("*")) {
                return true;
            }
        }
        return false;
    }
}
