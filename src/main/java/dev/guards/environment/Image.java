package dev.guards.environment;

import dev.guards.text.Text;
import dev.guards.text.Unknown;

/**
 * A container image reference, taken apart.
 *
 * @param repository registry and path as written, without tag and digest: {@code gcr.io/cadvisor/cadvisor}
 * @param tag        empty when none is given ({@code latest} is what runs then)
 * @param digest     with its algorithm, {@code sha256:...}; empty when none is given
 * @param text       the reference where it stands; a Kustomize override stands where the override does
 */
public record Image(String repository, String tag, String digest, Text text) {

    /** Takes a reference apart; never fails, as the files may hold unset variables. */
    public static Image parse(Text text) {
        String rest = text.value().strip();
        String digest = "";
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = rest.substring(at + 1);
            rest = rest.substring(0, at);
        }
        String tag = "";
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = rest.substring(colon + 1);
            rest = rest.substring(0, colon);
        }
        return new Image(rest, tag, digest, text);
    }

    /** The last part of the repository: {@code cadvisor}. */
    public String shortName() {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }

    /** The repository with the registry and namespace that Docker supplies: {@code redis} is {@code docker.io/library/redis}. */
    public String fullRepository() {
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        boolean registry = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        return registry ? repository : slash < 0 ? "docker.io/library/" + repository : "docker.io/" + repository;
    }

    /** False when repository or tag hold a piece that the files do not tell. */
    public boolean isKnown() {
        return Unknown.isKnown(repository) && Unknown.isKnown(tag);
    }

    /** True when the version that runs cannot be read from the reference. */
    public boolean isFloating() {
        return digest.isEmpty() && (tag.isEmpty() || tag.equals("latest") || !Unknown.isKnown(tag));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Image i && text.equals(i.text) && repository.equals(i.repository) && tag.equals(i.tag) && digest.equals(i.digest);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return Unknown.shown(text.value());
    }
}
