// The configuration language of Grafana Alloy (before: River). Line ends are no tokens: no statement can start with what
// continues an expression, so they are not needed to tell statements apart.
lexer grammar AlloyLexer;

NULL: 'null';
TRUE: 'true';
FALSE: 'false';
IDENT: [\p{Letter}_] [\p{Letter}\p{Nd}_]*;
NUMBER: ([0-9]+ ('.' [0-9]*)? | '.' [0-9]+) ([eE] [+-]? [0-9]+)?;
STRING: '"' (~["\\\r\n] | '\\' .)* '"';
RAW_STRING: '`' ~[`]* '`';

LCURLY: '{';
RCURLY: '}';
LPAREN: '(';
RPAREN: ')';
LBRACK: '[';
RBRACK: ']';
COMMA: ',';
DOT: '.';
ASSIGN: '=';
OR: '||';
AND: '&&';
EQ: '==';
NEQ: '!=';
LTE: '<=';
GTE: '>=';
LT: '<';
GT: '>';
NOT: '!';
ADD: '+';
SUB: '-';
MUL: '*';
DIV: '/';
MOD: '%';
POW: '^';

LINE_COMMENT: '//' ~[\r\n]* -> channel(HIDDEN);
BLOCK_COMMENT: '/*' .*? '*/' -> channel(HIDDEN);
BLANK: [ \t\r\n\uFEFF]+ -> channel(HIDDEN);
OTHER: .;
