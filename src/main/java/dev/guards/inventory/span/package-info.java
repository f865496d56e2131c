/**
 * Metrics that are made of traces and pushed to a server: by Tempo's metrics generator, and by the span metrics and service graph connectors
 * of collectors and Alloy. Imports {@code environment}, {@code catalog}, {@code config} and {@code text}.
 */
package dev.guards.inventory.span;
