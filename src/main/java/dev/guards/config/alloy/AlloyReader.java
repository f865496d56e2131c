package dev.guards.config.alloy;

import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Scalar;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;

/** The door of the package: text in, blocks out. */
public final class AlloyReader {
    /** The rule under which a text that is no Alloy configuration is reported. */
    public static final String SYNTAX = "alloy-syntax";

    private final Text text;
    /** Index in the text of each code point, which is what ANTLR counts; null when they are the same. */
    private final int[] codePoints;

    private AlloyReader(Text text) {
        this.text = text;
        this.codePoints = codePoints(text.value());
    }

    /** @throws ReadException with the place of the first error */
    public static AlloyConfig read(Text text) throws ReadException {
        try {
            return new AlloyReader(text).config();
        } catch (StackOverflowError e) {
            throw new ReadException(new Problem(SYNTAX, text.span(0, 0), "the configuration nests too deeply", ""));
        }
    }

    private AlloyConfig config() throws ReadException {
        List<ReadException> errors = new ArrayList<>();
        AlloyLexer lexer = new AlloyLexer(CharStreams.fromString(text.value()));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        AlloyParser parser = new AlloyParser(tokens);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.removeErrorListeners();
        parser.addErrorListener(new BaseErrorListener() {
            @Override
            public void syntaxError(Recognizer<?, ?> recognizer, Object symbol, int line, int column, String message, RecognitionException e) {
                errors.add(failure((Token) symbol));
                throw new ParseCancellationException();
            }
        });
        try {
            AlloyParser.ConfigContext tree = parser.config();
            Scan scan = new Scan();
            scan.statements(tree.statement());
            return new AlloyConfig(scan.blocks);
        } catch (ParseCancellationException e) {
            throw errors.get(0);
        }
    }

    private ReadException failure(Token token) {
        String found = token.getType() == Token.EOF ? "end of the file" : "`" + token.getText().lines().findFirst().orElse("") + "`";
        String help = token.getText().startsWith("\"") ? "a text in quotes ends on its line; a raw text stands in backticks"
                : token.getText().equals("'") ? "texts stand in double quotes" : "";
        return new ReadException(new Problem(SYNTAX, span(token, token), "unexpected " + found, help));
    }

    private ReadException failure(Span span, String message, String help) {
        return new ReadException(new Problem(SYNTAX, span, message, help));
    }

    private Span span(Token first, Token last) {
        int start = index(first.getStartIndex());
        int end = last.getType() == Token.EOF ? text.length() : index(last.getStopIndex() + 1);
        return text.span(Math.min(start, end), end);
    }

    private Span span(ParserRuleContext context) {
        return span(context.getStart(), context.getStop());
    }

    private Text slice(Token first, Token last) {
        return text.slice(index(first.getStartIndex()), index(last.getStopIndex() + 1));
    }

    private int index(int codePoint) {
        return codePoints == null ? codePoint : codePoints[codePoint];
    }

    private static int[] codePoints(String value) {
        int count = value.codePointCount(0, value.length());
        if (count == value.length()) {
            return null;
        }
        int[] indexes = new int[count + 1];
        int index = 0;
        for (int i = 0; i < count; i++) {
            indexes[i] = index;
            index += Character.charCount(value.codePointAt(index));
        }
        indexes[count] = value.length();
        return indexes;
    }

    /** The statements of one body. */
    private final class Scan {
        private final List<AlloyBlock.Attribute> attributes = new ArrayList<>();
        private final List<AlloyBlock> blocks = new ArrayList<>();

        void statements(List<AlloyParser.StatementContext> statements) throws ReadException {
            int line = 0;
            for (AlloyParser.StatementContext statement : statements) {
                if (statement.getStart().getLine() == line) {
                    throw failure(span(statement.getStart(), statement.getStart()), "a statement must start on a line of its own", "");
                }
                line = statement.getStop().getLine();
                if (statement instanceof AlloyParser.AttributeContext attribute) {
                    Token name = attribute.IDENT().getSymbol();
                    attributes.add(new AlloyBlock.Attribute(slice(name, name), value(attribute.expression())));
                } else {
                    blocks.add(block((AlloyParser.BlockContext) statement));
                }
            }
        }

