/*
 * PromQL (Prometheus 3.14) with Grafana's variable references. Every decision needs one token of lookahead, so parsing
 * never falls back to prediction: operators come as a flat list (precedence is applied when the tree is built), and
 * what needs more than a token to see (an empty place between commas, an operator that is a variable) is left to the
 * builder as well. The builder reads labels only; no parse tree is kept.
 */
parser grammar PromQLParser;

options { tokenVocab = PromQLLexer; }

query : whole=expr EOF ;

expr : first=operand rest+=operation* ;

operation
    : op=(ADD_SUB | MUL_OP | COMPARISON | SET_OPERATOR | ATAN2) how=modifiers right=operand
    | hole=HOLE (how=modifiers base=atom tails+=postfix*)?
    ;

modifiers : bool=BOOL? (matching=MATCHING names=labels group=side?)? fills+=fill* ;
side : word=GROUP_SIDE | word=GROUP_SIDE_LABELS names=labelList RIGHT_PAREN ;
fill : word=FILL sign=ADD_SUB? value=NUMBER RIGHT_PAREN ;

operand : signs+=ADD_SUB* (base=atom | keyword=wordAtom | variable=holeAtom) tails+=postfix* ;

atom
    : LEFT_PAREN inner=expr RIGHT_PAREN
    | NUMBER
    | STRING
    | braces=matchers
    | word=(IDENTIFIER | BOUND | QUERY_TIME | EXTREME) (args=arguments | braces=matchers)?
    | word=(AGGREGATION | TEMPLATED) (args=arguments by=grouping? | by=grouping args=arguments more=arguments? | braces=matchers)?
    | word=METRIC_NAME braces=matchers?
    ;

/* Keywords that are metric names where an operand is wanted. */
wordAtom : word=(SET_OPERATOR | OFFSET | RANGE_MODE | BY | WITHOUT) braces=matchers? ;

holeAtom : word=HOLE (args=arguments by=grouping? | by=grouping args=arguments | braces=matchers)? ;

arguments : LEFT_PAREN (first=expr rest+=argumentTail*)? close=RIGHT_PAREN ;
argumentTail : COMMA value=expr? ;

grouping : word=(BY | WITHOUT) names=labels | hole=GROUPING_HOLE ;
labels : LEFT_PAREN list=labelList RIGHT_PAREN | hole=(HOLE | TEMPLATED) ;
labelList : ((first=label | hole=HOLE behind=label?) rest+=labelTail*)? ;
labelTail : comma=COMMA name=label? | hole=HOLE behind=label? ;
label
    : IDENTIFIER | METRIC_NAME | AGGREGATION | SET_OPERATOR | ATAN2 | BOOL | BY | MATCHING | GROUP_SIDE | OFFSET
    | RANGE_MODE | BOUND | QUERY_TIME | EXTREME | STRING | TEMPLATED
    ;

matchers : LEFT_BRACE ((first=matcher | hole=holeMatcher behind=matcher?) rest+=matcherTail*)? RIGHT_BRACE ;
matcherTail : comma=COMMA next=matcher? | hole=holeMatcher behind=matcher? ;
matcher
    : name=IDENTIFIER op=(MATCH_OP | HOLE) value=(STRING | HOLE | TEMPLATED)
    | name=STRING (op=MATCH_OP value=(STRING | HOLE | TEMPLATED))?
    | name=TEMPLATED (op=MATCH_OP value=(STRING | HOLE | TEMPLATED) | value=STRING)?
    ;
holeMatcher : name=HOLE (op=MATCH_OP value=(STRING | HOLE | TEMPLATED))? ;

postfix
    : LEFT_BRACKET range=duration (colon=COLON step=duration?)? RIGHT_BRACKET
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
      | open=LEFT_PAREN inner=duration RIGHT_PAREN
      )
    ;
