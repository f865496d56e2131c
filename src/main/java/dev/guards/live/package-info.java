/**
 * What running servers say: their metrics pages, and the APIs of Prometheus and Loki. The only package that opens
 * connections. Imports {@code catalog} and {@code text}.
 */
package dev.guards.live;
