/**
 * Docker Compose projects as Compose reads them: variables, several files, {@code include}, {@code extends}, and the model
 * that comes out; Dockerfiles of services that are built. Imports {@code text}.
 */
package dev.guards.config.compose;
