/**
 * What a Kubernetes cluster gives to discovery and to the exporters that watch it: targets of {@code kubernetes_sd_configs}
 * with their meta labels, and the label values of containers and objects in kubelet and kube-state-metrics series. Imports
 * what {@code inventory} may.
 */
package dev.guards.inventory.kubernetes;
