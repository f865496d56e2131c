package dev.guards.config.kustomize;

import dev.guards.text.Node;

/**
 * A kustomization file.
 *
 * @param directory that it stands in; empty for the root of the run
 */
public record Kustomization(String directory, Node root) {
    /** Only meant to be included by others. */
    public boolean isComponent() {
        return root.get("kind").string("").equals("Component");
    }

    /** A path as written in it, from the root of the run; null when it leads out. */
    String resolve(String path) {
        return resolve(directory, path);
    }

    static String resolve(String directory, String path) {
        java.util.ArrayDeque<String> steps = new java.util.ArrayDeque<>();
        for (String step : (directory + "/" + path).split("/")) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    return null;
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }
}
