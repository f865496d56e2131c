/** Promtail's configuration, read and refused as Promtail does. Imports {@code text}, {@code config.prometheus}, {@code config.pipeline}. */
package dev.guards.config.promtail;
