package dev.guards.guard.semantic;

import dev.guards.analysis.Flow;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Rule;
import dev.guards.guard.StackQuery;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.StringLiteral;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.template.Hole;
import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.List;

/** {@code label_replace} from a label that no series has: it changes nothing, without a word. */
final class LabelReplacement {
    static final Rule RULE = Rule.warning("label-replace-source-unknown", "`label_replace` reads a label that the series do not have, and so does nothing");

    private LabelReplacement() {
    }

    /** @param call with all of its arguments */
    static void check(StackQuery query, Call call, Findings findings) {
        String target = literal(call, 1);
        String template = template(call.arguments().get(2));
        String source = literal(call, 3);
        String regex = literal(call, 4);
        Flow flow = query.analysis().of(call.arguments().get(0).bare());
        boolean known = target != null && template != null && source != null && !source.isEmpty() && regex != null && flow != null && !flow.rows().isEmpty();
        if (!known || flow.presence(source) != Flow.Presence.IMPOSSIBLE || isFallback(query, call, target, flow)) {
            return;
        }
        boolean setsConstant = matchesAbsent(regex) && template.indexOf('$') < 0;
        if (!setsConstant) {
            List<String> exists = new ArrayList<>(flow.guaranteed());
            exists.addAll(flow.possible());
            exists.remove("__name__");
            Expr place = call.arguments().get(3);
            Finding finding = findings.report(RULE, place.span(), "no series here has a label `" + source + "`, so `" + target + "` is not set");
            String near = Suggest.nearest(source, exists);
            query.concerns(finding).help(near != null ? "did you mean `" + near + "`?" : exists.isEmpty() ? "" : "labels that exist here: " + String.join(", ", exists));
        }
    }

    /** Null where a variable has a part in it. */
    private static String literal(Call call, int argument) {
        return call.arguments().get(argument).bare() instanceof StringLiteral text ? text.value().literal() : null;
    }

    /** As {@link #literal}, with its capture groups, which look like variables. */
    private static String template(Expr argument) {
        if (!(argument.bare() instanceof StringLiteral text)) {
            return null;
        }
        for (Hole hole : text.value().holes()) {
            if (!hole.isCaptureGroup()) {
                return null;
            }
        }
        return text.value().text().value();
    }

    private static boolean matchesAbsent(String regex) {
        try {
            return Re2.compile(regex).matches("");
        } catch (Re2Exception e) {
            return true;
        }
    }

    /** Whether the label is set from others too, or is there already: a query for several versions of an exporter. */
    private static boolean isFallback(StackQuery query, Call call, String target, Flow flow) {
        boolean[] found = {flow.presence(target) != Flow.Presence.IMPOSSIBLE};
        query.expr().walk(expr -> found[0] |= expr instanceof Call other && other != call && other.is("label_replace")
                && other.arguments().size() == 5 && target.equals(literal(other, 1)));
        return found[0];
    }
}
