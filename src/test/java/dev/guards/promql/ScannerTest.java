package dev.guards.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.grafana.Language;
import dev.guards.syntax.Mutations;
import dev.guards.syntax.Utf16Stream;
import dev.guards.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

/** The scanner is the lexer of the grammar. */
class ScannerTest {
    private static final String[] PIECES = {"$x", "${x}", "${x.y:csv}", "${x[0]}", "[[x]]", "[[x:y]]", "$", "${", "[[", "]]", "_$x", ":", ".", ".5", "5.",
        "1e+5", "1e", "0x1F", "1h30m", "\"", "'", "`", "\\", "\n", "\r", "\t", " ", "#c", "{", "}", "[", "]", "(", ")", "=", "!", "~", "<", ">", "</",
        ">/", "==", "!=", "=~", "!~", "@", "fill(", "FILL_left (", "fill_right", "group_left(", "Group_Right # c\n (", "group_left", "é", "\ud83d\ude42",
        "\ud83d", "_", "a", "Z9", "-", "+", "*", "/", "%", "^", ",", ";", "&"};

    @Test
    void readsTheTokensOfTheGrammar() throws IOException {
        List<String> queries = new ArrayList<>();
        for (Text query : Mutations.fixtures(Language.PROMQL)) {
            queries.add(query.value());
        }
        queries.add("a group_left # b\n #c\n\t(d) fill_left \n(-1) x:$y.z$${a} {1$x='\\'', $y\"\\\n\"} [-5m:$a[[b]]c 0x1 step() 1e+5$x .a$x:. .5$x ab$x5]");
        for (String query : Mutations.of(queries, PIECES, 30_000)) {
            assertThat(scanned(query)).as(query).isEqualTo(lexed(query));
        }
    }

    /** Types and places up to the first error, where reading ends. */
    private static List<String> scanned(String query) {
        List<String> found = new ArrayList<>();
        Scanner scanner = new Scanner(query);
        int type;
        do {
            type = scanner.next();
            found.add(PromQLLexer.VOCABULARY.getDisplayName(type) + " " + scanner.start() + "-" + scanner.end());
        } while (type != Token.EOF && type != PromQLLexer.ERROR && type != PromQLLexer.OPEN_STRING);
        return found;
    }

    private static List<String> lexed(String query) {
        List<String> found = new ArrayList<>();
        PromQLLexer lexer = new PromQLLexer(new Utf16Stream(query));
        lexer.removeErrorListeners();
        Token token;
        do {
            token = lexer.nextToken();
            found.add(PromQLLexer.VOCABULARY.getDisplayName(token.getType()) + " " + token.getStartIndex() + "-" + (token.getStopIndex() + 1));
        } while (token.getType() != Token.EOF && token.getType() != PromQLLexer.ERROR && token.getType() != PromQLLexer.OPEN_STRING);
        return found;
    }
}
