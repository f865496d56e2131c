package dev.guards.guard.semantic;

import dev.guards.config.alloy.AlloyBlock;
import dev.guards.config.alloy.AlloyConfig;
import dev.guards.config.alloy.AlloyReader;
import dev.guards.config.alloy.AlloyValue;
import dev.guards.config.prometheus.RelabelRule;
import dev.guards.config.promtail.PromtailReader;
import dev.guards.config.promtail.PromtailScrape;
import dev.guards.environment.Mount;
import dev.guards.environment.Program;
import dev.guards.environment.Role;
import dev.guards.environment.Workload;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.inventory.AddressBook;
import dev.guards.inventory.TargetProblem;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.List;

/** Holds what log agents read and where they send it against the container they run in. */
public final class LogSources implements SemanticGuard {
    private static final Rule PATH = Rule.error("log-path-not-mounted", "an agent reads log files that are not mounted into its container");
    private static final Rule URL = Rule.error("log-client-url-unreachable", "no container of the environment answers where an agent sends its lines");

    @Override
    public String id() {
        return "log-sources";
    }

    @Override
    public String summary() {
        return "log agents reach the files they read and the Loki they send to";
    }

    @Override
    public List<Rule> rules() {
        return List.of(PATH, URL);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        AddressBook addresses = new AddressBook(stack.environment());
        for (Program program : stack.environment().programs()) {
            boolean known = program.openBecause() == null && program.workload() != null && program.workload().buildContext() == null;
            if (known && program.role() == Role.PROMTAIL) {
                promtail(program.workload(), program.config().root(), addresses, findings);
            } else if (known && program.role() == Role.ALLOY) {
                try {
                    alloy(program.workload(), AlloyReader.read(program.config().text()), addresses, findings);
                } catch (ReadException e) {
                    continue;
                }
            }
        }
    }

    private static void promtail(Workload agent, Node root, AddressBook addresses, Findings findings) {
        for (PromtailScrape scrape : PromtailReader.read(root, p -> { }).scrapes()) {
            for (PromtailScrape.Source source : scrape.sources()) {
                switch (source.kind()) {
                    case "static" -> path(agent, source.node().at("labels", "__path__").text(), findings);
                    case "kubernetes" -> relabelledPath(agent, scrape, findings);
                    default -> { }
                }
            }
        }
        for (Node client : root.get("clients").itemsOrSelf()) {
            url(agent, client.get("url").text(), addresses, findings);
        }
        url(agent, root.at("client", "url").text(), addresses, findings);
    }

    private static void alloy(Workload agent, AlloyConfig config, AddressBook addresses, Findings findings) {
        for (AlloyBlock match : config.named("local.file_match")) {
            paths(agent, match.get("path_targets"), findings);
        }
        for (AlloyBlock file : config.named("loki.source.file")) {
            paths(agent, file.get("targets"), findings);
        }
        for (AlloyBlock write : config.named("loki.write")) {
            write.blocks("endpoint").forEach(endpoint -> url(agent, endpoint.node("url").text(), addresses, findings));
        }
    }

    private static void paths(Workload agent, AlloyValue targets, Findings findings) {
        if (targets instanceof AlloyValue.Array array) {
            for (AlloyValue item : array.items()) {
                if (item instanceof AlloyValue.Object object && object.get("__path__") != null) {
                    path(agent, object.get("__path__").node().text(), findings);
                }
            }
        }
    }

    /** The literal front of the path that a rule makes of the names of pods. */
    private static void relabelledPath(Workload agent, PromtailScrape scrape, Findings findings) {
        for (RelabelRule rule : scrape.relabel()) {
            if (rule.targetLabel().value().equals("__path__") && rule.replacement().value().startsWith("/")) {
                path(agent, rule.replacement(), findings);
            }
        }
    }

    private static void path(Workload agent, Text path, Findings findings) {
        if (path == null || !path.value().startsWith("/") || path.value().contains("${") || !Unknown.isKnown(path)) {
            return;
        }
        String front = literalFront(path.value());
        if (front.length() > 1 && !Mount.reach(agent.mounts(), front)) {
            findings.report(PATH, path.span(), "`" + path + "` is not mounted into " + agent)
                    .note(agent.span(), "mounts " + Mount.describe(agent.mounts()))
                    .help("mount the directory that holds the log files, read-only");
        }
    }

    /** Directories in front of the first part that is a pattern or a reference. */
    private static String literalFront(String path) {
        int end = path.length();
        for (char c : new char[] {'*', '?', '[', '{', '$'}) {
            int at = path.indexOf(c);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return end == path.length() ? path : path.substring(0, path.lastIndexOf('/', end));
    }

    private static void url(Workload agent, Text url, AddressBook addresses, Findings findings) {
        if (url == null || !url.value().contains("://") || url.value().contains("${") || !Unknown.isKnown(url)) {
            return;
        }
        String rest = url.value().substring(url.value().indexOf("://") + 3);
        String authority = rest.indexOf('/') < 0 ? rest : rest.substring(0, rest.indexOf('/'));
        String address = authority.substring(authority.indexOf('@') + 1);
        String withPort = address.indexOf(':') >= 0 ? address : address + (url.value().startsWith("https") ? ":443" : ":80");
        for (TargetProblem problem : addresses.find(withPort, agent, url.span()).problems()) {
            if (problem.kind() != TargetProblem.Kind.PROFILE_ONLY) {
                Finding finding = findings.report(URL, url.span(), "lines are sent to `" + address + "`: " + problem.message());
                finding.note(agent.span(), agent + " sends them");
                finding.help(problem.remedy().isEmpty() ? "" : "use `" + problem.remedy() + "`");
                return;
            }
        }
    }
}
