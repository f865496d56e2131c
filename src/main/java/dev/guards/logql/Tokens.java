package dev.guards.logql;

import dev.guards.syntax.TokenList;
import dev.guards.template.Template;
import dev.guards.text.Text;
import org.antlr.v4.runtime.Token;

/** All tokens of one query; those that one token of lookahead would leave open are typed by their neighbours. */
final class Tokens extends TokenList {
    private boolean comments;

    private Tokens(String text) {
        super(text);
    }

    /** @throws Refused at a variable when the options know none */
    static Tokens of(String text, Options options) {
        Tokens tokens = new Tokens(text);
        tokens.read(options);
        tokens.settle();
        return tokens;
    }

    boolean hasComments() {
        return comments;
    }

    private void read(Options options) {
        Scanner scanner = new Scanner(text());
        int type;
        do {
            type = scanner.next();
            if (type == LogQLLexer.COMMENT || type == LogQLLexer.BLOCK_COMMENT) {
                comments = true;
                continue;
            }
            if (!options.holes() && isHole(type)) {
                throw new Refused(scanner.start(), scanner.end(), "unexpected `$`", "variables are replaced by Grafana; Loki does not know them");
            }
            add(type, scanner.start(), scanner.end());
        } while (type != Token.EOF);
    }

    /**
     * Whether the right value of a variable might still make sense of the text, though the parser had to stop: the variable
     * stands in the same stage, or right before, parentheses in between aside. What is left open no variable closes.
     */
    boolean isOpen() {
        int at = index();
        if (!isBalanced()) {
            return false;
        }
        for (int i = at; i >= 0; i--) {
            int type = type(i);
            if (isVariable(i)) {
                return true;
            }
            boolean inStage = type(i - 1) == LogQLLexer.PIPE;
            boolean opens = i < at && (type == LogQLLexer.OPEN_PAREN || type == LogQLLexer.OPEN_BRACE);
            if (inStage || opens && !groups(i) || i < at - 1 && !isPart(type)) {
                return isVariable(i - 1);
            }
        }
        return false;
    }

    /** The labels of {@code $x by (label)}. */
    private boolean groups(int paren) {
        return type(paren - 1) == LogQLLexer.BY || type(paren - 1) == LogQLLexer.WITHOUT;
    }

    /** What lists, assignments and comparisons within a stage, a grouping or a call are made of. */
    private static boolean isPart(int type) {
        return switch (type) {
            case LogQLLexer.COMMA, LogQLLexer.EQUAL, LogQLLexer.IDENTIFIER, LogQLLexer.STRING, LogQLLexer.OPEN_PAREN, LogQLLexer.CLOSE_PAREN,
                    LogQLLexer.BY, LogQLLexer.WITHOUT -> true;
            default -> false;
        };
    }

    private boolean isVariable(int i) {
        boolean hole = isHole(type(i)) || type(i) >= LogQLLexer.SELECTOR_HOLE && type(i) <= LogQLLexer.GROUPING_HOLE || type(i) == LogQLLexer.SIDE_HOLE;
        return hole && Template.parse(Text.of(get(i).getText())).hasVariables();
    }

    private boolean isBalanced() {
        int parens = 0;
        int braces = 0;
        for (int i = 0; i < size(); i++) {
            switch (type(i)) {
                case LogQLLexer.OPEN_PAREN, LogQLLexer.SIDE_PAREN -> parens++;
                case LogQLLexer.CLOSE_PAREN -> parens--;
                case LogQLLexer.OPEN_BRACE -> braces++;
                case LogQLLexer.CLOSE_BRACE -> braces--;
                case LogQLLexer.OPEN_STRING, LogQLLexer.OPEN_RANGE, LogQLLexer.QUOTED, LogQLLexer.OTHER -> {
                    return false;
                }
                default -> {
                }
            }
            if (parens < 0 || braces < 0) {
                return false;
            }
        }
        return parens == 0 && braces == 0;
    }

