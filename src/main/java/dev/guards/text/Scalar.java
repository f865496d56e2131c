package dev.guards.text;

/** A text, number, boolean or null. The text of a number or boolean is what the file says. */
public final class Scalar implements Node {
    /** How the format reads the scalar. */
    public enum Type { TEXT, NUMBER, BOOLEAN, NULL }

    private final Type type;
    private final Text text;
    private final Span span;
    private final String tag;

    public Scalar(Type type, Text text, Span span) {
        this(type, text, span, "");
    }

    public Scalar(Type type, Text text, Span span, String tag) {
        this.type = type;
        this.text = text;
        this.span = span;
        this.tag = tag;
    }

    @Override
    public String tag() {
        return tag;
    }

    public Type type() {
        return type;
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public Text text() {
        return type == Type.NULL ? null : text;
    }

    @Override
    public String kind() {
        return switch (type) {
            case TEXT -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
        };
    }

    @Override
    public boolean isTrue() {
        return type == Type.BOOLEAN && isOneOf("true", "yes", "on", "y");
    }

    @Override
    public boolean isFalse() {
        return type == Type.BOOLEAN && !isTrue();
    }

    @Override
    public boolean isNull() {
        return type == Type.NULL;
    }

    private boolean isOneOf(String... words) {
        for (String word : words) {
            if (word.equalsIgnoreCase(text.value())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text.value();
    }
}
