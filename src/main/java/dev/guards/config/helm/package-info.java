/**
 * Releases of Helm charts that a repository names without holding their templates, and what well-known charts make of
 * them: {@code guards/charts/*.yaml}, read only where a release is named. Nothing is fetched and no template is rendered.
 * Imports {@code text}, {@code config} and {@code config.kubernetes}.
 */
package dev.guards.config.helm;
