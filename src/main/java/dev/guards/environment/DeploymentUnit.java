package dev.guards.environment;

import dev.guards.config.kubernetes.Manifest;
import dev.guards.config.kustomize.Built;
import dev.guards.text.Paths;
import dev.guards.text.Problem;
import java.util.List;
import java.util.Set;

/**
 * Objects that somebody deploys in one go: a kustomization, or the plain manifests of a directory.
 *
 * @param directory of the kustomization or the manifests
 * @param variant   the one of several like it that this is, such as {@code prod}; empty when it belongs to all
 * @param files     paths of the files that it is made of
 */
record DeploymentUnit(String directory, String variant, List<Manifest> manifests, Set<String> files, List<Built.Unseen> unseen,
        List<Problem> problems) {
    /** What of it lies in some files: a kustomization is one whole. Null when nothing does. */
    DeploymentUnit of(Set<String> listed) {
        if (files.stream().noneMatch(listed::contains)) {
            return null;
        }
        boolean kustomized = files.stream().anyMatch(file -> Paths.name(file).startsWith("kustomization."));
        List<Manifest> own = kustomized ? manifests : manifests.stream().filter(m -> listed.contains(m.span().source().path())).toList();
        return new DeploymentUnit(directory, "", own, files, unseen, problems);
    }
}
