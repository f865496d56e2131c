/**
 * The JMX exporter as an agent within a Java program, or beside it: which workload runs it on which port with which file, and what names
 * the rules of that file can make. Imports {@code environment}, {@code catalog}, {@code config}, {@code regex} and {@code text}.
 */
package dev.guards.inventory.jmx;
