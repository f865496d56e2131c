/**
 * The log streams of an environment: discovery on its workloads, relabelling, pipelines, what clients and the Loki server add.
 * Facts: Promtail v3.5, Alloy v1.18, Loki v2.0 to v3.7, the Loki Docker driver. Imports {@code environment}, {@code config},
 * {@code inventory} and {@code inventory.pipeline}.
 */
package dev.guards.inventory.stream;
