/**
 * Kustomize as {@code kustomize build} runs it, on located values: resources, components, generators, patches, names,
 * namespaces, labels, images and replicas. A changed value stands at the place that changes it. Nothing is fetched: remote
 * resources and Helm charts are named in the result. Imports {@code text}, {@code config} and {@code config.kubernetes}.
 */
package dev.guards.config.kustomize;
