package dev.guards.report;

import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Fingerprints;
import dev.guards.guard.Guard;
import dev.guards.guard.GuardPage;
import dev.guards.guard.Guards;
import dev.guards.guard.Outcome;
import dev.guards.guard.Rule;
import dev.guards.guard.Severity;
import dev.guards.text.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SARIF 2.1.0 (OASIS standard): evidence as related locations, repairs as fixes, fingerprints that survive edits. */
public final class SarifReport implements Report {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    @Override
    public void write(Outcome outcome, Appendable out) throws IOException {
        Map<String, Integer> indexes = new LinkedHashMap<>();
        outcome.findings().forEach(finding -> indexes.putIfAbsent(finding.rule().id(), indexes.size()));
        outcome.suppressed().forEach(accepted -> indexes.putIfAbsent(accepted.finding().rule().id(), indexes.size()));
        Fingerprints fingerprints = new Fingerprints(outcome.findings());
        try (JsonWriter json = JsonWriter.indented(out)) {
            json.startObject().field("$schema", SCHEMA).field("version", "2.1.0").startArray("runs").startObject();
            json.startObject("tool").startObject("driver").field("name", "guards").startArray("rules");
            for (String id : indexes.keySet()) {
                rule(id, json);
            }
            json.endArray().endObject().endObject();
            json.startArray("invocations").startObject().field("executionSuccessful", !outcome.incomplete()).endObject().endArray();
            json.field("columnKind", "unicodeCodePoints").startArray("results");
            for (Finding finding : outcome.findings()) {
                result(finding, indexes.get(finding.rule().id()), fingerprints.of(finding), null, json);
            }
            Fingerprints ofSuppressed = new Fingerprints(outcome.suppressed().stream().map(Outcome.Suppressed::finding).toList());
            for (Outcome.Suppressed suppressed : outcome.suppressed()) {
                Finding finding = suppressed.finding();
                result(finding, indexes.get(finding.rule().id()), ofSuppressed.of(finding), suppressed, json);
            }
            json.endArray().endObject().endArray().endObject();
        }
        out.append('\n');
    }

    /** Only rules with results are listed; why they matter and how to repair is what the guard's page says. */
    private static void rule(String id, JsonWriter json) throws IOException {
        for (Guard guard : Guards.all()) {
            for (Rule rule : guard.rules()) {
                if (rule.id().equals(id)) {
                    GuardPage page = GuardPage.of(guard);
                    String help = page.section("Fix") + "\n\nguards explain " + id;
                    json.startObject().field("id", id).startObject("shortDescription").field("text", rule.summary()).endObject();
                    json.startObject("fullDescription").field("text", page.section("Why")).endObject();
                    json.startObject("help").field("text", help).field("markdown", help).endObject();
                    json.startObject("defaultConfiguration").field("level", level(rule.severity()))
                            .field("enabled", rule.severity() != Severity.OFF).endObject().endObject();
                    return;
                }
            }
        }
        json.startObject().field("id", id).endObject();
    }

    private static void result(Finding finding, int index, String fingerprint, Outcome.Suppressed suppressed, JsonWriter json)
            throws IOException {
        json.startObject().field("ruleId", finding.rule().id()).field("ruleIndex", index).field("level", level(finding.severity()));
        json.startObject("message").field("text", message(finding)).endObject();
        json.startArray("locations").startObject();
        physical(finding.span(), json);
        json.endObject().endArray();
        int id = 0;
        json.startArray("relatedLocations");
        for (Finding.Note note : finding.evidence()) {
            if (note.span() != null) {
                json.startObject().field("id", ++id);
                physical(note.span(), json);
                json.startObject("message").field("text", note.message()).endObject().endObject();
            }
        }
        json.endArray();
        json.startObject("partialFingerprints").field("guards/v1", fingerprint).endObject();
        if (suppressed != null) {
            boolean inSource = suppressed.place().source() == finding.span().source();
            json.startArray("suppressions").startObject().field("kind", inSource ? "inSource" : "external")
                    .field("justification", suppressed.reason()).endObject().endArray();
        }
        if (finding.fix() != null) {
            fix(finding, json);
        }
        json.endObject();
    }

    /** The fact, where it belongs, what has no place of its own, and the repair. */
    private static String message(Finding finding) {
        StringBuilder text = new StringBuilder(finding.message());
        for (Finding.Subject subject : finding.subjects()) {
            text.append("\nin ").append(subject.dashboard());
            for (String part : List.of(subject.panel(), subject.query())) {
                text.append(part.isEmpty() ? "" : " › " + part);
            }
        }
        for (Finding.Note note : finding.notes()) {
            if (note.span() == null) {
                text.append("\nnote: ").append(note.message());
            }
        }
        return finding.help().isEmpty() ? text.toString() : text.append("\nhelp: ").append(finding.help()).toString();
    }

    private static void physical(Span span, JsonWriter json) throws IOException {
        json.startObject("physicalLocation").startObject("artifactLocation").field("uri", uri(span.source().location())).endObject();
        region("region", span, json);
        json.endObject();
    }

    private static void region(String name, Span span, JsonWriter json) throws IOException {
        json.startObject(name).field("startLine", span.line()).field("startColumn", span.column())
                .field("endLine", span.endLine()).field("endColumn", span.endColumn()).endObject();
    }

    private static void fix(Finding finding, JsonWriter json) throws IOException {
        Map<String, List<Edit.Replacement>> byFile = new TreeMap<>();
        for (Edit.Replacement replacement : finding.fix().replacements()) {
            byFile.computeIfAbsent(replacement.span().source().location(), p -> new ArrayList<>()).add(replacement);
        }
        json.startArray("fixes").startObject().startObject("description")
                .field("text", finding.help().isEmpty() ? finding.message() : finding.help()).endObject();
        json.startArray("artifactChanges");
        for (Map.Entry<String, List<Edit.Replacement>> file : byFile.entrySet()) {
            json.startObject().startObject("artifactLocation").field("uri", uri(file.getKey())).endObject();
            json.startArray("replacements");
            for (Edit.Replacement replacement : file.getValue()) {
                json.startObject();
                region("deletedRegion", replacement.span(), json);
                json.startObject("insertedContent").field("text", replacement.text()).endObject().endObject();
            }
            json.endArray().endObject();
        }
        json.endArray().endObject().endArray();
    }

    /** A relative URI: everything but unreserved characters and slashes is percent-encoded. */
    static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~/".indexOf(c) >= 0;
            if (plain) {
                uri.append(c);
            } else {
                uri.append('%').append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return uri.toString();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
            case OFF -> "none";
        };
    }
}
