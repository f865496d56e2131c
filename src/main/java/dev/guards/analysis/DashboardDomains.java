package dev.guards.analysis;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DatasourceReference;
import dev.guards.config.grafana.Datasources;
import dev.guards.config.grafana.Language;
import dev.guards.config.grafana.Variable;
import dev.guards.config.grafana.VariableQuery;
import dev.guards.inventory.LogStream;
import dev.guards.regex.ValueSet;
import dev.guards.template.Hole;
import dev.guards.template.Template;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The domains of one dashboard's variables in one environment. Queries of variables are held against what the environment
 * produces, those that others depend on first; a circle of variables is not known. Types and forms of variables as in
 * Grafana's documentation.
 */
public final class DashboardDomains implements Domains {
    /** Where the values of log streams come from: those listed, and perhaps others. */
    public record Streams(List<LogStream> listed, boolean open) {
        /** Nothing is known of logs. */
        public static final Streams UNKNOWN = new Streams(List.of(), true);
    }

    private final Dashboard dashboard;
    private final Datasources datasources;
    private final Function<DatasourceReference, SeriesSource> series;
    private final Streams streams;
    private final Map<String, Domain> known = new HashMap<>();
    private final Map<String, Unfilled> unfilled = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    public DashboardDomains(Dashboard dashboard, Datasources datasources, SeriesSource series, Streams streams) {
        this(dashboard, datasources, reference -> series, streams);
    }

    /** @param series what each datasource answers from */
    public DashboardDomains(Dashboard dashboard, Datasources datasources, Function<DatasourceReference, SeriesSource> series, Streams streams) {
        this.dashboard = dashboard;
        this.datasources = datasources;
        this.series = series;
        this.streams = streams;
    }

    @Override
    public Domain of(String name) {
        Domain domain = known.get(name);
        if (domain != null) {
            return domain;
        }
        Variable variable = dashboard.variable(name);
        if (variable == null || !open.add(name)) {
            return Domain.UNKNOWN;
        }
        domain = compute(variable);
        open.remove(name);
        known.put(name, domain);
        return domain;
    }

    /** The variables that can never get a value, in the order of the file. */
    public List<Unfilled> unfilled() {
        List<Unfilled> found = new ArrayList<>();
        for (Variable variable : dashboard.variables()) {
            Unfilled reason = unfilled(variable.id());
            if (reason != null && !found.contains(reason)) {
                found.add(reason);
            }
        }
        return found;
    }

    /** Why the variable can never get a value; null when it may. */
    public Unfilled unfilled(String name) {
        of(name);
        return unfilled.get(name);
    }

    /** The same, as if variables that can never get a value had one that is not known: what else is wrong then shows. */
    public Domains assumingFilled() {
        return name -> unfilled(name) == null ? of(name) : Domain.UNKNOWN;
    }

    /** The same for the variables that share one reason. */
    public Domains assumingFilled(Unfilled reason) {
        return name -> unfilled(name) != reason ? of(name) : Domain.UNKNOWN;
    }

