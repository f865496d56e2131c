/**
 * What exporters expose: names, types, labels, by version and flags. Knowledge comes from the compiled catalogue
 * ({@code guards/catalog/*.yaml}, compiled at build time), from users' own catalogue files, from captured expositions and
 * from declarations in source code; all of it behind {@link dev.guards.catalog.Exporter}. Imports {@code text} only.
 */
package dev.guards.catalog;
