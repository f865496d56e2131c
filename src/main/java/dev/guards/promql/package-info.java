/**
 * PromQL as Prometheus 3.14 has it, with Grafana's variables in it: one door ({@link dev.guards.promql.PromQl}), an
 * immutable tree ({@link dev.guards.promql.Expr}), its printers. Imports {@code template}, {@code regex} and
 * {@code text}; ANTLR types stay inside.
 */
package dev.guards.promql;
