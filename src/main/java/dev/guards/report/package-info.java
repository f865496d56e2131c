/**
 * Output formats, one class each over {@code Outcome}; streamed to an {@code Appendable}. Jackson's writer stays here. Imports
 * what {@code guard} may.
 */
package dev.guards.report;
