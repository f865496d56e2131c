/** Grafana's variable references inside any text, with their places. Imports only {@code text}. */
package dev.guards.template;
