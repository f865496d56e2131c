// The configuration language of Grafana Alloy: blocks, attributes and expressions.
parser grammar AlloyParser;

options {
    tokenVocab = AlloyLexer;
}

config: statement* EOF;

statement
    : IDENT ASSIGN expression                           # attribute
    | IDENT (DOT IDENT)* STRING? LCURLY statement* RCURLY # block
    ;

expression
    : literal                                           # literalExpression
    | IDENT                                             # identifier
    | LPAREN expression RPAREN                          # parenthesised
    | LBRACK (expression (COMMA expression)* COMMA?)? RBRACK # array
    | LCURLY (field (COMMA field)* COMMA?)? RCURLY      # object
    | expression DOT IDENT                              # access
    | expression LBRACK expression RBRACK               # index
    | expression LPAREN (expression (COMMA expression)* COMMA?)? RPAREN # call
    | <assoc=right> expression POW expression           # binary
    | (NOT | SUB) expression                            # unary
    | expression (MUL | DIV | MOD) expression           # binary
    | expression (ADD | SUB) expression                 # binary
    | expression (EQ | NEQ | LT | LTE | GT | GTE) expression # binary
    | expression AND expression                         # binary
    | expression OR expression                          # binary
    ;

literal: STRING | RAW_STRING | NUMBER | NULL | TRUE | FALSE;

field: (IDENT | STRING) ASSIGN expression;
