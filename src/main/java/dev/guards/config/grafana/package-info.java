/**
 * Grafana's files as located values: dashboards of every format, their queries and variables, and the provisioning of
 * datasources, dashboards and alert rules. Knows nothing of guards or of query languages; imports {@code text} and the
 * documents of {@code config}.
 */
package dev.guards.config.grafana;
