package dev.guards.guard.simple;

import dev.guards.config.grafana.Language;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.LabelMatcher;
import dev.guards.promql.Parsed;
import dev.guards.promql.StringLiteral;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.template.Template;
import dev.guards.text.Span;
import java.util.List;

/** Patterns in PromQL that fail, match more than is meant, or say the same as plain text. */
public final class PromqlRegexes implements SimpleGuard {
    private static final Rule INVALID = Rule.error("regex-invalid", "a pattern of `label_replace` is no RE2, so the query fails when it runs");
    static final Rule EMPTY_BRANCH = Rule.info("regex-empty-branch", "an alternative of a pattern is empty, so series without the label match too");
    static final Rule DOT = Rule.info("regex-dot-unescaped", "the dots of a host name in a pattern match any character");
    static final Rule PLAIN = Rule.info("regex-plain", "a pattern is plain text, which `=` compares as well");
    static final Rule ANCHOR = Rule.info("regex-redundant-anchor", "a pattern has `^` or `$`, which Prometheus adds anyway");
    static final Rule MATCH_ALL = Rule.info("match-all-matcher", "a matcher lets every series through");
    private static final Rule TOO_BROAD = Rule.info("selector-too-broad", "a selector names no metric, and its matchers let nearly every series through");

    @Override
    public String id() {
        return "promql-regexes";
    }

    @Override
    public String summary() {
        return "patterns in PromQL match what they seem to, and are patterns for a reason";
    }

    @Override
    public List<Rule> rules() {
        return List.of(INVALID, EMPTY_BRANCH, DOT, PLAIN, ANCHOR, MATCH_ALL, TOO_BROAD);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        for (WrittenQuery query : WrittenQuery.all(repository)) {
            Parsed parsed = query.language() == Language.PROMQL && !query.isTemplate() ? query.promql(repository) : null;
            if (parsed != null && parsed.isValid()) {
                for (Expr expr : parsed.expr().parts()) {
                    check(query, expr, findings);
                }
            }
        }
    }

    private static void check(WrittenQuery query, Expr expr, Findings findings) {
        if (expr instanceof Call call && call.is("label_replace") && call.arguments().size() == 5) {
            replaced(query, call.arguments().get(4), findings);
        } else if (expr instanceof VectorSelector selector) {
            for (LabelMatcher matcher : selector.matchers()) {
                Matcher plain = matcher.op().isRegex() ? matcher.plain() : null;
                RegexFlaw flaw = plain == null || matcher.isName() ? null : RegexFlaw.of(matcher, plain);
                if (flaw != null) {
                    report(query, flaw, matcher, findings);
                }
            }
            broad(query, selector, findings);
        }
    }

    private static void report(WrittenQuery query, RegexFlaw flaw, LabelMatcher matcher, Findings findings) {
        Object key = List.of(flaw.rule().id(), matcher.span().text(), query.expr().source().path());
        Finding finding = findings.again(key, flaw.span());
        if (finding == null) {
            finding = findings.remember(key, findings.report(flaw.rule(), flaw.span(), flaw.message()));
            finding.help(flaw.help()).fix(flaw.fix()).severity(flaw.severity());
        }
        finding.subject(query.subject()).expression(query.expr().value());
    }

    private static void replaced(WrittenQuery query, Expr pattern, Findings findings) {
        Template regex = pattern.bare() instanceof StringLiteral literal ? literal.value() : null;
        if (regex == null || regex.hasHoles()) {
            return;
        }
        try {
            Re2.compile(regex.literal());
        } catch (Re2Exception e) {
            Span span = regex.text().isEmpty() ? pattern.span() : regex.text().span(Math.min(e.position(), regex.text().length() - 1), regex.text().length());
            findings.report(INVALID, span, "`label_replace` fails with this pattern: " + e.getMessage()).help(e.advice())
                    .subject(query.subject()).expression(query.expr().value());
        }
    }

    /** A variable may well ask for the jobs of all series. */
    private static void broad(WrittenQuery query, VectorSelector selector, Findings findings) {
        if (query.selector() || selector.name() != null || !selector.matcherHoles().isEmpty()) {
            return;
        }
        for (LabelMatcher matcher : selector.matchers()) {
            Matcher plain = matcher.plain();
            boolean narrows = plain == null || !plain.op().isNegative() && !plain.value().equals(".+") && !plain.value().equals(".*");
            if (narrows) {
                return;
            }
        }
        findings.report(TOO_BROAD, selector.span(), "this selects nearly every series that Prometheus has, which takes it long").help("name the metric, or the job")
                .subject(query.subject()).expression(query.expr().value());
    }
}
