/**
 * Pipelines of log agents, run symbolically: what stages make of the labels, the extracted values, the structured metadata and
 * the line of an entry. Imports {@code config.pipeline}, {@code regex} and {@code inventory}.
 */
package dev.guards.inventory.pipeline;