    /** Why variables of a text can never get a value, in the order of the text; empty when all may. */
    public List<Unfilled> unfilledIn(Text text) {
        List<Unfilled> reasons = new ArrayList<>();
        for (Hole hole : Template.parse(text).holes()) {
            Unfilled reason = unfilled(hole.name());
            if (reason != null && !reasons.contains(reason)) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    private Domain compute(Variable variable) {
        return switch (variable.kind()) {
            case CUSTOM -> listed(variable, CustomValues.of(variable.text()));
            case INTERVAL -> variable.node().get("auto").isTrue() ? unknown(variable, "may be an interval that Grafana computes")
                    : listed(variable, CustomValues.of(variable.text()));
            case CONSTANT -> constant(variable);
            case SWITCH -> switched(variable);
            case QUERY -> queried(variable);
            case TEXTBOX -> typed(variable);
            case DATASOURCE -> unknown(variable, "stands for a datasource");
            default -> Domain.UNKNOWN;
        };
    }

    /** An exported constant is asked for when the dashboard is imported; the value proposed then is that of the exporting Grafana. */
    private Domain constant(Variable variable) {
        Text text = variable.text();
        if (text != null && !hasHoles(text)) {
            return Domain.of(text.value());
        }
        Domain asked = unknown(variable, "is set when the dashboard is imported");
        Template template = text == null ? null : Template.parse(text);
        Dashboard.Input input = template == null || !template.isHole() ? null : dashboard.input(template.holes().get(0).name());
        String proposed = input == null ? null : input.node().get("value").string();
        return proposed == null ? asked : asked.initially(proposed);
    }

    /** A text box holds what was saved, or its default, until somebody types. */
    private static Domain typed(Variable variable) {
        Text saved = variable.current().isEmpty() || variable.current().get(0).isEmpty() ? variable.text() : variable.current().get(0);
        Domain domain = unknown(variable, "is typed in by hand");
        return saved == null ? domain.initially("") : hasHoles(saved) ? domain : domain.initially(saved.value());
    }

    static boolean hasHoles(Text text) {
        return Template.parse(text).hasHoles();
    }

    private static Domain switched(Variable variable) {
        String on = variable.node().get("enabledValue").string();
        String off = variable.node().get("disabledValue").string();
        return on == null || off == null ? Domain.UNKNOWN : Domain.of(on, off);
    }

    private static Domain listed(Variable variable, List<String> values) {
        boolean unknown = values == null || values.isEmpty() || variable.text() != null && hasHoles(variable.text());
        return unknown ? unknown(variable, "is a list that is not known") : domain(variable, ValueSet.ofAll(values));
    }

    private static Domain unknown(Variable variable, String because) {
        return domain(variable, Domain.UNKNOWN.values()).from(null, because);
    }

    /** A custom value of All may hold variables; what it then stands for is not known. */
    private static Domain domain(Variable variable, ValueSet values) {
        Text all = variable.includeAll() ? variable.allValue() : null;
        boolean open = all != null && hasHoles(all);
        return new Domain(open ? Domain.UNKNOWN.values() : values, variable.mayBeSeveral(), open || all == null ? null : all.value());
    }

    private Domain queried(Variable variable) {
        if (datasources.isRemote(variable.datasource(), dashboard)) {
            return unknown(variable, "takes its values from a datasource outside of the stack");
        }
        VariableAnswer answer = answer(variable);
        ValueSet values = answer.values();
        Unfilled reason = values.isEmpty() ? unfilled(variable, answer) : null;
        Origin origin = answer.origin();
        if (reason == null && variable.regex() != null && !VariableRegex.isIdentity(variable.regex())) {
            ValueSet filtered = VariableRegex.apply(variable.regex(), values);
            if (filtered.isEmpty()) {
                reason = new Unfilled(variable, Unfilled.Kind.REGEX, variable.regex().span(), "the filter of `" + variable.id()
                        + "` lets none of the values through: they are " + values.describe(5), answer.selection(), null);
            }
            values = filtered;
            origin = null;
        }
        ValueSet written = written(variable);
        if (reason != null && written.isEmpty()) {
            unfilled.put(variable.id(), reason);
        }
        return domain(variable, values.union(written)).from(origin, answer.because());
    }

    private VariableAnswer answer(Variable variable) {
        String plugin = datasources.pluginOf(variable.datasource(), dashboard);
        Language language = plugin.isEmpty() ? null : Language.ofPlugin(plugin);
        return language == Language.PROMQL ? new MetricVariable(series.apply(variable.datasource()), this).answer(variable.query())
                : language == Language.LOGQL ? new StreamVariable(streams, this).answer(variable.query())
                : VariableAnswer.unknown(plugin.isEmpty() ? "asks a datasource that is not known"
                : "asks a datasource of type `" + plugin + "`");
    }

    /**
     * Values that the file gives to a query variable: options that do not come from the query, and those saved with one that is
     * not refreshed. Grafana before 11 takes the saved ones and does not ask; later ones ask, and take what is answered.
     */
    private static ValueSet written(Variable variable) {
        List<String> written = new ArrayList<>();
        variable.node().get("staticOptions").items().forEach(option -> written.add(option.get("value").string("")));
        ValueSet values = ValueSet.ofAll(written);
        if (variable.refresh() == Variable.Refresh.NEVER && !variable.options().isEmpty()) {
            variable.options().forEach(option -> written.add(option.value()));
            values = ValueSet.ofAll(written).inexact();
        }
        return values;
    }

    /**
     * A variable whose query holds one that is never filled shares that one's cause, unless All stands in for it and the query finds
     * series, without the label that it asks for.
     */
    private Unfilled unfilled(Variable variable, VariableAnswer answer) {
        VariableQuery query = variable.query();
        for (String name : names(query)) {
            Unfilled cause = unfilled.get(name);
            boolean standsIn = answer.kind() == Unfilled.Kind.LABEL && of(name).allValue() != null;
            if (cause != null && !standsIn) {
                return cause;
            }
        }
        return new Unfilled(variable, answer.kind(), answer.span() == null ? query.span() : answer.span(), answer.message(),
                answer.selection(), answer.label());
    }

    private List<String> names(VariableQuery query) {
        List<String> names = new ArrayList<>();
        if (query instanceof VariableQuery.LabelValues q) {
            add(q.selector(), names);
            add(q.label(), names);
        } else if (query instanceof VariableQuery.QueryResult q) {
            add(q.expr(), names);
        } else if (query instanceof VariableQuery.SeriesOf q) {
            add(q.selector(), names);
        } else if (query instanceof VariableQuery.Metrics q) {
            add(q.regex(), names);
        }
        return names;
    }

    private static void add(Text text, List<String> names) {
        if (text != null) {
            for (Hole hole : Template.parse(text).holes()) {
                names.add(hole.name());
            }
        }
    }
}
