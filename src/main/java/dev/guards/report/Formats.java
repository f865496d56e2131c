package dev.guards.report;

import dev.guards.guard.Severity;
import java.util.List;

/** The formats by name. */
public final class Formats {
    public static final List<String> NAMES = List.of("console", "json", "sarif", "junit", "github", "gitlab", "checkstyle",
            "markdown", "html");

    private Formats() {
    }

    /**
     * @param colours whether the console format may write escape sequences
     * @param least   the mildest severity that the console format shows, without a summary; null for everything
     * @return null when no format has that name
     */
    public static Report of(String name, boolean colours, Severity least) {
        return switch (name) {
            case "console" -> new ConsoleReport(colours, least);
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
