package dev.guards.logql;

import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** ANTLR counts code points, texts count code units: they differ behind the first character beyond the basic plane. */
final class CodePoints {
    private CodePoints() {
    }

    static void toCodeUnits(CommonTokenStream tokens, String text) {
        int point = 0;
        int unit = 0;
        for (Token token : tokens.getTokens()) {
            CommonToken shifted = (CommonToken) token;
            int length = token.getStopIndex() + 1 - token.getStartIndex();
            unit = text.offsetByCodePoints(unit, token.getStartIndex() - point);
            int end = length > 0 ? text.offsetByCodePoints(unit, length) : unit;
            point = token.getStartIndex() + Math.max(0, length);
            if (token.getType() != Token.EOF) {
                shifted.setText(text.substring(unit, end));
            }
            shifted.setStartIndex(unit);
            shifted.setStopIndex(end - 1);
            unit = end;
        }
    }
}
