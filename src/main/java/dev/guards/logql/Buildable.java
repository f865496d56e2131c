package dev.guards.logql;

import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.List;

/** What Loki refuses only when it builds the pipeline of a query that it has parsed: templates, patterns, addresses, paths. */
final class Buildable {
    void check(Expr expr) {
        for (Stage stage : Walk.stages(expr)) {
            check(stage);
        }
    }

    private void check(Stage stage) {
        if (stage instanceof Stage.LineFilter filter) {
            for (Stage.LineValue value : filter.values()) {
                check(filter.operator(), value);
            }
        } else if (stage instanceof Stage.LabelFilter filter) {
            for (Filter.Comparison comparison : Walk.comparisons(filter.filter())) {
                if (comparison.value() instanceof Filter.IpValue ip) {
                    address(ip.pattern());
                }
            }
        } else if (stage instanceof Stage.Json json) {
            for (Stage.Extraction field : json.fields()) {
                String path = field.path() == null ? null : field.path().value().literal();
                if (path != null && !FieldPath.isJson(path)) {
                    throw refused(field.path().span(), "`" + path + "` is no path into JSON", "write it as a.b[0][\"c-d\"]");
                }
            }
        } else if (stage instanceof Stage.Logfmt logfmt) {
            for (Stage.Extraction field : logfmt.fields()) {
                String key = field.path() == null ? null : field.path().value().literal();
                if (key != null && !FieldPath.isLogfmt(key)) {
                    throw refused(field.path().span(), "`" + key + "` is no logfmt key", "quote a key with other characters: \"\\\"a b\\\"\"");
                }
            }
        } else if (stage instanceof Stage.LineFormat format) {
            template(format.template());
        } else if (stage instanceof Stage.LabelFormat format) {
            assignments(format);
        }
    }

    private static void check(Stage.LineOperator operator, Stage.LineValue value) {
        String text = value.text().value().literal();
        if (value.ip()) {
            if (operator != Stage.LineOperator.CONTAINS && operator != Stage.LineOperator.NOT_CONTAINS) {
                throw refused(value.text().span(), "ip() works with |= and != only", "");
            }
            address(value.text());
        } else if (text != null && (operator == Stage.LineOperator.PATTERN || operator == Stage.LineOperator.NOT_PATTERN)) {
            String flaw = LinePattern.parse(text).flawAsFilter();
            if (flaw != null) {
                throw refused(value.text().span(), flaw, "write <_>, or use the `pattern` stage");
            }
        } else if (text != null && (operator == Stage.LineOperator.MATCHES || operator == Stage.LineOperator.NOT_MATCHES)) {
            try {
                Re2.compile(text);
            } catch (Re2Exception e) {
                throw refused(value.text().span(), "invalid regular expression: " + e.getMessage(), "");
            }
        }
    }

    private static void address(Quoted pattern) {
        String text = pattern.value().literal();
        if (text != null && !IpPattern.isValid(text)) {
            throw refused(pattern.span(), "`" + text + "` is no address, range or prefix", "10.0.0.1, 10.0.0.1-10.0.0.9 or 10.0.0.0/8");
        }
    }

    private static void assignments(Stage.LabelFormat format) {
        List<String> set = new ArrayList<>();
        for (Stage.Assignment assignment : format.assignments()) {
            String target = assignment.target().literal();
            if (target != null) {
                if (target.equals("__error__")) {
                    throw refused(assignment.span(), "`__error__` cannot be set", "");
                }
                if (set.contains(target)) {
                    throw refused(assignment.span(), "`" + target + "` is set twice", "use a second `label_format`");
                }
                set.add(target);
            }
            if (assignment.template() != null) {
                template(assignment.template());
            }
        }
    }

    private static void template(Quoted template) {
        for (dev.guards.template.Hole hole : template.value().holes()) {
            if (hole.syntax() != dev.guards.template.Hole.Syntax.DOLLAR) {
                return;
            }
        }
        GoTemplate read = GoTemplate.read(template.text(), !template.value().hasHoles());
        if (read.flaw() == null) {
            return;
        }
        Span whole = template.value().span();
        int at = Math.min(read.flawAt(), template.value().text().length());
        int length = read.unknownFunction() == null ? 1 : read.unknownFunction().length();
        Span place = at == template.value().text().length() ? whole
                : template.value().text().span(at, Math.min(at + length, template.value().text().length()));
        String near = read.unknownFunction() == null ? null : Suggest.nearest(read.unknownFunction(), GoTemplate.functions());
        throw refused(place, "broken template: " + read.flaw(), near == null ? "" : "did you mean `" + near + "`?");
    }

    private static Refused refused(Span span, String message, String help) {
        return new Refused(span, message, help);
    }
}
