package dev.guards.environment;

import dev.guards.text.Text;

/**
 * An environment variable of a container.
 *
 * @param value null when it is passed through from elsewhere (the shell, a secret) and so unknown
 */
public record EnvVariable(Text name, Text value) {
}
