/** The command line: options, exit codes, and the commands. The only package that nothing imports. */
package dev.guards.cli;
