package dev.guards.guard;

import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Span;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The findings that an old repository starts with: only new ones count. A JSON file
 * {@code {version, findings: [{fingerprint, rule, file, message}]}}, see {@link Fingerprints}.
 */
public final class Baseline {
    /** Of the file and of the fingerprints in it. */
    public static final int VERSION = 1;

    private record Entry(Span span, String rule, String file, String message) {
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();

    private Baseline() {
    }

    /** @throws ReadException when it is no baseline, or one of another version */
    public static Baseline read(Source source) throws ReadException {
        Node root = JsonReader.read(source.whole(), p -> { });
        String version = root.get("version").string("");
        if (!version.equals(Integer.toString(VERSION))) {
            throw new ReadException(new Problem("settings-invalid", root.get("version").span(),
                    version.isEmpty() ? "this is no baseline" : "the baseline has version " + version + ", this guards reads version " + VERSION,
                    "write it anew with --update-baseline"));
        }
        Baseline baseline = new Baseline();
        for (Node item : root.get("findings").items()) {
            baseline.entries.put(item.get("fingerprint").string(""), new Entry(item.span(), item.get("rule").string(""),
                    item.get("file").string(""), item.get("message").string("")));
        }
        return baseline;
    }

    /** Whether a finding was there before. */
    boolean holds(String fingerprint) {
        seen.add(fingerprint);
        return entries.containsKey(fingerprint);
    }

    /** Where the baseline mentions it. */
    Span place(String fingerprint) {
        return entries.get(fingerprint).span();
    }

    /** Entries that no finding had; only of rules that ran. */
    void stale(Set<String> ran, Rule rule, Findings findings) {
        entries.forEach((fingerprint, entry) -> {
            if (!seen.contains(fingerprint) && ran.contains(entry.rule())) {
                findings.report(rule, entry.span(), "`" + entry.rule() + "` in " + entry.file() + " is no longer found: " + entry.message())
                        .help("write the baseline anew with --update-baseline");
            }
        });
    }

    /** Fingerprints of a list, in its order. */
    static List<String> fingerprints(List<Finding> findings) {
        Fingerprints fingerprints = new Fingerprints(findings);
        return findings.stream().map(fingerprints::of).toList();
    }
}
