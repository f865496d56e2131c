/** Fluent Bit's configuration, classic and YAML, as far as its Loki outputs need it. Imports {@code text}. */
package dev.guards.config.fluentbit;
