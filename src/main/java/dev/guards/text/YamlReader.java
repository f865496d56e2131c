package dev.guards.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML into located values: anchors and merge keys resolved, every character of a scalar mapped to its place. */
public final class YamlReader {
    static final int MAX_DEPTH = 200;
    /** Values of a document with its aliases written out; more is an alias bomb. */
    static final int MAX_EXPANDED = 2_000_000;
    private static final String RULE = "yaml-syntax";

    private final Text text;
    private final Consumer<Problem> problems;
    /** UTF-16 index of each code point; null when they are the same. */
    private final int[] codePoints;
    private final Map<org.yaml.snakeyaml.nodes.Node, Node> done = new IdentityHashMap<>();
    /** Nodes that are being converted; meeting one again closes a circle. */
    private final Map<org.yaml.snakeyaml.nodes.Node, Boolean> open = new IdentityHashMap<>();
    private final Map<Node, Long> sizes = new IdentityHashMap<>();

    private YamlReader(Text text, Consumer<Problem> problems) {
        this.text = text;
        this.problems = problems;
        this.codePoints = codePoints(text.value());
    }

    /**
     * Reads all documents of a stream; an empty stream has none.
     *
     * @param problems receives what is wrong but can be read over, such as a repeated key (the last one counts), and the
     *                 syntax error of a document behind ones that could be read
     * @throws ReadException when not even the first document can be read
     */
    public static List<Node> readAll(Text text, Consumer<Problem> problems) throws ReadException {
        return new YamlReader(text, problems).documents();
    }

    /** Reads the first document; an absent node when the stream is empty. */
    public static Node read(Text text, Consumer<Problem> problems) throws ReadException {
        List<Node> all = readAll(text, problems);
        return all.isEmpty() ? new Absent(text.span(0, 0)) : all.get(0);
    }

