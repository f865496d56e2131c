/** Regular expressions in RE2 syntax and sets of label values as regular languages. Imports only {@code text}. */
package dev.guards.regex;
