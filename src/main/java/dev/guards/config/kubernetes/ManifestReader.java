package dev.guards.config.kubernetes;

import dev.guards.text.JsonReader;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the objects of a manifest: the documents of a YAML stream, each for itself (one that cannot be read does not
 * take the others along), or one JSON text. Lists are unrolled.
 */
public final class ManifestReader {
    private final Consumer<Problem> problems;
    private final List<Manifest> found = new ArrayList<>();

    private ManifestReader(Consumer<Problem> problems) {
        this.problems = problems;
    }

    /**
     * All objects of a file, in its order. Documents that are no objects (no {@code kind}) are passed over.
     *
     * @param problems receives the documents that cannot be read
     */
    public static List<Manifest> read(Source source, Consumer<Problem> problems) {
        ManifestReader reader = new ManifestReader(problems);
        Text whole = source.whole();
        if (startsWithBrace(source.text())) {
            reader.readJson(whole);
        } else {
            reader.readYaml(whole);
        }
        return reader.found;
    }

    /** Whether a file may hold objects: {@code apiVersion} and {@code kind} at the top of a document. Cheap, no parsing. */
    public static boolean looksLikeManifest(String content) {
        if (startsWithBrace(content)) {
            return content.contains("\"apiVersion\"") && content.contains("\"kind\"");
        }
        return hasTopLevelKey(content, "apiVersion") && hasTopLevelKey(content, "kind");
    }

    private static boolean hasTopLevelKey(String content, String key) {
        int at = content.indexOf(key);
        while (at >= 0) {
            boolean startsLine = at == 0 || content.charAt(at - 1) == '\n';
            int end = at + key.length();
            if (startsLine && end < content.length() && content.charAt(end) == ':') {
                return true;
            }
            at = content.indexOf(key, end);
        }
        return false;
    }

    private static boolean startsWithBrace(String content) {
        for (int i = 0; i < content.length(); i++) {
            if (!Character.isWhitespace(content.charAt(i))) {
                return content.charAt(i) == '{';
            }
        }
        return false;
    }

    private void readJson(Text text) {
        try {
            add(JsonReader.read(text, problems), "");
        } catch (ReadException e) {
            problems.accept(e.problem());
        }
    }

    /** A line that starts with three dashes always ends a document, so the stream can be cut there. */
    private void readYaml(Text text) {
        String content = text.value();
        int start = 0;
        while (start < content.length()) {
            int end = content.indexOf("\n---", start);
            int documentEnd = end < 0 ? content.length() : end + 1;
            try {
                for (Node document : YamlReader.readAll(text.slice(start, documentEnd), problems)) {
                    add(document, "");
                }
            } catch (ReadException e) {
                problems.accept(e.problem());
            }
            start = documentEnd;
        }
    }

    /** @param kindInList what the items of a typed list are when they do not say */
    private void add(Node node, String kindInList) {
        Manifest manifest = Manifest.of(node);
        String kind = manifest.kind().isEmpty() ? kindInList : manifest.kind();
        if (kind.endsWith("List") && !node.get("items").items().isEmpty()) {
            for (Node item : node.get("items").items()) {
                add(item, kind.substring(0, kind.length() - "List".length()));
            }
        } else if (!kind.isEmpty() && !kind.equals("List")) {
            found.add(new Manifest(manifest.apiVersion(), kind, manifest.metadata(), node));
        }
    }
}
