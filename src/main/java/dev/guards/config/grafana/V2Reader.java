package dev.guards.config.grafana;

import dev.guards.text.Absent;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads {@code dashboard.grafana.app/v2alpha1}, {@code v2beta1} and {@code v2}: elements by name, placed by a layout of
 * grids, rows and tabs; each query and variable is a {@code kind} with a {@code spec}.
 */
final class V2Reader {
    /** Where an element stands. */
    private record Place(String row, Text repeat) {
    }

    private final Node spec;
    private final Function<String, Node> library;
    private final Map<String, Place> places = new HashMap<>();

    V2Reader(Node spec, Function<String, Node> library) {
        this.spec = spec;
        this.library = library;
    }

    Dashboard read(Text name) {
        place(spec.get("layout"), "", null);
        List<Panel> panels = new ArrayList<>();
        for (Mapping.Entry element : spec.get("elements").entries()) {
            Place place = places.getOrDefault(element.key().value(), new Place("", null));
            panels.add(panel(element.value(), place));
        }
        List<Variable> variables = new ArrayList<>();
        for (Node variable : spec.get("variables").items()) {
            variables.add(variable(variable.get("kind").string(""), variable.get("spec")));
        }
        List<Dashboard.Annotation> annotations = new ArrayList<>();
        for (Node annotation : spec.get("annotations").items()) {
            Node body = annotation.get("spec");
            DatasourceReference datasource = datasource(body.get("query"), body);
            if (datasource.kind() != DatasourceReference.Kind.GRAFANA) {
                annotations.add(new Dashboard.Annotation(body, ClassicReader.filled(body.get("name")), datasource,
                        ClassicReader.filled(body.at("query", "spec", "expr"))));
            }
        }
        return new Dashboard(Dashboard.Format.V2, spec, ClassicReader.filled(spec.get("title")), name, panels, variables,
                annotations, ClassicReader.links(spec.get("links")), List.of());
    }

    private void place(Node layout, String row, Text repeat) {
        Node body = layout.get("spec");
        for (Node item : body.get("items").items()) {
            Node cell = item.get("spec");
            Text own = ClassicReader.filled(cell.at("repeat", "value"));
            places.put(cell.at("element", "name").string(""), new Place(row, own == null ? repeat : own));
        }
        for (String kind : new String[] {"rows", "tabs"}) {
            for (Node part : body.get(kind).items()) {
                Node inner = part.get("spec");
                Text own = ClassicReader.filled(inner.at("repeat", "value"));
                place(inner.get("layout"), inner.get("title").string(row), own == null ? repeat : own);
            }
        }
    }

    private Panel panel(Node element, Place place) {
        Node body = element.get("spec");
        if (element.get("kind").string("").equals("LibraryPanel")) {
            return libraryPanel(element, body, place);
        }
        Node visual = body.get("vizConfig");
        Text group = ClassicReader.filled(visual.get("group"));
        List<Query> queries = new ArrayList<>();
        for (Node query : body.at("data", "spec", "queries").items()) {
            queries.add(query(query.get("spec")));
        }
        List<Panel.Transformation> transformations = new ArrayList<>();
        for (Node step : body.at("data", "spec", "transformations").items()) {
            Text id = ClassicReader.filled(step.get("group"));
            transformations.add(new Panel.Transformation(step, id != null ? id : step.get("kind").text(),
                    step.at("spec", "options")));
        }
        Node fields = visual.at("spec", "fieldConfig");
        List<Dashboard.Link> links = new ArrayList<>(ClassicReader.links(body.get("links")));
        links.addAll(ClassicReader.links(fields.at("defaults", "links")));
        return new Panel(body, body, body.get("id").text(), group != null ? group : ClassicReader.filled(visual.get("kind")),
                ClassicReader.filled(body.get("title")), DatasourceReference.of(new Absent(body.span())), queries,
                transformations, links, place.row(), place.repeat(), null, true, fields, visual.at("spec", "options"));
    }

