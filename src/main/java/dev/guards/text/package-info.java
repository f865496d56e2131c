/**
 * Where things are: sources, spans, text whose every character knows its place in a file, and trees of located values
 * read from JSON and YAML. Imports nothing of ours; Jackson and SnakeYAML types stay inside.
 */
package dev.guards.text;
