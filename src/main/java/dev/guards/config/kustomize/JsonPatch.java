package dev.guards.config.kustomize;

import dev.guards.text.Node;
import dev.guards.text.Sequence;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** JSON patches (RFC 6902): {@code add}, {@code replace}, {@code remove}, {@code copy} and {@code move}; tests are taken as passed. */
final class JsonPatch {
    private JsonPatch() {
    }

    /** Applies the operations in order; one whose path does not exist changes nothing. */
    static Node apply(Node root, Node operations) {
        Node result = root;
        for (Node operation : operations.items()) {
            Text path = operation.get("path").text();
            if (path == null) {
                continue;
            }
            List<String> steps = steps(path.value());
            switch (operation.get("op").string("")) {
                case "add" -> result = add(result, steps, 0, path, operation.get("value"));
                case "replace" -> result = replace(result, steps, 0, path, operation.get("value"));
                case "remove" -> result = remove(result, steps, 0);
                case "copy", "move" -> {
                    List<String> from = steps(operation.get("from").string(""));
                    Node value = find(result, from);
                    if (value.isPresent()) {
                        Node source = operation.get("op").string("").equals("move") ? remove(result, from, 0) : result;
                        result = add(source, steps, 0, path, value);
                    }
                }
                default -> {
                    // test: kustomize fails when it does not hold, so what is deployed has passed it.
                }
            }
        }
        return result;
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.substring(path.startsWith("/") ? 1 : 0).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    private static Node find(Node node, List<String> steps) {
        Node found = node;
        for (String step : steps) {
            int index = index(step, found.items().size());
            found = found instanceof Sequence && index >= 0 && index < found.items().size() ? found.items().get(index)
                    : found.get(step);
        }
        return found;
    }

    private static Node add(Node node, List<String> steps, int at, Text path, Node value) {
        boolean last = at == steps.size() - 1;
        String step = steps.get(at);
        if (node instanceof Sequence) {
            List<Node> items = new ArrayList<>(node.items());
            int index = step.equals("-") ? items.size() : index(step, items.size() + 1);
            if (last && index >= 0 && index <= items.size()) {
                items.add(index, value);
            } else if (!last && index >= 0 && index < items.size()) {
                items.set(index, add(items.get(index), steps, at + 1, path, value));
            }
            return Tree.withItems(node, items);
        }
        if (last) {
            return Tree.put(node, Text.at(path.span(), step), value);
        }
        return node.has(step) ? Tree.put(node, Text.at(path.span(), step), add(node.get(step), steps, at + 1, path, value))
                : node;
    }

    private static Node replace(Node node, List<String> steps, int at, Text path, Node value) {
        Node there = find(node, steps.subList(at, steps.size()));
        return there.isPresent() ? add(remove(node, steps, at), steps, at, path, value) : node;
    }

    private static Node remove(Node node, List<String> steps, int at) {
        boolean last = at == steps.size() - 1;
        String step = steps.get(at);
        if (node instanceof Sequence) {
            List<Node> items = new ArrayList<>(node.items());
            int index = index(step, items.size());
            if (index >= 0 && index < items.size()) {
                if (last) {
                    items.remove(index);
                } else {
                    items.set(index, remove(items.get(index), steps, at + 1));
                }
            }
            return Tree.withItems(node, items);
        }
        if (last || !node.has(step)) {
            return last ? Tree.remove(node, step) : node;
        }
        return Tree.put(node, Text.at(node.span(), step), remove(node.get(step), steps, at + 1));
    }

    private static int index(String step, int size) {
        if (step.isEmpty() || step.length() > 6) {
            return -1;
        }
        for (int i = 0; i < step.length(); i++) {
            if (step.charAt(i) < '0' || step.charAt(i) > '9') {
                return -1;
            }
        }
        int index = Integer.parseInt(step);
        return index < size ? index : -1;
    }
}
