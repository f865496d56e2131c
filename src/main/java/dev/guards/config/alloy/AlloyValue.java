package dev.guards.config.alloy;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.List;

/** An expression of Alloy's language, as far as it can be told without running it. */
public sealed interface AlloyValue {
    Span span();

    /** A text, number, boolean or null. */
    record Literal(Scalar scalar) implements AlloyValue {
        @Override
        public Span span() {
            return scalar.span();
        }
    }

    record Array(List<AlloyValue> items, Span span) implements AlloyValue {
    }

    record Object(List<Field> fields, Span span) implements AlloyValue {
        /** A key and its value. */
        public record Field(Text key, AlloyValue value) {
        }

        /** The value of a key; null when there is none. */
        public AlloyValue get(String key) {
            for (Field field : fields) {
                if (field.key().value().equals(key)) {
                    return field.value();
                }
            }
            return null;
        }
    }

    /** Names joined by dots, such as {@code loki.write.local.receiver}. */
    record Reference(List<Text> path, Span span) implements AlloyValue {
        @Override
        public String toString() {
            StringBuilder out = new StringBuilder();
            path.forEach(p -> out.append(out.length() == 0 ? "" : ".").append(p));
            return out.toString();
        }
    }

    /** A call of a function of the standard library. */
    record Call(String function, List<AlloyValue> arguments, Span span) implements AlloyValue {
    }

    /** Operators, index and the like: a value that only a run can tell. */
    record Computed(List<AlloyValue> parts, Span span) implements AlloyValue {
    }

    /** All references in it, in order. */
    default List<Reference> references() {
        List<Reference> found = new ArrayList<>();
        if (this instanceof Reference reference) {
            found.add(reference);
        }
        for (AlloyValue part : parts()) {
            found.addAll(part.references());
        }
        return found;
    }

    private List<AlloyValue> parts() {
        if (this instanceof Array array) {
            return array.items();
        }
        if (this instanceof Object object) {
            return object.fields().stream().map(Object.Field::value).toList();
        }
        if (this instanceof Call call) {
            return call.arguments();
        }
        return this instanceof Computed computed ? computed.parts() : List.of();
    }

    /** As a located tree; what only a run can tell is a text that holds {@link Unknown#MARK}. */
    default Node node() {
        if (this instanceof Literal literal) {
            return literal.scalar();
        }
        if (this instanceof Array array) {
            return new Sequence(array.items().stream().map(AlloyValue::node).toList(), span());
        }
        if (this instanceof Object object) {
            return new Mapping(object.fields().stream().map(f -> new Mapping.Entry(f.key(), f.value().node())).toList(), span());
        }
        return new Scalar(Scalar.Type.TEXT, Text.at(span(), String.valueOf(Unknown.MARK)), span());
    }
}
