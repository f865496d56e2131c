package dev.guards.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Standard input, output and error of a run.
 *
 * @param interactive whether a person looks at standard output: colours are allowed
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive) {
}
