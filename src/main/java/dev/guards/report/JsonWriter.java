package dev.guards.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;

/** Writes JSON as a stream; the only door to Jackson's generator. */
public final class JsonWriter implements Closeable, Flushable {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator generator;

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    }

    /** One document, indented for people and diffs. */
    public static JsonWriter indented(Appendable out) throws IOException {
        JsonWriter writer = new JsonWriter(FACTORY.createGenerator(new Sink(out)));
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(com.fasterxml.jackson.core.util.DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        printer.indentObjectsWith(com.fasterxml.jackson.core.util.DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        writer.generator.setPrettyPrinter(printer);
        return writer;
    }

    /** Without blanks; for JSON lines the caller writes {@link #endLine} behind each object. */
    public static JsonWriter compact(Appendable out) throws IOException {
        JsonWriter writer = new JsonWriter(FACTORY.createGenerator(new Sink(out)));
        writer.generator.setRootValueSeparator(null);
        return writer;
    }

    /**
     * Without blanks, to stand in a {@code <script>} of a page: no text can end the element, as each {@code <} is escaped, and
     * only ASCII is written, so that halves of surrogate pairs do no harm either.
     */
    public static JsonWriter embedded(Appendable out) throws IOException {
        JsonWriter writer = compact(out);
        writer.generator.setHighestNonEscapedChar(0x7e);
        writer.generator.setCharacterEscapes(new NoMarkup());
        return writer;
    }

    public JsonWriter startObject() throws IOException {
        generator.writeStartObject();
        return this;
    }

    public JsonWriter startObject(String name) throws IOException {
        generator.writeObjectFieldStart(name);
        return this;
    }

    public JsonWriter endObject() throws IOException {
        generator.writeEndObject();
        return this;
    }

    public JsonWriter startArray() throws IOException {
        generator.writeStartArray();
        return this;
    }

    public JsonWriter startArray(String name) throws IOException {
        generator.writeArrayFieldStart(name);
        return this;
    }

    public JsonWriter endArray() throws IOException {
        generator.writeEndArray();
        return this;
    }

    /** A text, or null. */
    public JsonWriter field(String name, String value) throws IOException {
        generator.writeStringField(name, value);
        return this;
    }

    public JsonWriter field(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
        return this;
    }

    public JsonWriter field(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
        return this;
    }

    public JsonWriter field(String name, Collection<String> values) throws IOException {
        generator.writeArrayFieldStart(name);
        for (String value : values) {
            generator.writeString(value);
        }
        generator.writeEndArray();
        return this;
    }

    public JsonWriter nullField(String name) throws IOException {
        generator.writeNullField(name);
        return this;
    }

    public JsonWriter value(long value) throws IOException {
        generator.writeNumber(value);
        return this;
    }

    public JsonWriter value(String value) throws IOException {
        generator.writeString(value);
        return this;
    }

    /** The line break between JSON lines. */
    public JsonWriter endLine() throws IOException {
        generator.writeRaw('\n');
        return this;
    }

    @Override
    public void flush() throws IOException {
        generator.flush();
    }

    @Override
    public void close() throws IOException {
        generator.close();
    }

    /** The escapes that JSON asks for, and those of characters that mean something to HTML. */
    private static final class NoMarkup extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        private final int[] ascii = standardAsciiEscapesForJSON();

        NoMarkup() {
            for (char c : new char[] {'<', '>', '&'}) {
                ascii[c] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
            return null;
        }
    }

    /** Hands everything on to an {@code Appendable}. */
    private static final class Sink extends Writer {
        private final Appendable out;

        Sink(Appendable out) {
            this.out = out;
        }

        @Override
        public void write(char[] buffer, int start, int length) throws IOException {
            out.append(java.nio.CharBuffer.wrap(buffer, start, length));
        }

        @Override
        public void flush() {
            // The owner of the Appendable flushes it.
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
