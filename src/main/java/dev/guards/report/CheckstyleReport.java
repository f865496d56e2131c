package dev.guards.report;

import dev.guards.guard.Finding;
import dev.guards.guard.Outcome;
import java.io.IOException;

/** Checkstyle XML: the form that most CI servers and editors read. */
public final class CheckstyleReport implements Report {
    @Override
    public void write(Outcome outcome, Appendable out) throws IOException {
        XmlWriter xml = new XmlWriter(out).start("checkstyle").attribute("version", "4.3");
        String file = null;
        for (Finding finding : outcome.findings()) {
            String path = finding.span().source().location();
            if (!path.equals(file)) {
                if (file != null) {
                    xml.end();
                }
                xml.start("file").attribute("name", path);
                file = path;
            }
            xml.start("error").attribute("line", finding.span().line()).attribute("column", finding.span().column())
                    .attribute("severity", finding.severity().word())
                    .attribute("message", finding.message() + (finding.help().isEmpty() ? "" : "; " + finding.help()))
                    .attribute("source", "guards." + finding.guard() + "." + finding.rule().id()).end();
        }
        if (file != null) {
            xml.end();
        }
        xml.end();
    }
}
