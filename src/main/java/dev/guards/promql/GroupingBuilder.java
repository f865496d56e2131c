package dev.guards.promql;

import dev.guards.promql.PromQLParser.ArgumentTailContext;
import dev.guards.promql.PromQLParser.ArgumentsContext;
import dev.guards.promql.PromQLParser.ExprContext;
import dev.guards.promql.PromQLParser.GroupingContext;
import dev.guards.template.Template;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Builds the grouping of an aggregation. */
final class GroupingBuilder {
    private final SelectorBuilder selectors;
    private final Errors errors;

    GroupingBuilder(SelectorBuilder selectors, Errors errors) {
        this.selectors = selectors;
        this.errors = errors;
    }

    /** @param listed the labels behind a variable that stands for the keyword, which the parser takes for arguments; or null */
    Grouping grouping(GroupingContext context, ArgumentsContext listed) {
        if (context.hole == null) {
            return new Grouping(context.word.getType() == PromQLLexer.WITHOUT, selectors.labels(context.names),
                    context.names.hole != null ? Grouping.Form.BARE : Grouping.Form.LISTED);
        }
        List<Template> labels = new ArrayList<>();
        labels.add(selectors.template(context.hole));
        if (listed != null && listed.first != null) {
            label(listed.first, labels);
            for (ArgumentTailContext tail : listed.rest) {
                if (tail.value != null) {
                    label(tail.value, labels);
                }
            }
        }
        return new Grouping(false, labels, Grouping.Form.WORD);
    }

    private void label(ExprContext context, List<Template> labels) {
        Token first = context.getStart();
        if (first == context.getStop()) {
            labels.add(selectors.template(first));
        } else {
            errors.at(first, "unexpected " + first.getText() + " in grouping opts, expected label");
        }
    }
}
