import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets parsers that ANTLR generated load their prediction tables when something asks for them, and not with the class: in the
 * grammars of the query languages one token decides, so that tables are wanted for error messages at most, and loading them
 * takes longer than reading the queries of a repository. Runs on the generated sources before they are compiled; fails when a
 * parser predicts after all, or when ANTLR generates something else than expected.
 */
public final class TablesOnDemand {
    private TablesOnDemand() {
    }

    public static void main(String[] parsers) throws IOException {
        for (String parser : parsers) {
            Path file = Path.of(parser);
            String source = Files.readString(file);
            if (!source.contains("class Tables {")) {
                Files.writeString(file, onDemand(file, source));
            }
        }
    }

    private static String onDemand(Path file, String source) {
        if (source.contains("adaptivePredict")) {
            throw new IllegalStateException(file + ": a decision of the grammar needs more than one token");
        }
        String eager = replaced(source, "protected static final DFA[] _decisionToDFA;\n", "");
        eager = replaced(eager, "_interp = new ParserATNSimulator(this,_ATN,_decisionToDFA,_sharedContextCache);\n", "");
        eager = replaced(eager, "{ return _ATN; }", "{ return Tables.ATN; }");
        int tables = eager.indexOf("public static final ATN _ATN =");
        if (tables < 0) {
            throw new IllegalStateException("nothing like \"_ATN =\" in the generated parser " + file);
        }
        return eager.substring(0, tables) + """
                private static final class Tables {
                \t\tstatic final ATN ATN = new ATNDeserializer().deserialize(_serializedATN.toCharArray());
                \t}
                }
                """;
    }

    private static String replaced(String source, String found, String by) {
        if (!source.contains(found)) {
            throw new IllegalStateException("nothing like \"" + found.strip() + "\" in the generated parser");
        }
        return source.replace(found, by);
    }
}
