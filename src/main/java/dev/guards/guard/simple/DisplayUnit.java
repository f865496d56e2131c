package dev.guards.guard.simple;

import java.util.HashMap;
import java.util.Map;

/** Units of Grafana's panels that measure time, data or shares (ids of Grafana 7 to 12, {@code valueFormats/categories.ts}). */
final class DisplayUnit {
    private static final Map<String, Quantity> UNITS = new HashMap<>();
    /** Words that are no ids of Grafana, and the ids that are meant. */
    private static final Map<String, String> SLIPS = Map.ofEntries(Map.entry("second", "s"), Map.entry("seconds", "s"), Map.entry("sec", "s"),
            Map.entry("millisecond", "ms"), Map.entry("milliseconds", "ms"), Map.entry("msec", "ms"), Map.entry("minute", "m"), Map.entry("minutes", "m"),
            Map.entry("hours", "h"), Map.entry("days", "d"), Map.entry("byte", "bytes"), Map.entry("Bytes", "bytes"), Map.entry("percentage", "percent"),
            Map.entry("Percent", "percent"), Map.entry("percentUnit", "percentunit"), Map.entry("percent_unit", "percentunit"), Map.entry("ratio", "percentunit"));

    static {
        time("ns", 1e-9, "µs", 1e-6, "ms", 1e-3, "s", 1, "m", 60, "h", 3600, "d", 86_400, "dtdurationms", 1e-3, "dtdurations", 1, "dthms", 1,
                "clockms", 1e-3, "clocks", 1);
        String[] prefixes = {"", "k", "m", "g", "t", "p"};
        String[] rates = {"", "K", "M", "G", "T", "P"};
        for (int i = 0; i < prefixes.length; i++) {
            double si = Math.pow(1000, i);
            double iec = Math.pow(1024, i);
            data(prefixes[i] + "bytes", iec, false);
            data("dec" + prefixes[i] + "bytes", si, false);
            if (i > 0) {
                data(rates[i] + "Bs", si, true);
                data(rates[i] + "iBs", iec, true);
                data(rates[i] + "bits", si / 8, true);
                data(rates[i] + "ibits", iec / 8, true);
            }
        }
        data("bits", 1.0 / 8, false);
        data("decbits", 1.0 / 8, false);
        data("Bps", 1, true);
        data("binBps", 1, true);
        data("bps", 1.0 / 8, true);
        data("binbps", 1.0 / 8, true);
        UNITS.put("percent", new Quantity(Quantity.Kind.RATIO, 0.01, false));
        UNITS.put("percentunit", new Quantity(Quantity.Kind.RATIO, 1, false));
    }

    private DisplayUnit() {
    }

    private static void time(Object... unitsAndSeconds) {
        for (int i = 0; i < unitsAndSeconds.length; i += 2) {
            UNITS.put((String) unitsAndSeconds[i], new Quantity(Quantity.Kind.SECONDS, ((Number) unitsAndSeconds[i + 1]).doubleValue(), false));
        }
    }

    private static void data(String unit, double bytes, boolean perSecond) {
        UNITS.put(unit, new Quantity(Quantity.Kind.BYTES, bytes, perSecond));
    }

    /** What a panel with this unit takes its values for; null for units of other kinds. */
    static Quantity of(String id) {
        return UNITS.get(id);
    }

    /** The id that is meant by a word which Grafana only writes behind the number; null when the word is an id, or meant as it is. */
    static String meant(String word) {
        return SLIPS.get(word);
    }
}