    private Panel libraryPanel(Node element, Node body, Place place) {
        Text uid = ClassicReader.filled(body.at("libraryPanel", "uid"));
        Text name = uid != null ? uid : ClassicReader.filled(body.at("libraryPanel", "name"));
        Node model = name == null ? new Absent(body.span()) : library.apply(name.value());
        if (!model.isPresent()) {
            return new Panel(body, body, body.get("id").text(), null, ClassicReader.filled(body.get("title")),
                    DatasourceReference.of(new Absent(body.span())), List.of(), List.of(), List.of(), place.row(),
                    place.repeat(), name, false, new Absent(element.span()), new Absent(element.span()));
        }
        Panel shared = ClassicReader.single(model);
        Text title = ClassicReader.filled(body.get("title"));
        return new Panel(body, model, body.get("id").text(), shared.type(), title == null ? shared.title() : title,
                shared.datasource(), shared.queries(), shared.transformations(), shared.links(), place.row(),
                place.repeat(), name, true, shared.fieldConfig(), shared.options());
    }

    private static Query query(Node body) {
        Node query = body.get("query");
        Node model = query.get("spec").isPresent() ? query.get("spec") : query;
        return new Query(body, model, ClassicReader.filled(body.get("refId")), datasource(query, body),
                model.get("expr").text(), ClassicReader.filled(model.get("legendFormat")), body.get("hidden").isTrue());
    }

    /** The datasource stands in the query since v2beta1, beside it before; the plugin is the query's group, or its kind. */
    private static DatasourceReference datasource(Node query, Node beside) {
        Text group = ClassicReader.filled(query.get("group"));
        Text plugin = group != null ? group : ClassicReader.filled(query.get("kind"));
        if (plugin != null && plugin.value().equals("DataQuery")) {
            plugin = null;
        }
        Text uid = ClassicReader.filled(query.at("datasource", "name"));
        if (uid == null) {
            uid = ClassicReader.filled(beside.at("datasource", "uid"));
        }
        if (uid != null) {
            Text type = ClassicReader.filled(beside.at("datasource", "type"));
            return DatasourceReference.ofUid(uid, plugin != null ? plugin : type);
        }
        if (plugin != null && plugin.value().equals("__expr__")) {
            return new DatasourceReference(DatasourceReference.Kind.EXPRESSION, plugin, plugin, "", plugin.span());
        }
        if (plugin != null && (plugin.value().equals("grafana") || plugin.value().equals("datasource"))) {
            return new DatasourceReference(DatasourceReference.Kind.GRAFANA, plugin, plugin, "", plugin.span());
        }
        return new DatasourceReference(DatasourceReference.Kind.DEFAULT, null, plugin, "", query.span());
    }

    private static Variable variable(String resourceKind, Node body) {
        String type = resourceKind.endsWith("Variable") ? resourceKind.substring(0, resourceKind.length() - 8) : resourceKind;
        Variable.Kind kind = type.equals("Text") ? Variable.Kind.TEXTBOX
                : ClassicReader.kind(type.toLowerCase(Locale.ROOT));
        Node query = body.get("query");
        boolean typed = query instanceof Mapping && query.has("spec");
        DatasourceReference datasource = kind == Variable.Kind.QUERY || kind == Variable.Kind.ADHOC
                ? datasource(query, body) : DatasourceReference.of(new Absent(body.span()));
        VariableQuery asked = kind != Variable.Kind.QUERY ? null
                : VariableQueryReader.read(typed ? query.get("spec") : query, body.get("definition").text(), datasource);
        Text text = kind == Variable.Kind.QUERY ? null
                : kind == Variable.Kind.DATASOURCE ? body.get("pluginId").text() : query.text();
        return new Variable(body, kind, ClassicReader.filled(body.get("name")), datasource, asked, text,
                body.get("multi").isTrue(), body.get("includeAll").isTrue(), ClassicReader.filled(body.get("allValue")),
                ClassicReader.filled(body.get("regex")), ClassicReader.options(body.get("options")),
                body.at("current", "value").texts());
    }
}
