package dev.guards.promql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** PromQL's words: which token a name is. Case does not count. */
final class Words {
    private static final Map<String, Integer> TYPES = new HashMap<>(128);
    private static final int LONGEST = 12;

    static {
        for (Aggregator aggregator : Aggregator.values()) {
            TYPES.put(aggregator.word(), PromQLLexer.AGGREGATION);
        }
        put(PromQLLexer.SET_OPERATOR, "and", "or", "unless");
        put(PromQLLexer.ATAN2, "atan2");
        put(PromQLLexer.BOOL, "bool");
        put(PromQLLexer.BY, "by");
        put(PromQLLexer.WITHOUT, "without");
        put(PromQLLexer.MATCHING, "on", "ignoring");
        put(PromQLLexer.GROUP_SIDE, "group_left", "group_right");
        put(PromQLLexer.OFFSET, "offset");
        put(PromQLLexer.RANGE_MODE, "anchored", "smoothed");
        put(PromQLLexer.BOUND, "start", "end");
        put(PromQLLexer.QUERY_TIME, "step", "range");
        put(PromQLLexer.EXTREME, "max_of", "min_of");
        put(PromQLLexer.NUMBER, "inf", "nan");
    }

    private Words() {
    }

    private static void put(int type, String... words) {
        for (String word : words) {
            TYPES.put(word, type);
        }
    }

    /** The token type of a name of the main mode. */
    static int type(String name) {
        if (name.length() <= LONGEST) {
            Integer type = TYPES.get(name);
            if (type == null) {
                type = TYPES.get(name.toLowerCase(Locale.ROOT));
            }
            if (type != null) {
                return type;
            }
        }
        return name.indexOf(':') < 0 ? PromQLLexer.IDENTIFIER : PromQLLexer.METRIC_NAME;
    }

    /** The token type of a name between brackets, where only the words of duration expressions are known. */
    static int typeInRange(String name) {
        int type = type(name);
        return type == PromQLLexer.QUERY_TIME || type == PromQLLexer.EXTREME ? type : PromQLLexer.ERROR;
    }
}
