package dev.guards.report;

import dev.guards.guard.Finding;
import dev.guards.guard.Fingerprints;
import dev.guards.guard.Outcome;
import java.io.IOException;

/** GitLab code quality: the subset of Code Climate's issue list that merge requests show. */
public final class GitlabReport implements Report {
    @Override
    public void write(Outcome outcome, Appendable out) throws IOException {
        Fingerprints fingerprints = new Fingerprints(outcome.findings());
        try (JsonWriter json = JsonWriter.indented(out)) {
            json.startArray();
            for (Finding finding : outcome.findings()) {
                json.startObject().field("description", finding.message()).field("check_name", finding.rule().id())
                        .field("fingerprint", fingerprints.of(finding)).field("severity", severity(finding));
                json.startObject("location").field("path", finding.span().source().location()).startObject("lines")
                        .field("begin", finding.span().line()).field("end", finding.span().endLine()).endObject().endObject();
                json.endObject();
            }
            json.endArray();
        }
        out.append('\n');
    }

    private static String severity(Finding finding) {
        return switch (finding.severity()) {
            case ERROR -> "major";
            case WARNING -> "minor";
            default -> "info";
        };
    }
}
