/**
 * LogQL of Loki 3, with Grafana's variables in it: text to immutable records and back. {@link dev.guards.logql.LogQl} is
 * the only door. Imports {@code text}, {@code template} and {@code regex}; ANTLR stays in here.
 */
package dev.guards.logql;
