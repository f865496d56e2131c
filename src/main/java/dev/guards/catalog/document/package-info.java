/** Metrics that documents of the repository list, in Markdown tables or under headings. Imports {@code catalog} and {@code text}. */
package dev.guards.catalog.document;
