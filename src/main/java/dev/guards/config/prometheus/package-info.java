/**
 * Prometheus' configuration: the main file, scrape config files, rule files, target files and relabelling rules, as
 * Prometheus 3.14 accepts them. Imports {@code text} and {@code regex}.
 */
package dev.guards.config.prometheus;
