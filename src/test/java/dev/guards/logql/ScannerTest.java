package dev.guards.logql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.grafana.Language;
import dev.guards.syntax.Mutations;
import dev.guards.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

/** The scanner is the lexer of the grammar. */
class ScannerTest {
    private static final String[] PIECES = {"$x", "${x}", "${x.y:csv}", "${x[0]}", "[[x]]", "[[x:y]]", "$", "${", "[[", "]]", "_$x", ".", ".5", "5.",
        "1e+5", "1e", "0x1F.8p-1", "0b1", "0o7_", "1h30m", "-5m", "5ms", "5mb", "5\u00b5s", "5\u03bcs", "1KiB", "2B", "3k", "1_0.5s", "--strict",
        "--keep-empty", "--", "\"", "'", "`", "\\", "\n", "\r", "\t", " ", "#c", "//", "/*", "*/", "{", "}", "[", "]", "(", ")", "=", "!", "~", "<",
        ">", "|", "|=", "|~", "|>", "!>", "@", "and", "OR", "line_Format", "ip", "\u00e9", "\u0663", "\ud83d\ude42", "\ud835\udc9c", "\ud83d", "\u00a0",
        "_", "a", "Z9", "-", "+", "*", "/", "%", "^", ",", ";"};

    @Test
    void readsTheTokensOfTheGrammar() throws IOException {
        List<String> queries = new ArrayList<>();
        for (Text query : Mutations.fixtures(Language.LOGQL)) {
            queries.add(query.value());
        }
        queries.add("{a=\"b\\\"\", c='d'} | json --strict 0x1f [$x[[y]]] [[[a]] ${b.c]d} /* * */ 5m3s -5h .5.5 1_000KiB 1e+ x.y$z 0.$q 5$unit");
        for (String query : Mutations.of(queries, PIECES, 30_000)) {
            assertThat(scanned(query)).as(query).isEqualTo(lexed(query));
        }
    }

    private static List<String> scanned(String query) {
        List<String> found = new ArrayList<>();
        Scanner scanner = new Scanner(query);
        int type;
        do {
            type = scanner.next();
            found.add(LogQLLexer.VOCABULARY.getDisplayName(type) + " " + scanner.start() + "-" + scanner.end());
        } while (type != Token.EOF);
        return found;
    }

    private static List<String> lexed(String query) {
        List<String> found = new ArrayList<>();
        LogQLLexer lexer = new LogQLLexer(new LexerCharacters(query));
        lexer.removeErrorListeners();
        Token token;
        do {
            token = lexer.nextToken();
            if (token.getType() != LogQLLexer.SPACE) {
                found.add(LogQLLexer.VOCABULARY.getDisplayName(token.getType()) + " " + token.getStartIndex() + "-" + (token.getStopIndex() + 1));
            }
        } while (token.getType() != Token.EOF);
        return found;
    }
}
