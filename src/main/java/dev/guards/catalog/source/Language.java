package dev.guards.catalog.source;

/** Languages with scanners; they differ in comments and strings. */
enum Language {
    RUST, GO, JAVA, PYTHON, SCRIPT, CSHARP;

    /** By the ending of a file name; null for other files. */
    static Language of(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return switch (ending) {
            case "rs" -> RUST;
            case "go" -> GO;
            case "java", "kt", "kts", "scala", "groovy" -> JAVA;
            case "py" -> PYTHON;
            case "js", "mjs", "cjs", "ts", "mts", "cts", "jsx", "tsx" -> SCRIPT;
            case "cs" -> CSHARP;
            default -> null;
        };
    }
}
