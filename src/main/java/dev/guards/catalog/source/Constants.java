package dev.guards.catalog.source;

import dev.guards.text.Paths;
import dev.guards.text.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Named texts of the code: those of a file go before those of its directory, those before all others. */
final class Constants {
    private final Map<String, String> everywhere = new HashMap<>();
    private final Map<String, Map<String, String>> byDirectory = new HashMap<>();
    private final Map<String, Map<String, String>> byFile = new HashMap<>();

    /** Adds what a file names; a name with two texts has none. */
    void read(Source source) {
        Map<String, String> own = new HashMap<>();
        collect(Lexer.tokens(source.text(), Language.of(source.path())), Language.of(source.path()), own);
        byFile.put(source.path(), own);
        Map<String, String> neighbours = byDirectory.computeIfAbsent(Paths.parent(source.path()), d -> new HashMap<>());
        own.forEach((name, value) -> {
            neighbours.merge(name, value, Constants::same);
            everywhere.merge(name, value, Constants::same);
        });
    }

    /** The names that a file sees; empty texts are unknown ones. */
    Map<String, String> seenBy(Source source) {
        Map<String, String> seen = new HashMap<>(everywhere);
        seen.putAll(byDirectory.getOrDefault(Paths.parent(source.path()), Map.of()));
        seen.putAll(byFile.getOrDefault(source.path(), Map.of()));
        return seen;
    }

    private static String same(String one, String other) {
        return one.equals(other) ? one : "";
    }

    /** A word, {@code =} and a text, when no other text follows. */
    private static void collect(List<Token> tokens, Language language, Map<String, String> own) {
        int depth = 0;
        for (int i = 2; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            // Python names arguments in the same way.
            boolean argument = language == Language.PYTHON && depth > 0;
            if (argument || !tokens.get(i).isText() || !tokens.get(i - 1).is("=") || i + 1 < tokens.size() && tokens.get(i + 1).is("+")) {
                continue;
            }
            // NAME = "x", NAME: &str = "x", NAME: &'static str = "x"
            int name = i - 2;
            for (int back = i - 2; back >= 0 && back > i - 8 && isType(tokens.get(back)); back--) {
                if (tokens.get(back).is(":")) {
                    name = back - 1;
                    break;
                }
            }
            if (name >= 0 && tokens.get(name).isWord()) {
                own.merge(tokens.get(name).text(), tokens.get(i).text(), Constants::same);
            }
        }
    }

    /** A part of a type, or the colon before it. */
    private static boolean isType(Token token) {
        return token.isWord() || token.kind() == Token.Kind.SIGN && ":&<>[].|?".contains(token.text());
    }
}
