/**
 * The documents of a repository and what each is; one sub-package a format holds its model. Imports {@code text} and
 * {@code regex} only; formats do not import each other unless one embeds the other.
 */
package dev.guards.config;
