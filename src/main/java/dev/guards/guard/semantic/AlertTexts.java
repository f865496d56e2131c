package dev.guards.guard.semantic;

import dev.guards.config.settings.Settings;
import dev.guards.guard.DashboardUrl;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.SemanticGuard;
import dev.guards.guard.Stack;
import dev.guards.guard.StackQuery;
import dev.guards.text.Paths;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reports labels and annotations of alerts that lead nowhere, say too much, or lack what the team asks for. */
public final class AlertTexts implements SemanticGuard {
    private static final Rule RUNBOOK = Rule.warning("alert-runbook-missing", "the runbook that an alert points to is not in the repository");
    private static final Rule LINK = Rule.info("alert-dashboard-link-broken", "an alert points to a dashboard uid that no dashboard of the repository has");
    private static final Rule SECRET = Rule.error("alert-secret", "an alert carries what looks like a key or password to everybody it notifies");
    private static final Rule LABELS = Rule.warning("alert-labels", "an alert lacks a label that `guards.yaml` asks for, or gives it another value");
    private static final Rule ANNOTATIONS = Rule.warning("alert-annotations", "an alert lacks an annotation that `guards.yaml` asks for");

    private static final String[] KEYS = {"AKIA", "ghp_", "gho_", "glpat-", "xoxb-", "xoxp-", "glsa_", "-----BEGIN", "hooks.slack.com/services/T",
            "discord.com/api/webhooks/"};

    @Override
    public String id() {
        return "alert-texts";
    }

    @Override
    public String summary() {
        return "what alerts say leads somewhere, is fit to be read, and is complete";
    }

    @Override
    public List<Rule> rules() {
        return List.of(RUNBOOK, LINK, SECRET, LABELS, ANNOTATIONS);
    }

    @Override
    public void check(Stack stack, Findings findings) {
        Set<String> uids = null;
        for (StackQuery query : stack.queries()) {
            if (query.use() == StackQuery.Use.ALERT && query.rule().alert() != null) {
                uids = uids == null ? uids(stack) : uids;
                for (Map.Entry<String, Text> annotation : query.rule().annotations().entrySet()) {
                    runbook(stack, query, annotation.getKey(), annotation.getValue(), findings);
                    link(query, annotation.getValue(), uids, findings);
                    secret(query, annotation.getValue(), findings);
                }
                query.rule().labels().values().forEach(label -> secret(query, label, findings));
                policy(stack.repository().settings().alerts(), query, findings);
            }
        }
    }

    private static Set<String> uids(Stack stack) {
        Set<String> uids = new HashSet<>();
        stack.repository().grafana().dashboards().forEach(placed -> {
            Text uid = placed.dashboard().uid();
            if (uid != null) {
                uids.add(uid.value());
            }
        });
        return uids;
    }

    /** A path of the repository, or the address of a file where its folder is one of the repository's. */
    private static void runbook(Stack stack, StackQuery query, String name, Text text, Findings findings) {
        if (!name.startsWith("runbook") || text.value().contains("{{")) {
            return;
        }
        String value = text.value().strip();
        int fragment = value.indexOf('#');
        String path = fragment < 0 ? value : value.substring(0, fragment);
        int file = fileStart(path);
        if (file < 0) {
            return;
        }
        List<String> files = stack.repository().documents().workspace().files();
        String wanted = path.substring(file);
        String folder = Paths.parent(wanted);
        boolean address = file > 0 && path.contains("://");
        boolean ours = !address || !folder.isEmpty() && files.stream().anyMatch(f -> f.startsWith(folder + "/"));
        if (ours && files.stream().noneMatch(f -> f.equals(wanted) || !address && f.endsWith("/" + wanted))) {
            List<String> near = new ArrayList<>();
            files.stream().filter(f -> f.endsWith(".md")).forEach(near::add);
            String meant = Suggest.nearest(wanted, near);
            query.concerns(findings.report(RUNBOOK, text.span(), "there is no `" + wanted + "` in the repository"))
                    .help(meant == null ? "" : "did you mean `" + meant + "`?");
        }
    }

    /** Where the path within the repository begins; -1 for an address that leads elsewhere, or no file at all. */
    private static int fileStart(String value) {
        if (!value.endsWith(".md") && !value.endsWith(".adoc") && !value.endsWith(".rst")) {
            return -1;
        }
        if (!value.contains("://")) {
            return value.startsWith("/") ? 1 : value.startsWith("./") ? 2 : 0;
        }
        for (String mark : new String[] {"/blob/", "/tree/", "/raw/", "/src/branch/"}) {
            int at = value.indexOf(mark);
            int branch = at < 0 ? -1 : value.indexOf('/', at + mark.length());
            if (branch > 0) {
                return branch + 1;
            }
        }
        return -1;
    }

    private static void link(StackQuery query, Text text, Set<String> uids, Findings findings) {
        int at = text.value().indexOf("/d/");
        int start = at < 0 ? -1 : at;
        boolean remote = start > 0 && Character.isLetterOrDigit(text.charAt(start - 1)) && !text.value().substring(0, start).contains("://")
                && !text.value().contains("grafana");
        DashboardUrl url = start < 0 || remote || uids.isEmpty() ? null : DashboardUrl.of(text.slice(start, text.length()));
        if (url != null && !uids.contains(url.uid().value()) && isUid(url.uid().value())) {
            String near = Suggest.nearest(url.uid().value(), uids);
            query.concerns(findings.report(LINK, url.uid().span(), "no dashboard of the repository has the uid `" + url.uid() + "`"))
                    .help(near == null ? "" : "did you mean `" + near + "`?");
        }
    }

    private static boolean isUid(String text) {
        return text.chars().allMatch(c -> c == '-' || c == '_' || c < 128 && Character.isLetterOrDigit(c));
    }

    private static void secret(StackQuery query, Text text, Findings findings) {
        for (String key : KEYS) {
            int at = text.value().indexOf(key);
            if (at >= 0 && text.length() - at > key.length() + 8) {
                query.concerns(findings.report(SECRET, text.span(at, at + key.length()), "what begins with `" + key + "` looks like a key"))
                        .help("keep it out of the alert: everybody who is notified reads it");
            }
        }
    }

    private static void policy(Settings.AlertPolicy policy, StackQuery query, Findings findings) {
        Map<String, Text> labels = new LinkedHashMap<>(query.group().labels());
        labels.putAll(query.rule().labels());
        for (Map.Entry<String, List<Text>> wanted : policy.labels().entrySet()) {
            Text own = labels.get(wanted.getKey());
            List<String> allowed = wanted.getValue().stream().map(Text::value).toList();
            if (own == null) {
                query.concerns(findings.report(LABELS, query.rule().span(), "alert `" + query.rule().alert() + "` has no label `" + wanted.getKey() + "`"))
                        .help(allowed.isEmpty() ? "" : "its values: " + String.join(", ", allowed));
            } else if (!allowed.isEmpty() && !allowed.contains(own.value()) && !own.value().contains("{{")) {
                query.concerns(findings.report(LABELS, own.span(), "`" + wanted.getKey() + "` is `" + own + "`, which is none of "
                        + String.join(", ", allowed)));
            }
        }
        for (Text wanted : policy.annotations()) {
            if (!query.rule().annotations().containsKey(wanted.value())) {
                query.concerns(findings.report(ANNOTATIONS, query.rule().span(), "alert `" + query.rule().alert() + "` has no annotation `" + wanted + "`"));
            }
        }
    }
}
