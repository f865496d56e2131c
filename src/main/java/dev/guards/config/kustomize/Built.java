package dev.guards.config.kustomize;

import dev.guards.config.kubernetes.Manifest;
import dev.guards.text.Problem;
import dev.guards.text.Span;
import java.util.List;
import java.util.Set;

/**
 * What building a kustomization gives.
 *
 * @param files    paths of every file that took part: kustomizations, resources, patches, generator files
 * @param unseen   what belongs to it but cannot be seen from the repository: remote resources, Helm charts
 * @param problems what is wrong with it; the rest is built all the same
 */
public record Built(Kustomization root, List<Manifest> manifests, Set<String> files, List<Unseen> unseen,
        List<Problem> problems) {
    /** A part of the deployment that is not in the repository. */
    public record Unseen(Span span, String what) {
    }
}
