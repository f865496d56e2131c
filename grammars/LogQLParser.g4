// LogQL of Loki 3 with Grafana's variables. Every decision needs one token of lookahead, so parsing never falls back to
// prediction: operators come as a flat list (precedence is applied when the tree is built), Tokens tells by its neighbours what
// a variable stands for, and a != behind the labels of drop and keep is read as a line filter until the builder looks at it.
// Looser than Loki where a better message can be given later: which function takes what, and where a range may stand.
parser grammar LogQLParser;

options { tokenVocab = LogQLLexer; }

query    : expression EOF ;
matchers : selector EOF ;

// A log query never is an operand, so no operator can follow it and the filters' own 'or' and '!=' stay unambiguous.
// Stages behind a metric can only belong to a range in parentheses: ({app="x"})[5m] | unwrap y.
expression : logQuery | metric piped* ;

metric : first=operand rest+=operation* ;

operation
    : op=( ADD | SUB | MUL | DIV | MOD | POW | EQUAL_EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | AND | UNLESS | OR )
      how=matching right=operand
    | variable=hole how=matching base=plain?
    ;

operand : plain | holeOperand | signed ;

// What no variable and no sign begins.
plain : call | group | NUMBER ;
group : OPEN_PAREN expression CLOSE_PAREN range? ;

call        : word=IDENTIFIER by=grouping? ( args=arguments behind=grouping? | inner=hole ) ;
holeOperand : word=hole ( by=grouping ( args=arguments | inner=hole ) | args=arguments behind=grouping? )? ;
signed      : sign=(ADD | SUB) ( NUMBER | hole ) ;

matching : BOOL? ( kind=(ON | IGNORING) labels=nameList ( side=(GROUP_LEFT | GROUP_RIGHT) include=sideNames? )? )? ;

arguments    : OPEN_PAREN argumentList? CLOSE_PAREN ;
argumentList : logQuery | argument ( COMMA argumentList | piped+ )? ;
argument     : metric | STRING ;

grouping  : kind=(BY | WITHOUT | KEYWORD_HOLE) nameList | GROUPING_HOLE ;
nameList  : names | hole ;
names     : OPEN_PAREN ( name ( COMMA name | hole )* )? CLOSE_PAREN ;
sideNames : SIDE_PAREN ( name ( COMMA name | hole )* )? CLOSE_PAREN | SIDE_HOLE ;
name      : IDENTIFIER | IP | hole ;
hole      : HOLE | HOLED | NAME_HOLE ;

logQuery : ( selector | SELECTOR_HOLE ) part* ;

selector    : OPEN_BRACE ( matcher ( COMMA matcher | holeMatcher )* )? CLOSE_BRACE ;
matcher     : namedMatcher | holeMatcher ;
holeMatcher : label=hole ( op=(EQUAL | NOT_EQUAL | MATCH | NOT_MATCH) text | STRING )? behind=namedMatcher? ;
namedMatcher : label=(IDENTIFIER | IP) op=(EQUAL | NOT_EQUAL | MATCH | NOT_MATCH | HOLE) text ;
text        : STRING | hole ;

part
    : op=(PIPE_EXACT | PIPE_MATCH | PIPE_PATTERN | NOT_PATTERN | NOT_EQUAL | NOT_MATCH) lineValues                      # lineFilter
    | piped                                                                                                             # pipe
    | range                                                                                                             # ranged
    | (HOLE | HOLED) STRING?                                                                                            # holePart
    ;

range      : RANGE ( OFFSET offset=duration )? ;
duration   : DURATION | NUMBER | SUB? hole ;
lineValues : lineValue ( OR lineValue )* ;
lineValue  : text | IP OPEN_PAREN text CLOSE_PAREN ;

piped : PIPE stage ;

stage
    : JSON ( firstExtraction ( COMMA extraction )* )?                # jsonStage
    | LOGFMT FLAG* ( firstExtraction ( COMMA extraction )* )?        # logfmtStage
    | kind=(REGEXP | PATTERN) text                                   # captureStage
    | UNPACK                                                         # unpackStage
    | LINE_FORMAT text                                               # lineFormatStage
    | LABEL_FORMAT assignment ( COMMA assignment )*                  # labelFormatStage
    | DECOLORIZE                                                     # decolorizeStage
    | kind=(DROP | KEEP) selection ( COMMA selection )*              # selectStage
    | UNWRAP name ( OPEN_PAREN converted=name CLOSE_PAREN )?         # unwrapStage
    | labelFilter                                                    # labelFilterStage
    ;

firstExtraction : label=(IDENTIFIER | IP | NAME_HOLE) ( EQUAL text )? ;
extraction      : name ( EQUAL text )? ;
assignment      : (IDENTIFIER | IP) EQUAL assigned | hole ( EQUAL assigned )? ;
assigned        : IDENTIFIER | IP | text ;
selection       : name ( op=(EQUAL | MATCH) text )? ;

// Flat: which of 'and', 'or', comma and nothing binds tighter is Loki's own affair, see FilterBuilder.
labelFilter : comparison ( link comparison | named )* ;
link        : AND | OR | COMMA ;
comparison  : named | HOLE | HOLED ;
named       : label=(IDENTIFIER | IP | NAME_HOLE) operator filterValue | OPEN_PAREN labelFilter CLOSE_PAREN ;
operator    : EQUAL | NOT_EQUAL | MATCH | NOT_MATCH | EQUAL_EQUAL | GREATER | GREATER_EQUAL | LESS | LESS_EQUAL | HOLE ;
filterValue : text | NUMBER | SUB ( NUMBER | hole ) | DURATION | BYTES | IP OPEN_PAREN text CLOSE_PAREN ;
