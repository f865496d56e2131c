package dev.guards.report;

import java.util.List;

/** The formats by name. */
public final class Formats {
    public static final List<String> NAMES = List.of("console", "json", "sarif", "junit", "github", "gitlab", "checkstyle",
            "markdown", "html");

    private Formats() {
    }

    /**
     * @param colours whether the console format may write escape sequences
     * @param quiet   whether the console format leaves the summary out
     * @return null when no format has that name
     */
    public static Report of(String name, boolean colours, boolean quiet) {
        return switch (name) {
            case "console" -> new ConsoleReport(colours, quiet);
            case "json" -> new JsonReport();
            case "sarif" -> new SarifReport();
            case "junit" -> new JunitReport();
            case "github" -> new GithubReport();
            case "gitlab" -> new GitlabReport();
            case "checkstyle" -> new CheckstyleReport();
            case "markdown" -> new MarkdownReport();
            case "html" -> new HtmlReport();
            default -> null;
        };
    }
}
