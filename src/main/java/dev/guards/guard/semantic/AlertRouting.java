package dev.guards.guard.semantic;

import dev.guards.analysis.Row;
import dev.guards.analysis.Verdict;
import dev.guards.config.alertmanager.AlertmanagerConfig;
import dev.guards.config.alertmanager.AlertmanagerConfig.Route;
import dev.guards.config.alertmanager.RouteMatcher;
import dev.guards.environment.Program;
import dev.guards.environment.PrometheusServer;
import dev.guards.environment.Role;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.inventory.Labels;
import dev.guards.regex.Matcher;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reports alerts that fire and reach nobody: by Alertmanager's routes, or because Prometheus knows no Alertmanager. */
public final class AlertRouting implements SemanticGuard {
    private static final Rule NO_ROUTE = Rule.warning("alert-route-missing", "no route of Alertmanager brings the alert to anybody");
    private static final Rule NOT_SENT = Rule.error("alert-not-sent", "Prometheus evaluates alerts, and sends them to no Alertmanager");
    private static final Rule RECEIVER = Rule.error("alert-receiver-unknown", "a route names a receiver that is not defined, so Alertmanager does not start");

    @Override
    public String id() {
        return "alert-routing";
    }

    @Override
    public String summary() {
        return "each alert that fires reaches somebody";
    }

    @Override
    public List<Rule> rules() {
        return List.of(NO_ROUTE, NOT_SENT, RECEIVER);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        List<Program> managers = stack.environment().programs(Role.ALERTMANAGER);
        if (managers.isEmpty()) {
            return;
        }
        if (stack.isDocker()) {
            notSent(stack, managers.get(0), findings);
        }
        for (Program manager : managers) {
            if (manager.config() != null) {
                AlertmanagerConfig config = AlertmanagerConfig.read(manager.config().root());
                if (config.root() != null) {
                    receivers(config, config.root(), findings);
                    if (managers.size() == 1 && !manager.isAssumed()) {
                        routes(stack, config, findings);
                    }
                }
            }
        }
    }

    private static void notSent(Stack stack, Program manager, Findings findings) {
        for (Program program : stack.environment().programs(Role.PROMETHEUS)) {
            PrometheusServer server = PrometheusServer.of(program);
            boolean alerts = server.rules().stream().flatMap(f -> f.groups().stream()).flatMap(g -> g.rules().stream()).anyMatch(r -> r.alert() != null);
            if (alerts && !program.isAssumed() && server.config() != null && !server.config().root().get("alerting").has("alertmanagers")) {
                Span start = server.config().root().span();
                findings.report(NOT_SENT, start.source().span(start.start(), Math.min(start.start() + 1, start.end())),
                        "the alerts of " + program + " are sent to no Alertmanager").note(manager.span(), manager + " runs here")
                        .help("name it under `alerting.alertmanagers`");
            }
        }
    }

    private static void receivers(AlertmanagerConfig config, Route route, Findings findings) {
        Text receiver = route.receiver();
        boolean own = receiver != null && route.span().holds(receiver.span());
        if (own && !config.receivers().containsKey(receiver.value())) {
            String near = Suggest.nearest(receiver.value(), config.receivers().keySet());
            findings.report(RECEIVER, receiver.span(), "no receiver is called `" + receiver + "`")
                    .help(near != null ? "did you mean `" + near + "`?" : "receivers: " + String.join(", ", config.receivers().keySet()));
        }
        for (Route child : route.routes()) {
            receivers(config, child, findings);
        }
    }

    private static void routes(Stack stack, AlertmanagerConfig config, Findings findings) {
        Set<String> external = new TreeSet<>();
        for (Program program : stack.environment().programs(Role.PROMETHEUS)) {
            PrometheusServer server = PrometheusServer.of(program);
            if (server.config() == null || server.config().root().get("alerting").has("alert_relabel_configs")) {
                return;
            }
            external.addAll(server.config().externalLabels().keySet());
        }
        for (StackQuery query : stack.queries()) {
            if (query.use() == StackQuery.Use.ALERT && query.rule().alert() != null && query.analysis() != null
                    && query.verdict() != Verdict.EMPTY) {
                route(query, config, external, findings);
            }
        }
    }

