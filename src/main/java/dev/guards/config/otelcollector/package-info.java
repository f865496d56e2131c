/** The OpenTelemetry Collector's configuration as far as it moves Prometheus series and logs. Imports {@code text} and {@code config.prometheus}. */
package dev.guards.config.otelcollector;
