package dev.guards.catalog;

import dev.guards.catalog.CatalogFile.Change;
import dev.guards.catalog.CatalogFile.Default;
import dev.guards.catalog.CatalogFile.Dynamic;
import dev.guards.catalog.CatalogFile.Effect;
import dev.guards.catalog.CatalogFile.Entry;
import dev.guards.catalog.CatalogFile.Flag;
import dev.guards.catalog.CatalogFile.Group;
import dev.guards.catalog.CatalogFile.LabelWord;
import dev.guards.catalog.CatalogFile.Signs;
import dev.guards.catalog.CatalogFile.State;
import dev.guards.catalog.CatalogFile.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The compiled form of a catalogue file: one line a fact, its first field says which, fields divided by tabs, lists inside of
 * a field by unit separators. Written at build time, read at run time without a YAML parser. Not an exchange format: both
 * sides are always of the same build.
 */
final class CatalogText {
    private static final String LIST = "\u001f";
    private static final String NULL = "-";

    private CatalogText() {
    }

    static String write(CatalogFile file) {
        StringBuilder out = new StringBuilder();
        line(out, "exporter", file.id(), file.about(), flag(file.library()), flag(file.kubernetesOnly()),
                flag(file.passesThrough()), flag(file.open()), file.oldest().toString(), file.newest().toString());
        Signs signs = file.signs();
        line(out, "signs", list(signs.images()), list(signs.programs()), list(signs.variables()), list(signs.ports()),
                list(signs.paths()), list(signs.jobs()));
        line(out, "names", list(file.owns()), list(file.claims()), list(file.alsoExposes()));
        for (Dynamic dynamic : file.dynamic()) {
            line(out, "dynamic", dynamic.prefix(), dynamic.group());
        }
        for (Group group : file.groups().values()) {
            List<String> steps = new ArrayList<>();
            for (Default step : group.defaults()) {
                steps.add(step.state() + " " + step.from());
            }
            line(out, "group", group.name(), list(steps));
        }
        for (Flag flag : file.flags()) {
            line(out, "flag", flag.name(), flag.variable(), flag.effect().name(), flag.target(), flag.value(),
                    flag.since().toString());
        }
        for (Variant variant : file.variants()) {
            List<String> states = new ArrayList<>();
            variant.groups().forEach((name, state) -> states.add(state + " " + name));
            line(out, "variant", variant.name(), variant.path(), String.valueOf(variant.port()), flag(variant.ownReleases()),
                    flag(variant.open()), variant.alsoExposes() == null ? NULL : list(variant.alsoExposes()), list(states));
            variant.scopes().forEach((scope, labels) -> line(out, "variant-scope", variant.name(), scope, labels(labels)));
        }
        file.scopes().forEach((scope, labels) -> line(out, "scope", scope, labels(labels)));
        for (Rename rename : file.renames()) {
            line(out, "renamed", rename.from(), rename.to(), rename.version().toString());
        }
        for (Entry entry : file.entries()) {
            List<String> changes = new ArrayList<>();
            for (Change change : entry.changes()) {
                changes.add(change.until() + "\u001e" + labels(change.labels()).replace(LIST, "\u001e"));
            }
            line(out, "m", entry.name(), entry.type().name(), labels(entry.labels()), list(entry.groups()), entry.scope(),
                    entry.since().toString(), entry.removed().toString(), list(entry.variants()), entry.condition(),
                    list(changes));
        }
        return out.toString();
    }

    private static String flag(boolean value) {
        return value ? "1" : "";
    }

    private static String list(List<String> words) {
        return String.join(LIST, words);
    }

    private static String labels(List<LabelWord> labels) {
        StringBuilder out = new StringBuilder();
        for (LabelWord label : labels) {
            out.append(out.length() == 0 ? "" : LIST).append(label);
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String... fields) {
        int end = fields.length;
        while (end > 1 && fields[end - 1].isEmpty()) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (fields[i].indexOf('\t') >= 0 || fields[i].indexOf('\n') >= 0) {
                throw new IllegalArgumentException("tab or line break in a catalogue text: " + fields[i]);
            }
            out.append(i == 0 ? "" : "\t").append(fields[i]);
        }
        out.append('\n');
    }

