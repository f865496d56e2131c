// Tokens of LogQL as Loki 3 reads them, and Grafana's variables as tokens of their own. This is the specification; queries
// are read by Scanner, which a test holds to it, since a lexer's table takes longer to load than the queries to read.
// What a variable's neighbours show it to be is marked behind the lexer (Tokens), by the types listed first.
// Function names are identifiers: Loki too takes them for functions only where a parenthesis follows.
lexer grammar LogQLLexer;

tokens { SELECTOR_HOLE, NAME_HOLE, KEYWORD_HOLE, GROUPING_HOLE, SIDE_PAREN, SIDE_HOLE }

OPEN_BRACE  : '{' ;
CLOSE_BRACE : '}' ;
OPEN_PAREN  : '(' ;
CLOSE_PAREN : ')' ;
COMMA       : ',' ;

PIPE          : '|' ;
PIPE_EXACT    : '|=' ;
PIPE_MATCH    : '|~' ;
PIPE_PATTERN  : '|>' ;
NOT_PATTERN   : '!>' ;
NOT_EQUAL     : '!=' ;
NOT_MATCH     : '!~' ;
EQUAL         : '=' ;
MATCH         : '=~' ;
EQUAL_EQUAL   : '==' ;
GREATER       : '>' ;
GREATER_EQUAL : '>=' ;
LESS          : '<' ;
LESS_EQUAL    : '<=' ;

ADD : '+' ;
SUB : '-' ;
MUL : '*' ;
DIV : '/' ;
MOD : '%' ;
POW : '^' ;

AND          options { caseInsensitive = true; } : 'and' ;
BOOL         options { caseInsensitive = true; } : 'bool' ;
BY           options { caseInsensitive = true; } : 'by' ;
DECOLORIZE   options { caseInsensitive = true; } : 'decolorize' ;
DROP         options { caseInsensitive = true; } : 'drop' ;
GROUP_LEFT   options { caseInsensitive = true; } : 'group_left' ;
GROUP_RIGHT  options { caseInsensitive = true; } : 'group_right' ;
IGNORING     options { caseInsensitive = true; } : 'ignoring' ;
IP           options { caseInsensitive = true; } : 'ip' ;
JSON         options { caseInsensitive = true; } : 'json' ;
KEEP         options { caseInsensitive = true; } : 'keep' ;
LABEL_FORMAT options { caseInsensitive = true; } : 'label_format' ;
LINE_FORMAT  options { caseInsensitive = true; } : 'line_format' ;
LOGFMT       options { caseInsensitive = true; } : 'logfmt' ;
OFFSET       options { caseInsensitive = true; } : 'offset' ;
ON           options { caseInsensitive = true; } : 'on' ;
OR           options { caseInsensitive = true; } : 'or' ;
PATTERN      options { caseInsensitive = true; } : 'pattern' ;
REGEXP       options { caseInsensitive = true; } : 'regexp' ;
UNLESS       options { caseInsensitive = true; } : 'unless' ;
UNPACK       options { caseInsensitive = true; } : 'unpack' ;
UNWRAP       options { caseInsensitive = true; } : 'unwrap' ;
WITHOUT      options { caseInsensitive = true; } : 'without' ;

FLAG : '--' [a-zA-Z\-]+ ;

STRING       : '"' ( ~["\\\n] | '\\' ~[\n] )* '"' | '`' ~[`]* '`' ;
OPEN_STRING  : '"' ( ~["\\\n] | '\\' ~[\n] )* '\\'? | '`' ~[`]* ;
QUOTED       : '\'' ( ~['\\\n] | '\\' ~[\n] )* '\'' ;

// The brackets and the duration in one token, as Loki has it; what is inside may hold variables.
RANGE      : '[' ( VARIABLE | ~[\]] )* ']' ;
OPEN_RANGE : '[' ( VARIABLE | ~[\]] )* ;

DURATION : '-'? ( AMOUNT UNIT )+ ;
BYTES    : AMOUNT ( 'B' | [kKMGTP] 'i'? 'B'? ) ;
NUMBER   : AMOUNT ( [eE] [+\-]? [0-9_]* )?
         | '0' [xX] [0-9a-fA-F_]* ( '.' [0-9a-fA-F_]* )? ( [pP] [+\-]? [0-9]* )?
         | '0' [bBoO] [0-9_]+
         ;

IDENTIFIER : LETTER ( LETTER | DIGIT )* ;

// One Grafana variable, and a word or number with variables in it.
HOLE  : VARIABLE ;
HOLED : ( LETTER | DIGIT | '.' )* VARIABLE ( LETTER | DIGIT | '.' | VARIABLE )* ;

SPACE         : [ \t\r\n]+ -> channel(HIDDEN) ;
COMMENT       : '#' ~[\n]* -> channel(HIDDEN) ;
BLOCK_COMMENT : ( '/*' .*? '*/' | '//' ~[\n]* ) -> channel(HIDDEN) ;

OTHER : '\uFDD0' '\uFDD1' | . ;

fragment VARIABLE
    : '$' [a-zA-Z0-9_]+
    | '${' [a-zA-Z0-9_]+ ( '.' ~[:}]+ | '[' ~[:}]* )? ( ':' ~'}'+ )? '}'
    | '[[' [a-zA-Z0-9_]+ ( ':' [a-zA-Z0-9_]+ )? ']]'
    ;
fragment AMOUNT : [0-9] [0-9_]* ( '.' [0-9_]* )? | '.' [0-9] [0-9_]* ;
fragment UNIT   : 'ns' | 'us' | '\u00B5s' | '\u03BCs' | 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'y' ;
// Beyond ASCII one letter stands for all but those of the units, one digit for all, and a pair for other pairs: see Characters
// beside the test.
fragment LETTER : [a-zA-Z_\u00AA\u00B5\u03BC] ;
fragment DIGIT  : [0-9\u0660] ;
