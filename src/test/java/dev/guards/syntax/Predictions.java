package dev.guards.syntax;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ParserATNSimulator;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.dfa.DFA;

/** What a parser predicts with; ours do without. */
public final class Predictions {
    private Predictions() {
    }

    public static ParserATNSimulator of(Parser parser) {
        ATN atn = parser.getATN();
        DFA[] decisions = new DFA[atn.getNumberOfDecisions()];
        for (int i = 0; i < decisions.length; i++) {
            decisions[i] = new DFA(atn.getDecisionState(i), i);
        }
        return new ParserATNSimulator(parser, atn, decisions, new PredictionContextCache());
    }
}
