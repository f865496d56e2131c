package dev.guards.config.kubernetes;

import dev.guards.text.Node;
import dev.guards.text.Span;
import dev.guards.text.Text;

/**
 * One object as a manifest declares it.
 *
 * @param apiVersion {@code v1}, {@code apps/v1} ...; empty when the manifest has none
 * @param kind       never empty
 * @param root       the whole object; its files are those the values come from, also after kustomize has changed some
 */
public record Manifest(String apiVersion, String kind, Metadata metadata, Node root) {
    public static Manifest of(Node root) {
        return new Manifest(root.get("apiVersion").string(""), root.get("kind").string(""),
                Metadata.of(root.get("metadata")), root);
    }

    /** The API group; empty for the core group. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    public boolean is(String group, String wantedKind) {
        return kind.equals(wantedKind) && group().equals(group);
    }

    /** The name; empty when there is none. */
    public String name() {
        return metadata.name() == null ? "" : metadata.name().value();
    }

    /** The namespace as written; null when none is. */
    public String namespace() {
        return metadata.namespace() == null ? null : metadata.namespace().value();
    }

    /** The same object in a namespace that its manifest leaves open; unchanged when it names one itself. */
    public Manifest in(Text namespace) {
        return metadata.namespace() != null ? this : new Manifest(apiVersion, kind,
                new Metadata(metadata.name(), namespace, metadata.labels(), metadata.annotations()), root);
    }

    public Node spec() {
        return root.get("spec");
    }

    /** The place of the name, or of the whole object when it has none. */
    public Span span() {
        Text name = metadata.name();
        return name == null ? root.span() : name.span();
    }

    /** Whether it stands in no file, but follows from a place of one: a custom resource, the release of a chart. */
    public boolean isMade() {
        return metadata.name() != null && metadata.name().span().equals(root.span());
    }

    /** {@code Deployment api}, for messages. */
    public String title() {
        return kind + " " + (name().isEmpty() ? "without a name" : name());
    }

    @Override
    public String toString() {
        return title() + (namespace() == null ? "" : " in " + namespace());
    }
}
