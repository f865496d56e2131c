package dev.guards.guard.semantic;

import dev.guards.analysis.Cause;
import dev.guards.analysis.Row;
import dev.guards.catalog.Label;
import dev.guards.guard.Rule;
import dev.guards.guard.Stack;
import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;

/**
 * Why a label never has the value that is asked for, where more is known than that.
 *
 * @param rule    what to report it as
 * @param message lower case, no final period
 * @param value   what to ask for instead, as it would stand in the quotes; null when that is not known
 * @param help    empty to propose that value
 */
record WrongValue(Rule rule, String message, String value, String help) {
    static final Rule GLOB = Rule.error("regex-glob", "a shell pattern stands where a text or a regular expression is compared");
    static final Rule EXPORTED = Rule.error("exported-label", "the label is that of the target; the exporter's own is stored as `exported_...`");
    static final Rule ENUM = Rule.error("label-enum-unknown", "the label has a fixed list of values, and this is none of them");
    static final Rule SHAPE = Rule.error("instance-shape", "`instance` is host and port, without a scheme");

    /** Null when no more is known than that the value does not exist. */
    static WrongValue of(Stack stack, Cause.ValueImpossible cause) {
        Matcher plain = cause.matcher().plain();
        if (plain == null || plain.op().isNegative() || plain.value().isEmpty()) {
            return null;
        }
        WrongValue known = glob(cause, plain);
        known = known == null ? exported(cause, plain) : known;
        known = known == null ? shape(cause, plain) : known;
        known = known == null ? namesake(stack, cause, plain) : known;
        return known == null ? closed(cause, plain) : known;
    }

    /** {@code "a*"} where {@code a.*} would find something. */
    private static WrongValue glob(Cause.ValueImpossible cause, Matcher plain) {
        if (!plain.value().contains("*") || plain.value().contains(".*")) {
            return null;
        }
        String pattern = Re2.quote(plain.value().replace("*", "\u0000")).replace("\\\u0000", "\u0000").replace("\u0000", ".*");
        return cause.exists().excludes(new Matcher(plain.label(), Matcher.Op.MATCHES, pattern)) ? null
                : new WrongValue(GLOB, "`" + plain.value() + "` is a shell pattern; " + (plain.op().isRegex()
                ? "as a regular expression it means something else" : "`" + plain.op().symbol() + "` compares the text as it is"), null,
                "write `" + cause.label() + "=~\"" + plain.value().replace(".", "\\\\.").replace("*", ".*") + "\"`");
    }

    /** What the exporter says has moved, because the target has a label of that name too. */
    private static WrongValue exported(Cause.ValueImpossible cause, Matcher plain) {
        String moved = "exported_" + cause.label();
        for (Row row : cause.rows()) {
            ValueSet own = row.labels().get(moved);
            if (row.labels().names().contains(moved) && !own.withoutAbsent().isEmpty()
                    && !own.withoutAbsent().excludes(new Matcher(moved, plain.op(), plain.value()))) {
                return new WrongValue(EXPORTED, "`" + cause.label() + "` of `" + cause.metric() + "` is that of the target, "
                        + cause.exists().describe(3) + "; what the exporter says is stored as `" + moved + "`", null,
                        "select by `" + moved + "`, or set `honor_labels: true` in the scrape job");
            }
        }
        return null;
    }

    private static WrongValue shape(Cause.ValueImpossible cause, Matcher plain) {
        if (!cause.label().equals("instance")) {
            return null;
        }
        String bare = plain.value();
        int scheme = bare.indexOf("://");
        String host = scheme < 0 ? bare : bare.substring(scheme + 3);
        int path = host.indexOf('/');
        String address = path < 0 ? host : host.substring(0, path);
        for (String exists : cause.exists().values()) {
            boolean same = exists.equals(address) || exists.startsWith(address + ":") || address.startsWith(exists + ":");
            if (!address.isEmpty() && same && !exists.equals(bare)) {
                return new WrongValue(SHAPE, "`instance` is never `" + bare + "`: it is `" + exists + "`", exists, "");
            }
        }
        return null;
    }

    /** The name of a service, of which the container is called otherwise. */
    private static WrongValue namesake(Stack stack, Cause.ValueImpossible cause, Matcher plain) {
        ValueSet names = plain.op() == Matcher.Op.EQUAL ? stack.namesake(plain.value(), cause.exists()) : null;
        return names == null ? null : new WrongValue(LabelValues.UNSATISFIABLE, cause.message(), names.single(),
                "service `" + plain.value() + "` runs as " + names.describe(3) + ": select by that");
    }

    /** The catalogue lists all values that the exporter ever gives to the label. */
    private static WrongValue closed(Cause.ValueImpossible cause, Matcher plain) {
        ValueSet all = ValueSet.none();
        for (Row row : cause.rows()) {
            Label label = row.member() == null ? null : row.member().family().label(cause.label());
            if (label == null || !label.closed()) {
                return null;
            }
            all = all.union(ValueSet.ofAll(label.values()));
        }
        if (all.isEmpty() || !all.excludes(plain)) {
            return null;
        }
        return new WrongValue(ENUM, "`" + cause.label() + "` of `" + cause.metric() + "` has no value `" + plain.value() + "`: it is "
                + all.describe(8), cause.nearest(), "");
    }
}
