package dev.guards.inventory.jmx;

import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files below {@code guards/beans}, whose format its README describes. */
final class BeanFile {
    private static final String FOLDER = "/guards/beans/";
    private static final Map<String, List<Bean>> READ = new HashMap<>();

    private final Map<String, List<String>> sets = new HashMap<>();
    private final Map<String, List<String>> samples = new HashMap<>();

    private BeanFile() {
    }

    /** The beans of a file. */
    static synchronized List<Bean> beans(String id) {
        return READ.computeIfAbsent(id, name -> new BeanFile().read(resource(name)));
    }

    /** A file of the folder as a tree. */
    static Node resource(String id) {
        String path = FOLDER + id + ".yaml";
        try (InputStream in = BeanFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing: " + path);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return YamlReader.read(new Source(path, text).whole(), problem -> {
                throw new IllegalStateException(path + ": " + problem.message());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReadException e) {
            throw new IllegalStateException(path + ": " + e.getMessage(), e);
        }
    }

    private List<Bean> read(Node root) {
        root.get("sets").entries().forEach(set -> sets.put(set.key().value(), attributes(set.value())));
        root.get("samples").entries().forEach(key -> samples.put(key.key().value(), strings(key.value())));
        List<Bean> beans = new ArrayList<>();
        for (Node item : root.get("beans").items()) {
            String name = item.get("bean").string();
            int colon = name.indexOf(':');
            beans.add(new Bean(name.substring(0, colon), keys(name.substring(colon + 1)), attributes(item.get("has")),
                    strings(item.get("texts")), item.get("condition").string("")));
        }
        return beans;
    }

    private static List<String> strings(Node list) {
        return list.texts().stream().map(Text::value).toList();
    }

    private List<String> attributes(Node list) {
        List<String> all = new ArrayList<>();
        for (String word : strings(list)) {
            all.addAll(sets.getOrDefault(word, List.of(word)));
        }
        return all;
    }

    private List<Bean.Key> keys(String list) {
        List<Bean.Key> keys = new ArrayList<>();
        for (String word : list.split(",")) {
            int at = 0;
            while (word.charAt(at) != '=' && word.charAt(at) != '~') {
                at++;
            }
            String key = word.substring(0, at);
            String value = word.substring(at + 1);
            keys.add(value.equals("*") ? new Bean.Key(key, sample(key), false, false)
                    : new Bean.Key(key, List.of(value.split("\\|")), word.charAt(at) == '=', true));
        }
        return keys;
    }

    private List<String> sample(String key) {
        if (!samples.containsKey(key)) {
            throw new IllegalStateException("no samples of the key " + key);
        }
        return samples.get(key);
    }
}
