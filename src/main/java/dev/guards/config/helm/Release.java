package dev.guards.config.helm;

import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Unknown;

/**
 * A release of a Helm chart.
 *
 * @param title     what names it, for messages: {@code HelmRelease loki}
 * @param chart     name of the chart, without its repository
 * @param name      of the release; {@link Unknown#MARK} where the files do not tell
 * @param namespace that it is installed into; null when the files do not tell
 * @param values    over those of the chart; absent when there are none
 * @param settled   whether these are all the values that somebody gives
 * @param basis     what shows that it is there
 * @param cause     the place that names the release
 */
public record Release(String title, String chart, String name, String namespace, Node values, boolean settled, Basis basis, Span cause) {
    /** {@code IMPLIED}: objects that do nothing without it. {@code VALUES}: values that fit no other chart. */
    public enum Basis { NAMED, IMPLIED, VALUES }

    /** A release that a file names. */
    public Release(String title, String chart, String name, String namespace, Node values, boolean settled, Span cause) {
        this(title, chart, name, namespace, values, settled, Basis.NAMED, cause);
    }

    /** Whether the names of its objects, and the switches that decide on them, are known. */
    boolean isKnown() {
        return settled && Unknown.isKnown(name);
    }
}
