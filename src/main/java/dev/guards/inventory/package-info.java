/**
 * What an environment produces: series and log streams, with the configuration they come from, and why others do not exist.
 * Imports {@code environment}, {@code catalog}, {@code config}, {@code regex} and {@code text}.
 */
package dev.guards.inventory;
