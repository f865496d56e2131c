package dev.guards.logql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/** Our tokens under Loki's names. Function names are identifiers here; Loki tells them by the parenthesis behind. */
final class LokiTokens {
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("EQUAL", "EQ"), Map.entry("NOT_EQUAL", "NEQ"),
            Map.entry("MATCH", "RE"), Map.entry("NOT_MATCH", "NRE"), Map.entry("EQUAL_EQUAL", "CMP_EQ"), Map.entry("GREATER", "GT"),
            Map.entry("GREATER_EQUAL", "GTE"), Map.entry("LESS", "LT"), Map.entry("LESS_EQUAL", "LTE"),
            Map.entry("OPEN_PAREN", "OPEN_PARENTHESIS"), Map.entry("CLOSE_PAREN", "CLOSE_PARENTHESIS"), Map.entry("FLAG", "FUNCTION_FLAG"),
            Map.entry("NOT_PATTERN", "NPA"));

    private LokiTokens() {
    }

    static List<String> of(String query) {
        Lexer lexer = new LogQLLexer(new LexerCharacters(query));
        List<Token> tokens = new ArrayList<>();
        for (Token token : lexer.getAllTokens()) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                tokens.add(token);
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.getType() == LogQLLexer.OPEN_STRING) {
                break;
            }
            String name = lexer.getVocabulary().getSymbolicName(token.getType());
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).getType() == LogQLLexer.OPEN_PAREN;
            names.add(token.getType() == LogQLLexer.IDENTIFIER && called ? token.getText().toUpperCase(Locale.ROOT)
                    : NAMES.getOrDefault(name, name));
        }
        return names;
    }
}
