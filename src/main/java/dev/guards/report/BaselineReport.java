package dev.guards.report;

import dev.guards.guard.Baseline;
import dev.guards.guard.Finding;
import dev.guards.guard.Fingerprints;
import dev.guards.guard.Outcome;
import java.io.IOException;

/** The findings of a run as a {@link Baseline} for later ones. */
public final class BaselineReport implements Report {
    @Override
    public void write(Outcome outcome, Appendable out) throws IOException {
        Fingerprints fingerprints = new Fingerprints(outcome.findings());
        try (JsonWriter json = JsonWriter.indented(out)) {
            json.startObject().field("version", Baseline.VERSION).startArray("findings");
            for (Finding finding : outcome.findings()) {
                json.startObject().field("fingerprint", fingerprints.of(finding)).field("rule", finding.rule().id())
                        .field("file", finding.span().source().path()).field("message", finding.message())
                        .field("places", Fingerprints.ofPlaces(finding)).endObject();
            }
            json.endArray().endObject();
        }
        out.append('\n');
    }
}
