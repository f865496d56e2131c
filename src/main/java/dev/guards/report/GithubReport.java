package dev.guards.report;

import dev.guards.guard.Finding;
import dev.guards.guard.Outcome;
import java.io.IOException;

/** GitHub workflow commands: annotations on the lines of a pull request. */
public final class GithubReport implements Report {
    @Override
    public void write(Outcome outcome, Appendable out) throws IOException {
        for (Finding finding : outcome.findings()) {
            String command = switch (finding.severity()) {
                case ERROR -> "error";
                case WARNING -> "warning";
                default -> "notice";
            };
            String message = finding.message() + (finding.help().isEmpty() ? "" : "\nhelp: " + finding.help());
            out.append("::").append(command).append(" file=").append(property(finding.span().source().location()))
                    .append(",line=").append(Integer.toString(finding.span().line()))
                    .append(",endLine=").append(Integer.toString(finding.span().endLine()))
                    .append(",col=").append(Integer.toString(finding.span().column()))
                    .append(",endColumn=").append(Integer.toString(finding.span().endColumn()))
                    .append(",title=").append(property("guards: " + finding.rule().id()))
                    .append("::").append(data(message)).append('\n');
        }
    }

    /** A line break in a message would end the command and start the next one. */
    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
