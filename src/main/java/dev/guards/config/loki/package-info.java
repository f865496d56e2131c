/** Loki's configuration, and what each version of Loki refuses in it. Imports {@code text}. */
package dev.guards.config.loki;
