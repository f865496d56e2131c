package dev.guards.config.prometheus;

import dev.guards.text.Node;

/**
 * Which series a scrape stores of what it reads (Prometheus 2.40 to 3.14).
 *
 * @param extraMetrics whether {@code scrape_timeout_seconds} and the like are stored
 * @param asNative     histograms that the program exposes as native ones, or that are converted, are stored as such
 * @param classicToo   those are stored in the classic form as well
 */
public record Ingestion(boolean extraMetrics, boolean asNative, boolean classicToo) {
    /** What a server does of which nothing is said. */
    public static final Ingestion DEFAULT = new Ingestion(false, false, false);

    /** @param otherwise of the global section, where the job says nothing */
    static Ingestion of(Node section, Ingestion otherwise) {
        return new Ingestion(is(section, otherwise.extraMetrics, "extra_scrape_metrics", "extra_scrape_metrics"),
                is(section, otherwise.asNative, "scrape_native_histograms", "convert_classic_histograms_to_nhcb"),
                is(section, otherwise.classicToo, "always_scrape_classic_histograms", "scrape_classic_histograms"));
    }

    /** Whether one of two settings is on; where neither is given, the default holds. */
    private static boolean is(Node section, boolean otherwise, String one, String other) {
        return section.get(one).isTrue() || section.get(other).isTrue() || otherwise && !section.get(one).isFalse() && !section.get(other).isFalse();
    }

    /** With {@code --enable-feature=native-histograms}. */
    Ingestion withNativeHistograms() {
        return new Ingestion(extraMetrics, true, classicToo);
    }
}
