/**
 * What hand-written scanners and ANTLR's parsers share. ANTLR's own lexers interpret a table, which must be loaded first: for
 * the queries of one repository that took longer than all the rest of parsing. The lexer grammars say what the scanners do.
 */
package dev.guards.syntax;
