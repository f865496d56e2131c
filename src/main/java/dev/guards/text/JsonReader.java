package dev.guards.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reads JSON (RFC 8259) into located values. */
public final class JsonReader {
    /** Deeper documents are refused: no dashboard comes near, and readers of the tree may recurse. */
    static final int MAX_DEPTH = 500;
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH).maxStringLength(Integer.MAX_VALUE).build())
            .build();

    private final Text text;
    private final JsonParser parser;
    private final Consumer<Problem> problems;

    private JsonReader(Text text, JsonParser parser, Consumer<Problem> problems) {
        this.text = text;
        this.parser = parser;
        this.problems = problems;
    }

    /**
     * Reads one document.
     *
     * @param problems receives what is wrong but can be read over, such as a repeated key (the last one counts, as in
     *                 JavaScript and Go)
     * @throws ReadException when it is not JSON
     */
    public static Node read(Text text, Consumer<Problem> problems) throws ReadException {
        try (JsonParser parser = FACTORY.createParser(text.value())) {
            JsonReader reader = new JsonReader(text, parser, problems);
            if (parser.nextToken() == null) {
                throw reader.failure("file is empty", "expected a JSON document", 0);
            }
            Node node = reader.value();
            if (parser.nextToken() != null) {
                throw reader.failure("text behind the end of the document", "remove it, or make it a document of its own",
                        (int) parser.currentTokenLocation().getCharOffset());
            }
            return node;
        } catch (JsonProcessingException e) {
            throw syntaxError(text, e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private Node value() throws IOException {
        JsonToken token = parser.currentToken();
        int start = offset();
        return switch (token) {
            case START_OBJECT -> object(start);
            case START_ARRAY -> array(start);
            case VALUE_STRING -> {
                Text string = string(parser.getText(), start);
                yield new Scalar(Scalar.Type.TEXT, string, text.span(start, end()));
            }
            case VALUE_NULL -> scalar(Scalar.Type.NULL, start);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Scalar.Type.BOOLEAN, start);
            default -> scalar(Scalar.Type.NUMBER, start);
        };
    }

    private Scalar scalar(Scalar.Type type, int start) throws IOException {
        int end = start + parser.getText().length();
        return new Scalar(type, text.slice(start, end), text.span(start, end));
    }

    private Mapping object(int start) throws IOException {
        List<Mapping.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int keyStart = offset();
            Text key = string(parser.currentName(), keyStart);
            parser.nextToken();
            Node value = value();
            if (!seen.add(key.value())) {
                problems.accept(new Problem("json-syntax", key.span(), "key `" + key + "` stands twice in one object",
                        "remove one of the two; the last one counts"));
                entries.removeIf(e -> e.key().equals(key));
            }
            entries.add(new Mapping.Entry(key, value));
        }
        return new Mapping(entries, text.span(start, offset() + 1));
    }

    private Sequence array(int start) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Sequence(items, text.span(start, offset() + 1));
    }

    private int offset() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** Behind the current token, whose text has been read. */
    private int end() {
        return (int) parser.currentLocation().getCharOffset();
    }

    private Text string(String decoded, int quote) {
        int start = quote + 1;
        int length = decoded.length();
        if (text.value().startsWith(decoded, start) && start + length < text.length()
                && text.charAt(start + length) == '"' && decoded.indexOf('\\') < 0) {
            return text.slice(start, start + length);
        }
        int end = start;
        while (text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        int from = start;
        int to = end;
        return text.decoded(decoded, from, to, () -> unescape(from, decoded.length(), to));
    }

    /** Index in the text of each decoded character: an escape counts as one character, {@code \}{@code uXXXX} too. */
    private int[] unescape(int start, int length, int end) {
        int[] at = new int[length + 1];
        int p = start;
        for (int i = 0; i < length; i++) {
            at[i] = p;
            p += text.charAt(p) != '\\' ? 1 : text.charAt(p + 1) == 'u' ? 6 : 2;
        }
        at[length] = end;
        return at;
    }

    private ReadException failure(String message, String help, int at) {
        int start = Math.min(at, text.length());
        return new ReadException(new Problem("json-syntax", text.span(start, start), message, help));
    }

    private static ReadException syntaxError(Text text, JsonProcessingException e) {
        JsonLocation where = e.getLocation();
        long raw = where == null ? 0 : where.getCharOffset();
        int at = (int) Math.max(0, Math.min(raw < 0 ? 0 : raw, text.length()));
        String message = e.getOriginalMessage();
        String help = "mend the JSON at this place";
        if (message.contains("end-of-input")) {
            message = "document ends in the middle of a value";
            help = "the file is cut off: close the open brackets, or export it again";
            at = text.length();
        } else if (message.contains("nesting depth")) {
            message = "nested deeper than " + MAX_DEPTH + " levels";
            help = "no dashboard or config is nested that deep; the file is refused";
        } else {
            message = "not JSON: " + lowerFirst(message.replaceAll("\\s+", " "));
        }
        int end = Math.min(at + 1, text.length());
        return new ReadException(new Problem("json-syntax", text.span(at, end), message, help));
    }

    private static String lowerFirst(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
