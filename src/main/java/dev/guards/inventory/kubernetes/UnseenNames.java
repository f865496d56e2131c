package dev.guards.inventory.kubernetes;

import dev.guards.regex.ValueSet;

/** Names of objects that no manifest of the repository shows. */
public final class UnseenNames {
    /** Names of pods and other objects (RFC 1123 subdomain). */
    public static final ValueSet OBJECT = ValueSet.regular("[a-z0-9]([a-z0-9.-]*[a-z0-9])?", "<name>");
    /** Names of containers (RFC 1123 label). */
    public static final ValueSet CONTAINER = ValueSet.regular("[a-z0-9]([a-z0-9-]*[a-z0-9])?", "<container>");
    /** What distributions and cloud providers put into {@code kube-system}, by how its names begin. */
    public static final ValueSet SYSTEM = ValueSet.regular("(kube-|coredns|etcd|metrics-server|kindnet|calico|canal|cilium|hubble|flannel|weave|antrea"
            + "|aws-|amazon-|ebs-csi|efs-csi|eks-|vpc-|gke-|gcp-|fluent|event-exporter|konnectivity|l7-|netd|ip-masq|pdcsi|anetd"
            + "|azure|csi-|cloud-|node-|nodelocaldns|local-path|traefik|svclb-|helm-|storage-|snapshot-|cluster-|tigera|vpa-|vsphere"
            + "|openstack|do-|hcloud|linode|oci-|ovn|multus|rke2-|cni-|nvidia|descheduler|sealed-secrets|tiller|omsagent|ama-|karpenter"
            + "|external-|aad-|microsoft|stackdriver|prometheus-to-sd|registry|dashboard|kubernetes|tunnelfront|default-http|ingress|metallb"
            + "|keda|secrets-store|kubelet)[a-z0-9.-]*", "<name in kube-system>");

    /** Names of containers in {@code kube-system}: those of the pods, and of what usually stands beside them. */
    public static final ValueSet SYSTEM_CONTAINER = SYSTEM.union(ValueSet.regular("(install|mount|apply|upgrade|config|clean|wait|init|liveness"
            + "|driver|attacher|provisioner|resizer|autoscaler|sidecar|dnsmasq|prometheus|addon|lb-tcp|controller|manager|agent|operator|proxy"
            + "|speaker|bird|felix|watcher|server|nanny|kubedns|bootstrap|ipam|helm)[a-z0-9-]*", "<container in kube-system>"));

    private UnseenNames() {
    }
}
