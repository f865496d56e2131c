/**
 * Metrics that the repository's own code declares: lexical scanners for Rust, Go, Java, Kotlin, Python, JavaScript,
 * TypeScript and C#, and for shell scripts that write samples. They see names, types, labels and places, never values. Imports
 * {@code catalog} and {@code text}.
 */
package dev.guards.catalog.source;
