/** Configuration of the Prometheus JMX exporter, releases 0.1 to 1.4. Imports {@code text} only. */
package dev.guards.config.jmx;
