/*
 * PromQL's tokens (Prometheus 3.14), with Grafana's variable references among them. This is the specification; queries are
 * read by Scanner, which a test holds to it, since a lexer's table takes longer to load than the queries to read. Words are
 * told apart behind the lexer, by a table that ignores case (Words): a NAME becomes one of the tokens listed first, and a HOLE between an
 * aggregation and a parenthesis a GROUPING_HOLE. Numbers and
 * strings are taken generously and judged behind the lexer too, so that a bad one is one token with a message of its own.
 */
lexer grammar PromQLLexer;

tokens {
    IDENTIFIER, METRIC_NAME, AGGREGATION, SET_OPERATOR, ATAN2, BOOL, BY, WITHOUT, MATCHING, GROUP_SIDE, OFFSET,
    RANGE_MODE, BOUND, QUERY_TIME, EXTREME, GROUPING_HOLE
}

WS : [ \t\r\n]+ -> skip ;
COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;

STRING : '"' (~["\\\n] | '\\' .)* '"' | '\'' (~['\\\n] | '\\' .)* '\'' | '`' ~[`]* '`' ;
OPEN_STRING : '"' (~["\\\n] | '\\' .)* | '\'' (~['\\\n] | '\\' .)* | '`' ~[`]* ;
NUMBER : '.'? [0-9] ([eE] [+-] | [0-9a-zA-Z_.])* ;
NAME : [a-zA-Z_:] [a-zA-Z0-9_:]* ;

/* Modifiers that a parenthesis follows: without one, fill is a metric name, and group_left has no labels. */
FILL options { caseInsensitive = true; } : 'fill' ('_left' | '_right')? [ \t\r\n]* '(' ;
GROUP_SIDE_LABELS options { caseInsensitive = true; } : 'group_' ('left' | 'right') ([ \t\r\n] | '#' ~[\r\n]*)* '(' ;

HOLE : REFERENCE ;
TEMPLATED : [a-zA-Z0-9_:.]+ REFERENCE ([a-zA-Z0-9_:.] | REFERENCE)* | REFERENCE ([a-zA-Z0-9_:.] | REFERENCE)+ ;

ADD_SUB : [+-] ;
MUL_OP : [*/%^] ;
COMPARISON : '==' | '!=' | '<' | '<=' | '>' | '>=' | '</' | '>/' ;
AT : '@' ;
COMMA : ',' ;
LEFT_PAREN : '(' ;
RIGHT_PAREN : ')' ;
LEFT_BRACE : '{' -> mode(BRACES) ;
LEFT_BRACKET : '[' -> mode(RANGE) ;
ERROR : . ;

fragment REFERENCE
    : '$' WORD
    | '${' WORD ('.' ~[:}]+ | '[' ~[:}]*)? (':' ~'}'+)? '}'
    | '[[' WORD (':' WORD)? ']]'
    ;
fragment WORD : [a-zA-Z0-9_]+ ;

mode BRACES;

BRACES_WS : WS -> skip ;
BRACES_COMMENT : COMMENT -> type(COMMENT), channel(HIDDEN) ;
BRACES_STRING : STRING -> type(STRING) ;
BRACES_OPEN_STRING : OPEN_STRING -> type(OPEN_STRING) ;
BRACES_NAME : [a-zA-Z_] [a-zA-Z0-9_]* -> type(IDENTIFIER) ;
BRACES_HOLE : REFERENCE -> type(HOLE) ;
BRACES_TEMPLATED : (WORD REFERENCE (WORD | REFERENCE)* | REFERENCE (WORD | REFERENCE)+) -> type(TEMPLATED) ;
MATCH_OP : '=' | '!=' | '=~' | '!~' ;
BRACES_COMMA : ',' -> type(COMMA) ;
RIGHT_BRACE : '}' -> mode(DEFAULT_MODE) ;
BRACES_ERROR : . -> type(ERROR) ;

mode RANGE;

RANGE_WS : WS -> skip ;
RANGE_COMMENT : COMMENT -> type(COMMENT), channel(HIDDEN) ;
RANGE_NUMBER : NUMBER -> type(NUMBER) ;
RANGE_NAME : [a-zA-Z_]+ ;
RANGE_HOLE : REFERENCE -> type(HOLE) ;
RANGE_TEMPLATED
    : ([a-zA-Z0-9_.]+ REFERENCE ([a-zA-Z0-9_.] | REFERENCE)* | REFERENCE ([a-zA-Z0-9_.] | REFERENCE)+) -> type(TEMPLATED) ;
RANGE_ADD_SUB : [+-] -> type(ADD_SUB) ;
RANGE_MUL_OP : [*/%^] -> type(MUL_OP) ;
RANGE_COMMA : ',' -> type(COMMA) ;
RANGE_LEFT_PAREN : '(' -> type(LEFT_PAREN) ;
RANGE_RIGHT_PAREN : ')' -> type(RIGHT_PAREN) ;
COLON : ':' ;
RIGHT_BRACKET : ']' -> mode(DEFAULT_MODE) ;
RANGE_ERROR : . -> type(ERROR) ;
