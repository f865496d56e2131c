// LogQL of Loki 3 with Grafana's variables. Looser than Loki where a better message can be given later: which function
// takes what, and where a log query or a range may stand, is decided when the tree becomes the AST.
parser grammar LogQLParser;

options { tokenVocab = LogQLLexer; }

query    : expression EOF ;
matchers : selector EOF ;

// A log query never is an operand, so no operator can follow it and the filters' own 'or' and '!=' stay unambiguous.
expression : logQuery | metric ;

metric
    : <assoc=right> metric op=POW matching? metric                                                                      # binary
    | metric op=(MUL | DIV | MOD) matching? metric                                                                      # binary
    | metric op=(ADD | SUB) matching? metric                                                                            # binary
    | metric op=(EQUAL_EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL) matching? metric                # binary
    | metric op=(AND | UNLESS) matching? metric                                                                         # binary
    | metric op=OR matching? metric                                                                                     # binary
    | metric op=HOLE matching? metric                                                                                   # binary
    | OPEN_PAREN expression CLOSE_PAREN ( range part* )?                                                                # group
    | function grouping? OPEN_PAREN arguments? CLOSE_PAREN grouping?                                                    # call
    | sign=(ADD | SUB)? NUMBER                                                                                          # literal
    | sign=(ADD | SUB)? hole                                                                                            # metricHole
    ;

matching
    : BOOL
    | BOOL? kind=(ON | IGNORING) names ( side=(GROUP_LEFT | GROUP_RIGHT) names? )?
    ;

function  : IDENTIFIER | hole ;
arguments : logQuery | argument ( COMMA argument )* ( COMMA logQuery )? ;
argument  : metric | STRING ;
grouping  : kind=(BY | WITHOUT) ( names | hole ) | HOLE names? ;
names     : OPEN_PAREN ( name ( COMMA name | hole )* )? CLOSE_PAREN ;
name      : IDENTIFIER | IP | hole ;
hole      : HOLE | HOLED ;

logQuery
    : selector part*
    | hole ( PIPE stage | op=(PIPE_EXACT | PIPE_MATCH | PIPE_PATTERN | NOT_PATTERN | NOT_MATCH) lineValues | range ) part*
    ;

selector : OPEN_BRACE ( HOLE* matcher ( COMMA matcher | HOLE )* | HOLE+ ( COMMA matcher | HOLE )* )? CLOSE_BRACE ;
matcher  : name op=(EQUAL | NOT_EQUAL | MATCH | NOT_MATCH | HOLE) text | HOLED STRING? | HOLE ;
text     : STRING | hole ;

part
    : op=(PIPE_EXACT | PIPE_MATCH | PIPE_PATTERN | NOT_PATTERN | NOT_EQUAL | NOT_MATCH) lineValues                      # lineFilter
    | PIPE stage                                                                                                        # pipe
    | range                                                                                                             # ranged
    | HOLE text?                                                                                                        # holePart
    ;

range      : RANGE ( OFFSET offset=duration )? ;
duration   : DURATION | NUMBER | SUB? hole ;
lineValues : lineValue ( OR lineValue )* ;
lineValue  : text | IP OPEN_PAREN text CLOSE_PAREN ;

stage
    : JSON ( extraction ( COMMA extraction )* )?            # jsonStage
    | LOGFMT FLAG* ( extraction ( COMMA extraction )* )?    # logfmtStage
    | kind=(REGEXP | PATTERN) text                          # captureStage
    | UNPACK                                                # unpackStage
    | LINE_FORMAT text                                      # lineFormatStage
    | LABEL_FORMAT assignment ( COMMA assignment )*         # labelFormatStage
    | DECOLORIZE                                            # decolorizeStage
    | kind=(DROP | KEEP) selection ( COMMA selection )*     # selectStage
    | UNWRAP ( name | conversion=IDENTIFIER OPEN_PAREN name CLOSE_PAREN )  # unwrapStage
    | labelFilter                                           # labelFilterStage
    ;

extraction : name ( EQUAL text )? ;
assignment : name EQUAL ( IDENTIFIER | IP | text ) | HOLE ;
selection  : name ( op=(EQUAL | NOT_EQUAL | MATCH | NOT_MATCH) text )? ;

// Flat: which of 'and', 'or', comma and nothing binds tighter is Loki's own affair, see LabelFilters.
labelFilter  : comparison ( link comparison | named )* ;
link         : AND | OR | COMMA ;
comparison   : named | hole ( operator filterValue )? ;
named        : ( IDENTIFIER | IP ) operator filterValue | OPEN_PAREN labelFilter CLOSE_PAREN ;
operator     : EQUAL | NOT_EQUAL | MATCH | NOT_MATCH | EQUAL_EQUAL | GREATER | GREATER_EQUAL | LESS | LESS_EQUAL | HOLE ;
filterValue  : text | SUB? NUMBER | SUB hole | DURATION | BYTES | IP OPEN_PAREN text CLOSE_PAREN ;
