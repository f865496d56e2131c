/** Alertmanager's configuration as far as it decides who hears of an alert. Imports {@code text} and {@code regex}. */
package dev.guards.config.alertmanager;
