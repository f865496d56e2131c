/**
 * The pipeline stages that Promtail, Grafana Alloy's {@code loki.process} and the Loki Docker driver share: the model, the
 * reader for the YAML form with Promtail's validation, and the small languages inside stages (stream selector with line
 * filters, JMESPath, Go template, Go duration). Imports {@code text} and {@code regex}.
 */
package dev.guards.config.pipeline;
