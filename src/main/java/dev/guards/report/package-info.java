/** Output formats, one class each over {@code Finding}; streamed to an {@code Appendable}. Jackson's writer stays here. */
package dev.guards.report;
