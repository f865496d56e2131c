package dev.guards.guard.simple;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;

/** The refIds that an expression of Grafana ({@code __expr__}) reads: math, reduce, resample, threshold, classic conditions. */
final class ExpressionReferences {
    private ExpressionReferences() {
    }

    static List<Text> of(Node model) {
        List<Text> found = new ArrayList<>();
        Text expression = model.get("expression").text();
        switch (model.get("type").string("")) {
            case "math" -> {
                if (expression != null) {
                    math(expression, found);
                }
            }
            case "reduce", "resample", "threshold" -> {
                if (expression != null && !expression.isEmpty()) {
                    found.add(stripped(expression));
                }
            }
            case "classic_conditions" -> {
                for (Node condition : model.get("conditions").items()) {
                    List<Text> parameters = condition.at("query", "params").texts();
                    if (!parameters.isEmpty()) {
                        found.add(parameters.get(0));
                    }
                }
            }
            default -> {
                // SQL names its tables itself; newer types are not known here
            }
        }
        return found;
    }

    /** {@code $A} and {@code ${A}}, as the math parser reads them. */
    private static void math(Text expression, List<Text> found) {
        String value = expression.value();
        for (int i = value.indexOf('$'); i >= 0; i = value.indexOf('$', i + 1)) {
            boolean braces = value.startsWith("${", i);
            int start = braces ? i + 2 : i + 1;
            int end = start;
            while (end < value.length() && (braces ? value.charAt(end) != '}'
                    : Character.isLetterOrDigit(value.charAt(end)) || value.charAt(end) == '_')) {
                end++;
            }
            if (end > start) {
                found.add(expression.slice(start, end));
            }
        }
    }

    private static Text stripped(Text expression) {
        String value = expression.value();
        if (value.startsWith("${") && value.endsWith("}")) {
            return expression.slice(2, value.length() - 1);
        }
        return value.startsWith("$") ? expression.slice(1, value.length()) : expression;
    }
}
