/*
 * PromQL (Prometheus 3.14) with Grafana's variable references. Every decision needs one token of lookahead, so parsing
 * never falls back to prediction: operators come as a flat list (precedence is applied when the tree is built), and
 * what needs more than a token to see (an empty place between commas, an operator that is a variable) is left to the
 * builder as well.
 */
parser grammar PromQLParser;

options { tokenVocab = PromQLLexer; }

query : expr EOF ;

expr : first=operand rest+=operation* ;

operation
    : op=(ADD_SUB | MUL_OP | COMPARISON | SET_OPERATOR | ATAN2) modifiers operand
    | hole=HOLE (modifiers atom tails+=postfix*)?
    ;

modifiers : bool=BOOL? (matching=MATCHING labels side?)? fills+=fill* ;
side : word=GROUP_SIDE | word=GROUP_SIDE_LABELS labelList RIGHT_PAREN ;
fill : word=FILL sign=ADD_SUB? value=(NUMBER | HOLE | TEMPLATED) RIGHT_PAREN ;

operand
    : signs+=ADD_SUB* (atom | wordAtom | holeAtom) tails+=postfix* ;

atom
    : LEFT_PAREN inner=expr RIGHT_PAREN
    | NUMBER
    | STRING
    | matchers
    | word=(IDENTIFIER | BOUND | QUERY_TIME | EXTREME | TEMPLATED) (arguments grouping? | grouping arguments | matchers)?
    | word=AGGREGATION (arguments grouping? | grouping arguments | matchers)?
    | word=METRIC_NAME matchers?
    ;

/* Keywords that are metric names where an operand is wanted. */
wordAtom : word=(SET_OPERATOR | OFFSET | RANGE_MODE | BY | WITHOUT) matchers? ;

holeAtom : word=HOLE (arguments grouping? | grouping arguments | matchers)? ;

arguments : LEFT_PAREN (expr argumentTail*)? RIGHT_PAREN ;
argumentTail : COMMA expr? ;

grouping : word=(BY | WITHOUT) labels ;
labels : LEFT_PAREN labelList RIGHT_PAREN | HOLE ;
labelList : (names+=label labelTail*)? ;
labelTail : COMMA label? ;
label
    : IDENTIFIER | METRIC_NAME | AGGREGATION | SET_OPERATOR | ATAN2 | BOOL | BY | MATCHING | GROUP_SIDE | OFFSET
    | RANGE_MODE | BOUND | QUERY_TIME | EXTREME | STRING | HOLE | TEMPLATED
    ;

matchers : LEFT_BRACE (matcherItem matcherTail*)? RIGHT_BRACE ;
matcherTail : COMMA matcherItem? | holeMatcher matcher? ;
matcherItem : matcher | holeMatcher matcher? ;
matcher
    : name=IDENTIFIER op=(MATCH_OP | HOLE) value=(STRING | HOLE | TEMPLATED)
    | name=STRING (op=MATCH_OP value=(STRING | HOLE | TEMPLATED))?
    | name=TEMPLATED (op=MATCH_OP value=(STRING | HOLE | TEMPLATED) | value=STRING)
    ;
holeMatcher : name=HOLE (op=MATCH_OP value=(STRING | HOLE | TEMPLATED))? ;

postfix
    : LEFT_BRACKET range=duration (COLON step=duration?)? RIGHT_BRACKET
    | OFFSET offset=durationOperand
    | AT (sign=ADD_SUB? time=(NUMBER | HOLE | TEMPLATED) | bound=BOUND LEFT_PAREN RIGHT_PAREN)
    | rangeMode=RANGE_MODE
    ;

duration : parts+=durationOperand (ops+=(ADD_SUB | MUL_OP) parts+=durationOperand)* ;
durationOperand
    : signs+=ADD_SUB*
      ( literal=NUMBER
      | hole=(HOLE | TEMPLATED)
      | word=QUERY_TIME LEFT_PAREN RIGHT_PAREN
      | word=EXTREME LEFT_PAREN inner=duration COMMA other=duration RIGHT_PAREN
      | LEFT_PAREN inner=duration RIGHT_PAREN
      )
    ;
