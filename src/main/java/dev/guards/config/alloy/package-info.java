/**
 * Grafana Alloy's configuration: its language (grammar {@code Alloy*.g4}), the components and what they refer to, and their
 * relabelling rules and log stages in the models that Prometheus and Promtail share with them. ANTLR stays in
 * {@link dev.guards.config.alloy.AlloyReader}. Imports {@code text}, {@code config.pipeline}, {@code config.prometheus}.
 */
package dev.guards.config.alloy;