    /** An alert that no route below the root takes, and that the root brings to nobody, or not to whom it was meant for. */
    private static void route(StackQuery query, AlertmanagerConfig config, Set<String> external, Findings findings) {
        Route root = config.root();
        Map<String, Text> given = new HashMap<>(query.group().labels());
        given.putAll(query.rule().labels());
        List<Labels> alerts = labels(query, given, external);
        for (Route route : root.routes()) {
            if (route.matchers() == null || alerts.stream().anyMatch(labels -> mayTake(route, labels))) {
                return;
            }
        }
        AlertmanagerConfig.Receiver receiver = root.receiver() == null ? null : config.receivers().get(root.receiver().value());
        RouteMatcher near = near(root, given);
        if (receiver == null || receiver.notifies() && near == null) {
            return;
        }
        Object key = Arrays.asList(NO_ROUTE.id(), near, query.text().source().path());
        Finding known = findings.again(key, query.rule().span());
        if (known == null) {
            known = findings.remember(key, findings.report(NO_ROUTE, query.rule().span(), "no route takes alert `" + query.rule().alert()
                    + "`; it goes to receiver `" + receiver.name() + "`" + (receiver.notifies() ? "" : ", which tells nobody")));
            proof(root, near, given, known);
        }
        query.concerns(known);
    }

    private static void proof(Route root, RouteMatcher near, Map<String, Text> given, Finding finding) {
        finding.note(root.receiver().span(), "the root route");
        if (near != null) {
            String label = near.matcher().label();
            finding.note(near.text().span(), "this route asks for `" + label + "` `" + near.text() + "`; the alert's is `" + given.get(label) + "`");
        }
        Set<String> asked = new TreeSet<>();
        for (Route route : root.routes()) {
            for (RouteMatcher m : route.matchers()) {
                asked.add("`" + m.matcher().label() + m.matcher().op().symbol() + "\"" + m.text() + "\"`");
            }
        }
        finding.help(asked.isEmpty() ? "give the receiver an integration" : "routes ask for " + String.join(", ", asked));
    }

    private static boolean mayTake(Route route, Labels labels) {
        List<Matcher> matchers = new ArrayList<>();
        route.matchers().forEach(m -> matchers.add(m.matcher()));
        return labels.match(matchers) != Labels.Match.NEVER;
    }

    /** A route that asks for nearly the value of a label that the rule gives to the alert. */
    private static RouteMatcher near(Route root, Map<String, Text> labels) {
        for (Route route : root.routes()) {
            for (RouteMatcher asked : route.matchers()) {
                Text own = labels.get(asked.matcher().label());
                if (own != null && asked.matcher().op() == Matcher.Op.EQUAL
                        && (Suggest.nearest(own.value(), List.of(asked.text().value())) != null || asked.text().value().startsWith(own.value()))) {
                    return asked;
                }
            }
        }
        return null;
    }

    /** Labels that the alert may have when it arrives. */
    private static List<Labels> labels(StackQuery query, Map<String, Text> given, Set<String> external) {
        List<Labels> all = new ArrayList<>();
        for (Row row : query.analysis().root().rows()) {
            Labels labels = row.labels().without("__name__");
            for (Map.Entry<String, Text> label : given.entrySet()) {
                String value = label.getValue().value();
                labels = labels.with(label.getKey(), value.contains("{{") ? ValueSet.any() : ValueSet.of(value));
            }
            for (String label : external) {
                labels = labels.has(label) ? labels : labels.with(label, ValueSet.any());
            }
            all.add(labels.with("alertname", query.rule().alert().value()));
        }
        return all;
    }
}
