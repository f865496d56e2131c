/**
 * Kubernetes objects as located models: manifests of several documents and lists, workloads, Services, ConfigMaps with
 * the files in them, rights, and the custom resources of prometheus-operator and grafana-operator. Lenient: what a model
 * does not know stays in its manifest. Imports {@code text} and {@code regex}; knows nothing of guards.
 */
package dev.guards.config.kubernetes;