        private AlloyBlock block(AlloyParser.BlockContext context) throws ReadException {
            Token first = context.IDENT(0).getSymbol();
            Token last = context.IDENT(context.IDENT().size() - 1).getSymbol();
            Text label = context.STRING() == null ? null : string(context.STRING().getSymbol());
            Scan inner = new Scan();
            inner.statements(context.statement());
            return new AlloyBlock(slice(first, last), label, inner.attributes, inner.blocks,
                    span(first, context.STRING() == null ? last : context.STRING().getSymbol()));
        }
    }

    private AlloyValue value(AlloyParser.ExpressionContext context) throws ReadException {
        if (context instanceof AlloyParser.LiteralExpressionContext literal) {
            return literal(literal.literal());
        }
        if (context instanceof AlloyParser.IdentifierContext identifier) {
            Token name = identifier.IDENT().getSymbol();
            return new AlloyValue.Reference(List.of(slice(name, name)), span(context));
        }
        if (context instanceof AlloyParser.ParenthesisedContext inner) {
            return value(inner.expression());
        }
        if (context instanceof AlloyParser.ArrayContext array) {
            return new AlloyValue.Array(values(array.expression()), span(context));
        }
        if (context instanceof AlloyParser.ObjectContext object) {
            List<AlloyValue.Object.Field> fields = new ArrayList<>();
            for (AlloyParser.FieldContext field : object.field()) {
                Token key = field.getStart();
                fields.add(new AlloyValue.Object.Field(field.STRING() == null ? slice(key, key) : string(key), value(field.expression())));
            }
            return new AlloyValue.Object(fields, span(context));
        }
        if (context instanceof AlloyParser.AccessContext access) {
            AlloyValue base = value(access.expression());
            Token name = access.IDENT().getSymbol();
            if (base instanceof AlloyValue.Reference reference) {
                List<Text> path = new ArrayList<>(reference.path());
                path.add(slice(name, name));
                return new AlloyValue.Reference(List.copyOf(path), span(context));
            }
            return new AlloyValue.Computed(List.of(base), span(context));
        }
        if (context instanceof AlloyParser.CallContext call) {
            AlloyValue function = value(call.expression(0));
            return new AlloyValue.Call(function.toString(), values(call.expression().subList(1, call.expression().size())), span(context));
        }
        List<AlloyValue> parts = new ArrayList<>();
        for (ParseTree child : context.children) {
            if (child instanceof AlloyParser.ExpressionContext expression) {
                parts.add(value(expression));
            }
        }
        return new AlloyValue.Computed(parts, span(context));
    }

    private List<AlloyValue> values(List<AlloyParser.ExpressionContext> contexts) throws ReadException {
        List<AlloyValue> values = new ArrayList<>();
        for (AlloyParser.ExpressionContext context : contexts) {
            values.add(value(context));
        }
        return List.copyOf(values);
    }

    private AlloyValue literal(AlloyParser.LiteralContext context) throws ReadException {
        Token token = context.getStart();
        Span span = span(token, token);
        Text written = slice(token, token);
        return new AlloyValue.Literal(switch (token.getType()) {
            case AlloyLexer.STRING -> new Scalar(Scalar.Type.TEXT, string(token), span);
            case AlloyLexer.RAW_STRING -> new Scalar(Scalar.Type.TEXT, written.slice(1, written.length() - 1), span);
            case AlloyLexer.NUMBER -> new Scalar(Scalar.Type.NUMBER, written, span);
            case AlloyLexer.NULL -> new Scalar(Scalar.Type.NULL, written, span);
            default -> new Scalar(Scalar.Type.BOOLEAN, written, span);
        });
    }

    private Text string(Token token) throws ReadException {
        try {
            return AlloyStrings.decode(slice(token, token));
        } catch (IllegalArgumentException e) {
            throw failure(span(token, token), e.getMessage(), "escapes are those of Go; a raw text in backticks has none");
        }
    }
}