    static CatalogFile read(String text) {
        String[] head = {};
        Signs signs = null;
        String[] names = {};
        List<Dynamic> dynamic = new ArrayList<>();
        Map<String, Group> groups = new LinkedHashMap<>();
        List<Flag> flags = new ArrayList<>();
        List<Variant> variants = new ArrayList<>();
        Map<String, List<LabelWord>> scopes = new LinkedHashMap<>();
        List<Rename> renames = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        // Most families of an exporter have the labels of their neighbours.
        Map<String, List<LabelWord>> labels = new HashMap<>();
        for (int start = 0; start < text.length();) {
            int end = text.indexOf('\n', start);
            String[] f = fields(text, start, end);
            start = end + 1;
            switch (f[0]) {
                case "exporter" -> head = f;
                case "signs" -> signs = new Signs(words(f[1]), words(f[2]), words(f[3]), words(f[4]), words(f[5]), words(f[6]));
                case "names" -> names = f;
                case "dynamic" -> dynamic.add(new Dynamic(f[1], f[2]));
                case "group" -> groups.put(f[1], new Group(f[1], defaults(f[2])));
                case "flag" -> flags.add(new Flag(f[1], f[2], Effect.valueOf(f[3]), f[4], f[5], version(f[6])));
                case "variant" -> variants.add(new Variant(f[1], f[2], Integer.parseInt(f[3]), !f[4].isEmpty(), !f[5].isEmpty(),
                        f[6].equals(NULL) ? null : words(f[6]), states(f[7]), new LinkedHashMap<>()));
                case "variant-scope" -> variants.get(variants.size() - 1).scopes().put(f[2], labelWords(f[3]));
                case "scope" -> scopes.put(f[1], labelWords(f[2]));
                case "renamed" -> renames.add(new Rename(f[1], f[2], head[1], version(f[3])));
                case "m" -> entries.add(new Entry(f[1], MetricType.valueOf(f[2]), labels.computeIfAbsent(f[3], CatalogText::labelWords), words(f[4]), f[5],
                        version(f[6]), version(f[7]), words(f[8]), f[9], changes(f[10])));
                default -> throw new IllegalStateException("unknown line in the compiled catalogue: " + f[0]);
            }
        }
        return new CatalogFile(head[1], head[2], !head[3].isEmpty(), !head[4].isEmpty(), !head[5].isEmpty(), !head[6].isEmpty(),
                signs, words(names[1]), words(names[2]), words(names[3]), version(head[7]), version(head[8]), dynamic, groups,
                flags, variants, scopes, renames, entries);
    }

    private static Version version(String word) {
        return word.isEmpty() ? Version.UNKNOWN : Version.of(word);
    }

    /** The fields of a line, padded with empty ones. */
    static String[] fields(String text, int start, int end) {
        String[] found = new String[12];
        Arrays.fill(found, "");
        int field = 0;
        int from = start;
        while (from <= end) {
            int tab = text.indexOf('\t', from);
            int to = tab < 0 || tab > end ? end : tab;
            found[field++] = text.substring(from, to);
            from = to + 1;
        }
        return found;
    }

    static List<String> words(String field) {
        return split(field, '\u001f');
    }

    private static List<String> split(String field, char separator) {
        if (field.isEmpty()) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        int from = 0;
        for (int to = field.indexOf(separator); to >= 0; to = field.indexOf(separator, from)) {
            found.add(field.substring(from, to));
            from = to + 1;
        }
        found.add(field.substring(from));
        return found;
    }

    private static List<LabelWord> labelWords(String field) {
        List<LabelWord> found = new ArrayList<>();
        for (String word : words(field)) {
            found.add(LabelWord.of(word));
        }
        return found;
    }

    private static List<Default> defaults(String field) {
        List<Default> found = new ArrayList<>();
        for (String word : words(field)) {
            int space = word.indexOf(' ');
            found.add(new Default(version(word.substring(space + 1)), State.valueOf(word.substring(0, space))));
        }
        return found;
    }

    private static Map<String, State> states(String field) {
        Map<String, State> found = new LinkedHashMap<>();
        for (String word : words(field)) {
            int space = word.indexOf(' ');
            found.put(word.substring(space + 1), State.valueOf(word.substring(0, space)));
        }
        return found;
    }

    private static List<Change> changes(String field) {
        List<Change> found = new ArrayList<>();
        for (String word : words(field)) {
            List<String> parts = split(word, '\u001e');
            List<LabelWord> labels = new ArrayList<>();
            for (String label : parts.subList(1, parts.size())) {
                if (!label.isEmpty()) {
                    labels.add(LabelWord.of(label));
                }
            }
            found.add(new Change(version(parts.get(0)), labels));
        }
        return found;
    }
}
