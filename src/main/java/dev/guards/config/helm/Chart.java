package dev.guards.config.helm;

import dev.guards.text.Absent;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a chart: the objects that matter to monitoring, by its values. The files are {@code guards/charts/*.yaml};
 * the README beside them tells their form and where the facts come from.
 *
 * @param root the file
 */
public record Chart(String name, Node root) {
    private static final String FOLDER = "/guards/charts/";
    private static final Map<String, Chart> READ = new LinkedHashMap<>();
    private static List<String> names;

    /** The chart of a name; null when nothing is known of it. */
    public static synchronized Chart of(String name) {
        if (!names().contains(name)) {
            return null;
        }
        return READ.computeIfAbsent(name, n -> new Chart(n, read(n)));
    }

    /** Every chart that something is known of. */
    static List<Chart> all() {
        List<Chart> all = new ArrayList<>();
        names().forEach(name -> all.add(of(name)));
        return all;
    }

    private static synchronized List<String> names() {
        if (names == null) {
            names = new ArrayList<>();
            read("index").items().forEach(item -> names.add(item.string("")));
        }
        return names;
    }

    private static Node read(String name) {
        String path = FOLDER + name + ".yaml";
        try (InputStream in = Chart.class.getResourceAsStream(path)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Problem> problems = new ArrayList<>();
            Node root = YamlReader.read(new Source("(chart " + name + ")", text).whole(), problems::add);
            if (!problems.isEmpty()) {
                throw new IllegalStateException(path + ": " + problems.get(0).message());
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReadException e) {
            throw new IllegalStateException(path + ": " + e.problem().message(), e);
        }
    }

    /** The chart's own values, as far as its objects here depend on them. */
    Node values() {
        return root.get("values");
    }

    /** Templates of objects, each under its conditions. */
    List<Node> objects() {
        return root.get("objects").items();
    }

    /** Charts that it brings along. */
    List<Node> charts() {
        return root.get("charts").items();
    }

    /** Whether it brings a server or agent that scrapes, so that where it is installed there is something to check. */
    public boolean isStack() {
        return root.get("stack").isTrue();
    }

    /** Whether values can only be meant for this chart: they have one of the keys that no other chart has. */
    boolean hasValues(Node given) {
        for (Text path : root.get("recognised_by").texts()) {
            if (Values.at(given, path.value()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Kinds of objects, as {@code group/Kind}, that do nothing without what this chart installs. */
    List<Text> impliedBy() {
        return root.get("implied_by").texts();
    }

    /** The namespace that it is installed into where nobody says otherwise; null when there is no such habit. */
    String namespace() {
        Node namespace = root.get("namespace");
        return namespace instanceof Absent ? null : namespace.string();
    }
}
