package dev.guards.config.grafana;

import dev.guards.text.Absent;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the formats with {@code panels[]} and, before Grafana 5, {@code rows[].panels[]}. */
final class ClassicReader {
    private final Node root;
    private final Function<String, Node> library;
    private final List<Panel> panels = new ArrayList<>();

    /** @param library gives the model of a library panel by its uid; an absent node when it is not known */
    ClassicReader(Node root, Function<String, Node> library) {
        this.root = root;
        this.library = library;
    }

    Dashboard read(Dashboard.Format envelope, Text uid) {
        boolean rows = !root.get("rows").items().isEmpty();
        for (Node row : root.get("rows").items()) {
            for (Node panel : row.get("panels").items()) {
                panel(panel, row.get("title").string(""), row.get("repeat").text());
            }
        }
        String row = "";
        Text repeat = null;
        for (Node panel : root.get("panels").items()) {
            if (panel.get("type").string("").equals("row")) {
                row = panel.get("title").string("");
                repeat = filled(panel.get("repeat"));
            }
            panel(panel, row, repeat);
        }
        Dashboard.Format format = rows && envelope == Dashboard.Format.CLASSIC ? Dashboard.Format.ROWS : envelope;
        Text ownUid = filled(root.get("uid"));
        return new Dashboard(format, root, filled(root.get("title")), ownUid != null ? ownUid : uid, panels, variables(),
                annotations(), links(root.get("links")), inputs(root));
    }

    /** A panel that belongs to no dashboard: the model of a library panel. */
    static Panel single(Node model) {
        ClassicReader reader = new ClassicReader(model, uid -> new Absent(model.span()));
        reader.panel(model, "", null);
        return reader.panels.get(0);
    }

    private void panel(Node panel, String row, Text rowRepeat) {
        if (!(panel instanceof Mapping)) {
            return;
        }
        Text uid = filled(panel.at("libraryPanel", "uid"));
        Node found = uid == null ? panel : library.apply(uid.value());
        boolean resolved = found.isPresent();
        Node model = resolved ? found : panel;
        Text title = filled(panel.get("title"));
        DatasourceReference datasource = DatasourceReference.of(model.get("datasource"));
        Text repeat = filled(panel.get("repeat"));
        List<Dashboard.Link> links = new ArrayList<>(links(model.get("links")));
        links.addAll(links(model.at("fieldConfig", "defaults", "links")));
        for (Node override : model.at("fieldConfig", "overrides").items()) {
            for (Node property : override.get("properties").items()) {
                if (property.get("id").string("").equals("links")) {
                    links.addAll(links(property.get("value")));
                }
            }
        }
        panels.add(new Panel(panel, model, panel.get("id").text(), filled(model.get("type")),
                title == null ? filled(model.get("title")) : title, datasource, queries(model, datasource),
                transformations(model), links, row, repeat == null ? rowRepeat : repeat, uid, resolved,
                model.get("fieldConfig"), model.get("options")));
        for (Node inner : panel.get("panels").items()) {
            panel(inner, panel.get("title").string(""), repeat);
        }
    }

    private static List<Query> queries(Node panel, DatasourceReference ofPanel) {
        List<Query> found = new ArrayList<>();
        for (Node target : panel.get("targets").items()) {
            if (target instanceof Mapping) {
                DatasourceReference own = DatasourceReference.of(target.get("datasource"));
                DatasourceReference used = own.leavesOpen() && !ofPanel.leavesOpen() || own.isAbsent() ? ofPanel : own;
                found.add(new Query(target, target, filled(target.get("refId")), used, target.get("expr").text(),
                        filled(target.get("legendFormat")), target.get("hide").isTrue()));
            }
        }
        return found;
    }

    private static List<Panel.Transformation> transformations(Node panel) {
        List<Panel.Transformation> found = new ArrayList<>();
        for (Node step : panel.get("transformations").items()) {
            found.add(new Panel.Transformation(step, step.get("id").text(), step.get("options")));
        }
        return found;
    }

    private List<Variable> variables() {
        List<Variable> found = new ArrayList<>();
        for (Node node : root.at("templating", "list").items()) {
            if (node instanceof Mapping) {
                found.add(variable(node));
            }
        }
        return found;
    }

    private static Variable variable(Node node) {
        Variable.Kind kind = kind(node.get("type").string("query"));
        DatasourceReference datasource = DatasourceReference.of(node.get("datasource"));
        VariableQuery query = kind != Variable.Kind.QUERY ? null
                : VariableQueryReader.read(node.get("query"), node.get("definition").text(), datasource);
        return new Variable(node, kind, filled(node.get("name")), datasource, query,
                kind == Variable.Kind.QUERY ? null : node.get("query").text(), node.get("multi").isTrue(),
                node.get("includeAll").isTrue(), filled(node.get("allValue")), filled(node.get("regex")),
                options(node.get("options")), node.at("current", "value").texts());
    }

    static Variable.Kind kind(String type) {
        for (Variable.Kind kind : Variable.Kind.values()) {
            if (kind.name().equalsIgnoreCase(type)) {
                return kind;
            }
        }
        return Variable.Kind.OTHER;
    }

    static List<Text> options(Node options) {
        List<Text> found = new ArrayList<>();
        for (Node option : options.items()) {
            Text value = option.get("value").text();
            if (value != null && !value.value().equals(Variable.ALL)) {
                found.add(value);
            }
        }
        return found;
    }

    private List<Dashboard.Annotation> annotations() {
        List<Dashboard.Annotation> found = new ArrayList<>();
        for (Node node : root.at("annotations", "list").items()) {
            DatasourceReference datasource = DatasourceReference.of(node.get("datasource"));
            if (datasource.kind() != DatasourceReference.Kind.GRAFANA) {
                Text expr = filled(node.get("expr"));
                found.add(new Dashboard.Annotation(node, filled(node.get("name")), datasource,
                        expr != null ? expr : filled(node.at("target", "expr"))));
            }
        }
        return found;
    }

    static List<Dashboard.Link> links(Node links) {
        List<Dashboard.Link> found = new ArrayList<>();
        for (Node link : links.items()) {
            found.add(new Dashboard.Link(link, filled(link.get("title")), filled(link.get("url"))));
        }
        return found;
    }

    private static List<Dashboard.Input> inputs(Node root) {
        List<Dashboard.Input> found = new ArrayList<>();
        for (Node input : root.get("__inputs").items()) {
            found.add(new Dashboard.Input(input, filled(input.get("name")), filled(input.get("type")),
                    filled(input.get("pluginId"))));
        }
        return found;
    }

    /** The text of a scalar; null when it is absent or empty. */
    static Text filled(Node node) {
        Text text = node.text();
        return text == null || text.isEmpty() ? null : text;
    }
}
