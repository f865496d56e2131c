/**
 * What runs together: workloads (containers), the programs among them whose configuration the repository holds, and the
 * environments they make up. Imports {@code config}, {@code regex} and {@code text}.
 */
package dev.guards.environment;
