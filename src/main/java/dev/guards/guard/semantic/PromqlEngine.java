package dev.guards.guard.semantic;

import dev.guards.catalog.Version;
import dev.guards.environment.Environment;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.promql.Aggregate;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.Feature;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds the language of queries against the version and the flags of the servers that are asked. */
public final class PromqlEngine implements SemanticGuard {
    private static final Rule FLAG = Rule.error("promql-feature-flag", "a query needs a part of PromQL that the server has to switch on, and does not");
    private static final Rule VERSION = Rule.error("promql-version", "a query has a part of PromQL that came with a later version than the deployed one");

    private static final String OPTION = "enable-feature";
    /** Servers with PromQL of their own. */
    private static final Set<Role> OTHERS = Set.of(Role.MIMIR, Role.THANOS, Role.VICTORIA_METRICS, Role.LGTM);

    @Override
    public String id() {
        return "promql-engine";
    }

    @Override
    public String summary() {
        return "the deployed Prometheus takes each query as it is configured";
    }

    @Override
    public List<Rule> rules() {
        return List.of(FLAG, VERSION);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        List<Program> servers = servers(stack.environment());
        Version newest = newest(servers);
        for (StackQuery query : servers.isEmpty() ? List.<StackQuery>of() : stack.queries()) {
            if (query.expr() != null && query.analysis() != null) {
                flags(query, servers, findings);
                if (newest != null) {
                    for (Expr expr : query.expr().parts()) {
                        version(query, expr, servers.get(0), newest, findings);
                    }
                }
            }
        }
    }

    /** Null unless the version of each server is known. */
    private static Version newest(List<Program> servers) {
        Version newest = null;
        for (Program server : servers) {
            Version version = version(server);
            if (!version.isExact() || version.precision() < 2) {
                return null;
            }
            newest = newest == null || version.isAtLeast(newest) ? version : newest;
        }
        return newest;
    }

    /** The Prometheus servers when nothing else answers queries. */
    private static List<Program> servers(Environment environment) {
        List<Program> servers = new ArrayList<>();
        for (Program program : environment.programs()) {
            if (OTHERS.contains(program.role())) {
                return List.of();
            }
            boolean known = program.role() == Role.PROMETHEUS && program.workload() != null && program.workload().image() != null
                    && program.workload().image().shortName().equals("prometheus");
            if (known) {
                servers.add(program);
            }
        }
        return servers;
    }

    private static Version version(Program server) {
        return Version.of(server.workload().image().tag());
    }

    /** A flaw of all servers, where there are several. */
    private static void flags(StackQuery query, List<Program> servers, Findings findings) {
        for (Feature feature : query.requires()) {
            boolean off = true;
            for (Program server : servers) {
                boolean byDefault = feature == Feature.DURATION_EXPRESSIONS
                        && (!version(server).isExact() || version(server).isAtLeast(PromqlHistory.DURATIONS));
                off &= !byDefault && isOff(server, feature);
            }
            if (off) {
                Span span = part(query.expr(), feature);
                Object key = List.of(FLAG.id(), feature, query.text().source().path());
                Finding finding = findings.again(key, span);
                if (finding == null) {
                    finding = findings.remember(key, findings.report(FLAG, span, "Prometheus refuses this: it needs `--enable-feature=" + feature.flag() + "`"));
                    finding.note(servers.get(0).workload().span(), "the server runs without it");
                    finding.help("start it with `--enable-feature=" + feature.flag() + "`, or write the query without it");
                }
                query.concerns(finding);
            }
        }
    }

    /** False also where the command line is not known. */
    private static boolean isOff(Program server, Feature feature) {
        List<Text> words = server.workload().words();
        boolean known = !server.workload().kind().isKubernetes() || !words.isEmpty();
        for (Text word : words) {
            known &= Unknown.isKnown(word.value()) && !(word.value().contains(OPTION) && word.value().contains("$")) && !word.value().contains(feature.flag());
        }
        return known;
    }

    /** The call that needs the feature, or all of the query. */
    private static Span part(Expr query, Feature feature) {
        Span[] found = new Span[1];
        query.walk(expr -> {
            boolean experimental = expr instanceof Call call && call.function() != null && call.function().isExperimental()
                    || expr instanceof Aggregate aggregate && aggregate.operator() != null && aggregate.operator().isExperimental();
            if (found[0] == null && experimental && feature == Feature.EXPERIMENTAL_FUNCTIONS) {
                found[0] = expr.span();
            }
        });
        return found[0] == null ? query.span() : found[0];
    }

    private static void version(StackQuery query, Expr expr, Program server, Version version, Findings findings) {
        PromqlHistory.Entry entry = PromqlHistory.of(expr);
        if (entry == null || version.isAtLeast(entry.since())) {
            return;
        }
        Object key = List.of(VERSION.id(), entry.name(), query.text().source().path());
        Finding finding = findings.again(key, expr.span());
        if (finding == null) {
            finding = findings.remember(key, findings.report(VERSION, expr.span(), "Prometheus " + version + " refuses " + entry.name()
                    + ": it came with " + entry.since()));
            finding.note(server.workload().image().text().span(), "the version that runs");
            finding.help(entry.instead().isEmpty() ? "upgrade Prometheus, or write the query without it" : "write " + entry.instead() + ", or upgrade Prometheus");
        }
        query.concerns(finding);
    }
}
