package dev.guards.cli;

import dev.guards.guard.Edit.Replacement;
import dev.guards.template.Hole;
import dev.guards.template.Part;
import dev.guards.template.Template;
import dev.guards.text.JsonReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A dashboard (JSON) or rule file (YAML) with its queries over several lines. A query stays as it is when formatting could
 * change what it says: when it has comments, or when a variable would get other neighbours (it may bring a comma of its own).
 */
final class FormattedFile {
    private final Source source;
    private final boolean json;
    private final List<Replacement> replacements = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private String text;

    private FormattedFile(Source source) {
        this.source = source;
        this.json = source.text().stripLeading().startsWith("{");
    }

    /** @throws ReadException when the file is neither JSON nor YAML */
    static FormattedFile of(Source source) throws ReadException {
        FormattedFile file = new FormattedFile(source);
        List<Node> before = file.read(source);
        for (Node document : before) {
            file.walk(document, "");
        }
        file.text = file.edited();
        file.check(before);
        return file;
    }

    private List<Node> read(Source from) throws ReadException {
        return json ? List.of(JsonReader.read(from.whole(), p -> { })) : YamlReader.readAll(from.whole(), p -> { });
    }

    /** The whole file after the change. */
    String text() {
        return text;
    }

    int changed() {
        return replacements.size();
    }

    /** Queries that were left alone, each with its place and the reason. */
    List<String> left() {
        return left;
    }

    private void walk(Node node, String datasource) {
        String type = node.get("datasource").get("type").string(datasource);
        for (Mapping.Entry entry : node.entries()) {
            boolean isQuery = entry.key().value().equals("expr") && entry.value().text() != null
                    && (json || node.has("alert") || node.has("record"));
            if (isQuery) {
                query(entry, type);
            } else {
                walk(entry.value(), type);
            }
        }
        for (Node item : node.items()) {
            walk(item, type);
        }
    }

    private void query(Mapping.Entry entry, String datasource) {
        Text query = entry.value().text();
        if (query.value().isBlank() || !datasource.isEmpty() && !datasource.equals("prometheus") && !datasource.equals("loki")) {
            return;
        }
        QueryReader.Outcome outcome = outcome(query, datasource);
        if (!outcome.ok()) {
            left.add(query.span().place() + ": " + outcome.error());
        } else if (outcome.comments()) {
            left.add(query.span().place() + ": something (a comment, a spelling) would be lost");
        } else if (!neighbours(query.value()).equals(neighbours(outcome.pretty()))) {
            left.add(query.span().place() + ": a variable would get other neighbours");
        } else if (!outcome.printed().equals(outcome(Text.of(outcome.pretty()), datasource).printed())) {
            left.add(query.span().place() + ": the formatted query would not read the same");
        } else if (!outcome.pretty().equals(query.value().stripTrailing())) {
            Replacement replacement = json ? new Replacement(entry.value().span(), quoted(outcome.pretty())) : yaml(entry, outcome.pretty());
            if (replacement == null) {
                left.add(query.span().place() + ": it has an anchor, or stands between brackets, where YAML has no blocks of lines");
            } else {
                replacements.add(replacement);
            }
        }
    }

    private static QueryReader.Outcome outcome(Text query, String datasource) {
        QueryReader.Outcome outcome = datasource.equals("loki") ? null : new PromQlReader().read(query, false);
        if (outcome != null && (outcome.ok() || datasource.equals("prometheus"))) {
            return outcome;
        }
        QueryReader.Outcome other = new LogQlReader().read(query, false);
        return outcome == null || other.ok() ? other : outcome;
    }

    /** Each variable with the characters around it, blanks left out, sorted. */
    private static List<String> neighbours(String query) {
        List<String> found = new ArrayList<>();
        int at = 0;
        for (Part part : Template.parse(Text.of(query)).parts()) {
            int end = at + part.text().length();
            if (part instanceof Hole) {
                String before = query.substring(0, at).stripTrailing();
                String after = query.substring(end).stripLeading();
                found.add((before.isEmpty() ? "" : before.substring(before.length() - 1)) + part.text() + (after.isEmpty() ? "" : after.substring(0, 1)));
            }
            at = end;
        }
        Collections.sort(found);
        return found;
    }

    private static String quoted(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** In the style that it has when it stays on one line; else a literal block; null where YAML allows none, or there is an anchor. */
    private Replacement yaml(Mapping.Entry entry, String value) {
        Span span = entry.value().span();
        String old = span.text();
        if (old.startsWith("&") || old.startsWith("!")) {
            return null;
        }
        boolean oneLine = value.indexOf('\n') < 0 && old.indexOf('\n') < 0;
        if (oneLine && old.startsWith("'")) {
            return new Replacement(span, "'" + value.replace("'", "''") + "'");
        }
        if (oneLine && old.startsWith("\"")) {
            return new Replacement(span, quoted(value));
        }
        if (oneLine && value.indexOf('#') < 0 && value.indexOf(": ") < 0 && Character.isLetter(value.charAt(0))) {
            return new Replacement(span, value);
        }
        return YamlBlock.of(entry, value);
    }

    private String edited() {
        replacements.sort((a, b) -> Integer.compare(a.span().start(), b.span().start()));
        StringBuilder out = new StringBuilder(source.text().length() + 256);
        int at = 0;
        for (Replacement replacement : replacements) {
            if (replacement.span().start() < at) {
                continue;
            }
            out.append(source.text(), at, replacement.span().start()).append(replacement.text());
            at = replacement.span().end();
        }
        return out.append(source.text(), at, source.text().length()).toString();
    }

    /** Reads the result again: it has to hold the same values, up to the blanks of queries. Otherwise nothing is changed. */
    private void check(List<Node> before) throws ReadException {
        boolean same;
        try {
            List<Node> after = read(new Source(source.path(), text));
            same = after.size() == before.size();
            for (int i = 0; same && i < after.size(); i++) {
                same = same(before.get(i), after.get(i));
            }
        } catch (ReadException e) {
            same = false;
        }
        if (!same) {
            left.add(source.path() + ": cannot be rewritten without touching more than its queries");
            replacements.clear();
            text = source.text();
        }
    }

    private static boolean isSameQuery(Mapping.Entry a, Mapping.Entry b) {
        if (!a.key().value().equals("expr") || a.value().text() == null || b.value().text() == null) {
            return false;
        }
        QueryReader.Outcome before = outcome(a.value().text(), "");
        QueryReader.Outcome after = outcome(b.value().text(), "");
        return before.ok() && after.ok() && before.comments() == after.comments() && before.printed().equals(after.printed());
    }

    private static boolean same(Node a, Node b) {
        boolean equal = a.getClass() == b.getClass() && a.entries().size() == b.entries().size() && a.items().size() == b.items().size();
        for (int i = 0; equal && i < a.entries().size(); i++) {
            Mapping.Entry left = a.entries().get(i);
            Mapping.Entry right = b.entries().get(i);
            equal = left.key().equals(right.key()) && (isSameQuery(left, right) || same(left.value(), right.value()));
        }
        for (int i = 0; equal && i < a.items().size(); i++) {
            equal = same(a.items().get(i), b.items().get(i));
        }
        return equal && (a.text() == null ? b.text() == null : a.text().equals(b.text()));
    }
}