    private static boolean isHole(int type) {
        return type == LogQLLexer.HOLE || type == LogQLLexer.HOLED;
    }

    private void settle() {
        boolean inPipeline = false;
        for (int i = 0; i < size(); i++) {
            int type = type(i);
            if (type == LogQLLexer.PIPE) {
                inPipeline = true;
            } else if (type == LogQLLexer.RANGE || type == LogQLLexer.OPEN_BRACE) {
                inPipeline = false;
            } else if (isHole(type)) {
                retype(i, inPipeline ? inPipeline(i) : outside(i));
            } else if (type == LogQLLexer.OPEN_PAREN && isSide(type(i - 1))) {
                retype(i, LogQLLexer.SIDE_PAREN);
            }
        }
    }

    /** The name of a label when something is extracted into it or it is compared. */
    private int inPipeline(int i) {
        int next = type(i + 1);
        boolean isName = switch (type(i - 1)) {
            case LogQLLexer.JSON, LogQLLexer.LOGFMT, LogQLLexer.FLAG -> next == LogQLLexer.EQUAL || next == LogQLLexer.COMMA;
            case LogQLLexer.PIPE, LogQLLexer.AND, LogQLLexer.OR, LogQLLexer.COMMA, LogQLLexer.OPEN_PAREN -> compares(next);
            default -> false;
        };
        return isName ? LogQLLexer.NAME_HOLE : type(i);
    }

    private static boolean compares(int type) {
        return switch (type) {
            case LogQLLexer.EQUAL, LogQLLexer.NOT_EQUAL, LogQLLexer.MATCH, LogQLLexer.NOT_MATCH, LogQLLexer.EQUAL_EQUAL, LogQLLexer.GREATER,
                    LogQLLexer.GREATER_EQUAL, LogQLLexer.LESS, LogQLLexer.LESS_EQUAL -> true;
            default -> false;
        };
    }

    /** The selector of a log query, or a grouping, or a part of one. */
    private int outside(int i) {
        int before = type(i - 1);
        int next = type(i + 1);
        boolean begins = i == 0 || before == LogQLLexer.OPEN_PAREN || before == LogQLLexer.COMMA;
        if (begins && isPipe(next)) {
            return LogQLLexer.SELECTOR_HOLE;
        }
        if (isSide(before) && next != LogQLLexer.OPEN_PAREN && !endsOperand(next)) {
            return LogQLLexer.SIDE_HOLE;
        }
        boolean calls = before == LogQLLexer.IDENTIFIER || before == LogQLLexer.CLOSE_PAREN;
        if (calls && type(i) == LogQLLexer.HOLE && next == LogQLLexer.OPEN_PAREN) {
            boolean names = type(i + 2) == LogQLLexer.IDENTIFIER && (type(i + 3) == LogQLLexer.COMMA || type(i + 3) == LogQLLexer.CLOSE_PAREN);
            return names ? LogQLLexer.KEYWORD_HOLE : before == LogQLLexer.IDENTIFIER ? LogQLLexer.GROUPING_HOLE : type(i);
        }
        return type(i);
    }

    private static boolean isSide(int type) {
        return type == LogQLLexer.GROUP_LEFT || type == LogQLLexer.GROUP_RIGHT;
    }

    /** Whether a variable in front of this is an operand itself. */
    private static boolean endsOperand(int type) {
        return type == Token.EOF || type == LogQLLexer.CLOSE_PAREN || type == LogQLLexer.COMMA || type >= LogQLLexer.ADD && type <= LogQLLexer.POW;
    }

    private static boolean isPipe(int type) {
        return switch (type) {
            case LogQLLexer.PIPE, LogQLLexer.PIPE_EXACT, LogQLLexer.PIPE_MATCH, LogQLLexer.PIPE_PATTERN, LogQLLexer.NOT_PATTERN, LogQLLexer.NOT_MATCH,
                    LogQLLexer.RANGE -> true;
            default -> false;
        };
    }
}
