/**
 * Holds queries against what exists: which labels the result of every sub-expression has, with which values, and whether
 * anything can be left of it at all. Imports {@code promql}, {@code logql}, {@code inventory} and what lies before them.
 */
package dev.guards.analysis;
