package dev.guards.guard.simple;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.Panel;
import dev.guards.config.grafana.Variable;
import dev.guards.template.Hole;
import dev.guards.template.Template;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which variables a dashboard's texts refer to. */
final class VariableReferences {
    /** Keys of a variable that are saved results, not what it asks for. */
    private static final Set<String> SAVED = Set.of("options", "current", "name", "definition", "label", "description");

    private final Dashboard dashboard;

    VariableReferences(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    /** Names in all texts of the dashboard; those that a variable writes of itself do not count. */
    Set<String> used() {
        Set<String> used = new HashSet<>();
        Set<Node> variables = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Variable variable : dashboard.variables()) {
            Set<String> own = new HashSet<>(of(variable));
            own.remove(variable.id());
            used.addAll(own);
            variables.add(variable.node());
        }
        collect(dashboard.node(), variables, used);
        for (Panel panel : dashboard.panels()) {
            if (panel.model() != panel.node()) {
                collect(panel.model(), Set.of(), used);
            }
        }
        return used;
    }

    /** Names that the values of a variable depend on. */
    static Set<String> of(Variable variable) {
        Set<String> names = new LinkedHashSet<>();
        for (Mapping.Entry entry : variable.node().entries()) {
            if (!SAVED.contains(entry.key().value())) {
                collect(entry.value(), Set.of(), names);
            }
        }
        return names;
    }

    private static void collect(Node node, Set<Node> without, Set<String> names) {
        if (without.contains(node)) {
            return;
        }
        if (node instanceof Scalar && node.text() != null) {
            collect(node.text(), names);
        }
        for (Node item : node.items()) {
            collect(item, without, names);
        }
        for (Mapping.Entry entry : node.entries()) {
            String key = entry.key().value();
            Text text = entry.value().text();
            boolean bareName = text != null && (key.equals("repeat") || key.equals("value") && node.has("mode"));
            if (bareName) {
                names.add(text.value());
            }
            collect(entry.value(), without, names);
        }
    }

    private static void collect(Text text, Set<String> names) {
        String value = text.value();
        if (value.indexOf('$') < 0 && value.indexOf("[[") < 0) {
            return;
        }
        for (Hole hole : Template.parse(text).holes()) {
            names.add(hole.name());
        }
    }

    /** Circles of variables, each once, in the order of the file; a variable that names itself is none. */
    List<List<Variable>> cycles() {
        List<List<Variable>> found = new ArrayList<>();
        Set<Variable> done = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Variable variable : dashboard.variables()) {
            visit(variable, new ArrayList<>(), done, found);
        }
        return found;
    }

    private void visit(Variable variable, List<Variable> path, Set<Variable> done, List<List<Variable>> found) {
        int at = path.size() - 1;
        while (at >= 0 && path.get(at) != variable) {
            at--;
        }
        if (at >= 0) {
            if (path.size() - at > 1) {
                found.add(List.copyOf(path.subList(at, path.size())));
            }
            return;
        }
        if (done.contains(variable)) {
            return;
        }
        path.add(variable);
        for (String name : of(variable)) {
            Variable next = dashboard.variable(name);
            if (next != null) {
                visit(next, path, done, found);
            }
        }
        path.remove(path.size() - 1);
        done.add(variable);
    }
}
