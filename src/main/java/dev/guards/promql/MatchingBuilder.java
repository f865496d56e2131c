package dev.guards.promql;

import dev.guards.promql.PromQLParser.FillContext;
import dev.guards.promql.PromQLParser.ModifiersContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Builds what stands behind a binary operator. */
final class MatchingBuilder {
    private final SelectorBuilder selectors;
    private final Set<Feature> requires;

    MatchingBuilder(SelectorBuilder selectors, Set<Feature> requires) {
        this.selectors = selectors;
        this.requires = requires;
    }

    Matching matching(ModifiersContext context) {
        if (context.matching == null && context.fills.isEmpty()) {
            return Matching.DEFAULT;
        }
        Double left = null;
        Double right = null;
        boolean both = false;
        for (FillContext fill : context.fills) {
            requires.add(Feature.BINOP_FILL_MODIFIERS);
            String word = fill.word.getText().toLowerCase(Locale.ROOT);
            boolean toLeft = word.startsWith("fill_l");
            boolean toRight = word.startsWith("fill_r");
            if (both || left != null && (toLeft || !toRight) || right != null && (toRight || !toLeft)) {
                Token repeated = fill.word;
                int start = repeated.getStopIndex();
                throw new Unexpected.Stop("unexpected \"(\"", start, start + 1);
            }
            both = !toLeft && !toRight;
            Double value = value(fill);
            left = toRight ? left : value;
            right = toLeft ? right : value;
        }
        boolean on = context.matching != null && context.matching.getText().length() == 2;
        Matching.Card card = Matching.Card.ONE_TO_ONE;
        if (context.group != null) {
            boolean many = context.group.word.getText().toLowerCase(Locale.ROOT).startsWith("group_l");
            card = many ? Matching.Card.MANY_TO_ONE : Matching.Card.ONE_TO_MANY;
        }
        return new Matching(on, context.matching == null ? List.of() : selectors.labels(context.names),
                context.matching != null && context.names.hole != null, card,
                context.group == null ? List.of() : selectors.labels(context.group.names), left, right);
    }

    private static Double value(FillContext fill) {
        double value = Numerals.value(fill.value.getText());
        return fill.sign != null && fill.sign.getText().equals("-") ? -value : value;
    }
}
