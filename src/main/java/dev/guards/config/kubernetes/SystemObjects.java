package dev.guards.config.kubernetes;

import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Span;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What clusters run in {@code kube-system} and {@code default} without any manifest of the repository: control plane, DNS,
 * proxy and the kubelet's Service that prometheus-operator keeps, with the names and labels of kubeadm and of the managed
 * clusters that follow it. A cluster may lack single ones and has others besides.
 */
final class SystemObjects {
    private static final Source SOURCE = new Source("(any cluster)", """
            kind: Pod
            metadata: {name: kube-apiserver-$node, namespace: kube-system, labels: {component: kube-apiserver, tier: control-plane}}
            spec: {hostNetwork: true, containers: [{name: kube-apiserver, image: registry.k8s.io/kube-apiserver}]}
            ---
            kind: Pod
            metadata: {name: kube-controller-manager-$node, namespace: kube-system, labels: {component: kube-controller-manager, tier: control-plane}}
            spec: {hostNetwork: true, containers: [{name: kube-controller-manager, image: registry.k8s.io/kube-controller-manager}]}
            ---
            kind: Pod
            metadata: {name: kube-scheduler-$node, namespace: kube-system, labels: {component: kube-scheduler, tier: control-plane}}
            spec: {hostNetwork: true, containers: [{name: kube-scheduler, image: registry.k8s.io/kube-scheduler}]}
            ---
            kind: Pod
            metadata: {name: etcd-$node, namespace: kube-system, labels: {component: etcd, tier: control-plane}}
            spec: {hostNetwork: true, containers: [{name: etcd, image: registry.k8s.io/etcd}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: coredns, namespace: kube-system, labels: {k8s-app: kube-dns}}
            spec:
              template:
                metadata: {labels: {k8s-app: kube-dns}}
                spec: {containers: [{name: coredns, image: registry.k8s.io/coredns/coredns, ports: [
                  {name: dns, containerPort: 53, protocol: UDP}, {name: dns-tcp, containerPort: 53}, {name: metrics, containerPort: 9153}]}]}
            ---
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: kube-proxy, namespace: kube-system, labels: {k8s-app: kube-proxy}}
            spec:
              template:
                metadata: {labels: {k8s-app: kube-proxy}}
                spec: {hostNetwork: true, containers: [{name: kube-proxy, image: registry.k8s.io/kube-proxy}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: kube-dns, namespace: kube-system, labels: {k8s-app: kube-dns, kubernetes.io/name: CoreDNS}}
            spec: {selector: {k8s-app: kube-dns}, ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53}, {name: metrics, port: 9153}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: kubernetes, namespace: default, labels: {component: apiserver, provider: kubernetes}}
            spec: {ports: [{name: https, port: 443, targetPort: 6443}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: kubelet, namespace: kube-system, labels: {k8s-app: kubelet, app.kubernetes.io/name: kubelet, app.kubernetes.io/managed-by: prometheus-operator}}
            spec: {clusterIP: None, ports: [{name: https-metrics, port: 10250}, {name: http-metrics, port: 10255}, {name: cadvisor, port: 4194}]}
            """);

    private SystemObjects() {
    }

    static List<Manifest> all() {
        List<Manifest> all = new ArrayList<>();
        try {
            for (Node document : YamlReader.readAll(SOURCE.whole(), problem -> {
                throw new IllegalStateException(problem.toString());
            })) {
                all.addAll(Manifests.of(document));
            }
        } catch (ReadException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    static boolean isPlaceOf(Span span) {
        return span.source() == SOURCE;
    }
}