    private List<Node> documents() throws ReadException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setMaxAliasesForCollections(10_000);
        options.setNestingDepthLimit(MAX_DEPTH);
        List<Node> found = new ArrayList<>();
        try {
            Composer composer = new Composer(new ParserImpl(new StreamReader(text.value()), options), new Resolver(),
                    options);
            while (composer.checkNode()) {
                found.add(convert(composer.getNode(), 0));
            }
        } catch (MarkedYAMLException e) {
            failed(found, syntaxError(e));
        } catch (ReaderException e) {
            int at = index(Math.max(0, e.getPosition()));
            failed(found, new Problem(RULE, text.span(at, Math.min(at + 1, text.length())),
                    "character U+" + String.format("%04X", e.getCodePoint()) + " is not allowed in YAML",
                    "remove it, or write it as an escape in a double-quoted text"));
        } catch (YAMLException e) {
            failed(found, new Problem(RULE, text.span(0, 0), "not YAML: " + e.getMessage(), ""));
        }
        return found;
    }

    private void failed(List<Node> found, Problem problem) throws ReadException {
        if (found.isEmpty()) {
            throw new ReadException(problem);
        }
        problems.accept(problem);
    }

    private Problem syntaxError(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        int at = mark == null ? 0 : Math.min(index(mark.getIndex()), text.length());
        String message = e.getProblem() == null ? e.getMessage() : e.getProblem();
        String help = e.getContext() == null ? "" : e.getContext().replaceAll("\\s+", " ");
        if (at < text.length() && text.charAt(at) == '\t') {
            message = "a tab cannot indent YAML";
            help = "indent with spaces";
        }
        return new Problem(RULE, text.span(at, Math.min(at + 1, text.length())),
                message.replaceAll("\\s+", " ").strip().replaceAll("\\.$", ""), help);
    }

    private Node convert(org.yaml.snakeyaml.nodes.Node node, int depth) throws ReadException {
        Node known = done.get(node);
        if (known != null) {
            return known;
        }
        if (open.put(node, true) != null) {
            throw new ReadException(new Problem(RULE, span(node), "an anchor contains itself",
                    "remove the alias that closes the circle"));
        }
        Node converted;
        if (node instanceof MappingNode mapping) {
            converted = mapping(mapping, depth);
        } else if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
                items.add(convert(item, depth + 1));
            }
            converted = new Sequence(items, span(node), ownTag(node));
        } else {
            converted = scalar((ScalarNode) node);
        }
        if (expandedSize(converted) > MAX_EXPANDED) {
            throw new ReadException(new Problem(RULE, span(node),
                    "alias bomb: aliases expand to more than " + MAX_EXPANDED + " values", "the document is refused"));
        }
        open.remove(node);
        done.put(node, converted);
        return converted;
    }

    private long expandedSize(Node node) {
        long size = 1;
        for (Mapping.Entry entry : node.entries()) {
            size += sizes.getOrDefault(entry.value(), 1L);
        }
        for (Node item : node.items()) {
            size += sizes.getOrDefault(item, 1L);
        }
        sizes.put(node, size);
        return size;
    }

    private Mapping mapping(MappingNode node, int depth) throws ReadException {
        Map<String, Mapping.Entry> own = new LinkedHashMap<>();
        Map<String, Mapping.Entry> merged = new HashMap<>();
        List<Mapping.Entry> mergedInOrder = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.accept(new Problem(RULE, span(tuple.getKeyNode()), "a key must be a plain text",
                        "quote the key if braces or brackets belong to it"));
                continue;
            }
            Node value = convert(tuple.getValueNode(), depth + 1);
            if (keyNode.getTag().equals(Tag.MERGE)) {
                for (Node source : value.itemsOrSelf()) {
                    for (Mapping.Entry entry : source.entries()) {
                        if (merged.putIfAbsent(entry.key().value(), entry) == null) {
                            mergedInOrder.add(entry);
                        }
                    }
                }
                continue;
            }
            Text key = scalarText(keyNode);
            if (own.put(key.value(), new Mapping.Entry(key, value)) != null) {
                problems.accept(new Problem(RULE, key.span(), "key `" + key + "` stands twice in one mapping",
                        "remove one of the two"));
            }
        }
        List<Mapping.Entry> all = new ArrayList<>(own.values());
        for (Mapping.Entry entry : mergedInOrder) {
            if (!own.containsKey(entry.key().value())) {
                all.add(entry);
            }
        }
        return new Mapping(all, span(node), ownTag(node));
    }

    private Scalar scalar(ScalarNode node) {
        Tag tag = node.getTag();
        Scalar.Type type = tag.equals(Tag.NULL) ? Scalar.Type.NULL
                : tag.equals(Tag.BOOL) ? Scalar.Type.BOOLEAN
                : tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Scalar.Type.NUMBER
                : Scalar.Type.TEXT;
        return new Scalar(type, scalarText(node), span(node), ownTag(node));
    }

    /** A tag written in the document, as Compose and CloudFormation have them; the standard ones are not of interest. */
    private static String ownTag(org.yaml.snakeyaml.nodes.Node node) {
        String tag = node.getTag().getValue();
        return tag.startsWith("!") ? tag : "";
    }

    private Text scalarText(ScalarNode node) {
        int start = index(node.getStartMark().getIndex());
        int end = index(node.getEndMark().getIndex());
        String value = node.getTag().equals(Tag.BINARY) ? binary(node.getValue()) : node.getValue();
        YamlScalar.Style style = switch (node.getScalarStyle()) {
            case SINGLE_QUOTED -> YamlScalar.Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> YamlScalar.Style.DOUBLE_QUOTED;
            case LITERAL, FOLDED -> YamlScalar.Style.BLOCK;
            default -> YamlScalar.Style.PLAIN;
        };
        if (node.getTag().equals(Tag.BINARY)) {
            return text.decoded(value, start, end, () -> spread(value.length(), start, end));
        }
        YamlScalar scalar = YamlScalar.of(style, text.value(), start, end);
        return text.decoded(value, scalar.start(), scalar.end(), () -> scalar.offsets(value));
    }

    /** What {@code !!binary} holds as UTF-8; bytes that are none become the replacement character. */
    private static String binary(String encoded) {
        try {
            return new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    /** Offsets of a text whose characters have no places of their own. */
    private static int[] spread(int length, int start, int end) {
        int[] at = new int[length + 1];
        java.util.Arrays.fill(at, start);
        at[length] = end;
        return at;
    }

    private Span span(org.yaml.snakeyaml.nodes.Node node) {
        int start = index(node.getStartMark().getIndex());
        int end = index(node.getEndMark().getIndex());
        // The end of a block collection or block scalar lies behind blank lines and comments: trim them away.
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.span(start, end);
    }

    private int index(int codePoint) {
        return codePoints == null ? Math.min(codePoint, text.length())
                : codePoints[Math.min(codePoint, codePoints.length - 1)];
    }

    private static int[] codePoints(String value) {
        boolean narrow = true;
        for (int i = 0; i < value.length() && narrow; i++) {
            narrow = !Character.isSurrogate(value.charAt(i));
        }
        if (narrow) {
            return null;
        }
        int count = value.codePointCount(0, value.length());
        int[] at = new int[count + 1];
        int p = 0;
        for (int i = 0; i < count; i++) {
            at[i] = p;
            p = value.offsetByCodePoints(p, 1);
        }
        at[count] = value.length();
        return at;
    }
}
