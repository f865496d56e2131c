package dev.guards.inventory.pipeline;

import dev.guards.config.pipeline.Stage;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The drop stage: an entry goes when all conditions hold. */
final class Dropping {
    private enum Answer { NO, PERHAPS, YES }

    private Dropping() {
    }

    static List<Entry> drop(Stage.Drop drop, Entry entry) {
        Answer answer = Answer.YES;
        if (drop.longerThan() >= 0) {
            answer = both(answer, each(entry.line(), line -> line.getBytes(StandardCharsets.UTF_8).length > drop.longerThan()));
        }
        if (drop.olderThan()) {
            answer = both(answer, Answer.PERHAPS);
        }
        answer = both(answer, bySource(drop, entry));
        if (answer == Answer.YES) {
            return List.of();
        }
        return List.of(answer == Answer.NO ? entry : entry.uncertain().thinned(drop.span(), "drops some lines"));
    }

    private static Answer bySource(Stage.Drop drop, Entry entry) {
        if (drop.sources().isEmpty()) {
            return drop.regex() == null ? Answer.YES : each(entry.line(), drop.regex()::find);
        }
        List<ValueSet> parts = new ArrayList<>();
        Answer present = Answer.YES;
        for (Text source : drop.sources()) {
            ValueSet value = entry.extracted().get(source.value());
            present = both(present, value.mustBeAbsent() ? Answer.NO : value.mayBeAbsent() ? Answer.PERHAPS : Answer.YES);
            parts.add(value);
        }
        ValueSet joined = ValueSet.concat(parts, drop.separator());
        if (drop.value() != null) {
            return both(present, each(joined, drop.value().value()::equals));
        }
        return drop.regex() == null ? present : both(present, each(joined, drop.regex()::find));
    }

    private static Answer both(Answer a, Answer b) {
        return a.ordinal() < b.ordinal() ? a : b;
    }

    private static Answer each(ValueSet values, java.util.function.Predicate<String> condition) {
        if (!values.isFinite()) {
            return Answer.PERHAPS;
        }
        boolean some = false;
        boolean all = true;
        for (String value : values.values()) {
            boolean holds = condition.test(value);
            some |= holds;
            all &= holds;
        }
        return all ? Answer.YES : some ? Answer.PERHAPS : Answer.NO;
    }
}
