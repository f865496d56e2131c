/** {@code guards.yaml}: what the files of a repository cannot tell. Imports {@code text} only. */
package dev.guards.config.settings;
