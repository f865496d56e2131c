/**
 * What a pipeline of the OpenTelemetry Collector exposes to a scrape. Imports {@code catalog}, {@code config.otelcollector} and
 * {@code environment}.
 */
package dev.guards.inventory.otel;
