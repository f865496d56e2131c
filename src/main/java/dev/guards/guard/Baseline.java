package dev.guards.guard;

import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The findings that an old repository starts with: only new ones count. A JSON file
 * {@code {version, findings: [{fingerprint, rule, file, message, places: [fingerprint]}]}}, see {@link Fingerprints}.
 */
public final class Baseline {
    /** Of the file and of the fingerprints in it. */
    public static final int VERSION = 1;

    private record Entry(Span span, String rule, String file, String message, List<String> places) {
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, List<Entry>> byPlace = new HashMap<>();
    private final Set<Entry> seen = new HashSet<>();

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
            List<String> places = new ArrayList<>();
            item.get("places").texts().forEach(place -> places.add(place.value()));
            Entry entry = new Entry(item.span(), item.get("rule").string(""), item.get("file").string(""),
                    item.get("message").string(""), places);
            baseline.entries.put(item.get("fingerprint").string(""), entry);
            places.forEach(place -> baseline.byPlace.computeIfAbsent(place, p -> new ArrayList<>()).add(entry));
        }
        return baseline;
    }

    /**
     * Where the baseline mentions a finding; null when it was not there before. A cause that had several places, or has now, is
     * known by each of them.
     */
    Span place(Finding finding, String fingerprint) {
        Set<Entry> known = new LinkedHashSet<>();
        if (entries.containsKey(fingerprint)) {
            known.add(entries.get(fingerprint));
        }
        for (String place : Fingerprints.ofPlaces(finding)) {
            for (Entry entry : byPlace.getOrDefault(place, List.of())) {
                if (finding.places().size() > 1 || entry.places().size() > 1) {
                    known.add(entry);
                }
            }
        }
        seen.addAll(known);
        return known.isEmpty() ? null : known.iterator().next().span();
    }

    /** Entries that no finding had; only of rules that ran. */
    void stale(Set<String> ran, Rule rule, Findings findings) {
        entries.values().forEach(entry -> {
            if (!seen.contains(entry) && ran.contains(entry.rule())) {
                findings.report(rule, entry.span(), "`" + entry.rule() + "` in " + entry.file() + " is no longer found: " + entry.message())
                        .help("write the baseline anew with --update-baseline");
            }
        });
    }
}
