package dev.guards.cli;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.Version;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code guards catalog}: the exporters that are known; with an id the metrics of one, for a release ({@code --release}), path
 * and flags (behind {@code --}); with {@code --against FILE} what a captured exposition has and the catalogue does not.
 */
final class CatalogCommand implements Command {
    static final List<String> FLAGS = List.of("unseen");
    static final List<String> VALUED = List.of("release", "path", "port", "against");

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        Catalog catalog = Catalog.builtIn();
        if (arguments.operands().isEmpty()) {
            list(catalog, terminal.out());
            return OK;
        }
        String id = arguments.operands().get(0);
        Exporter exporter = catalog.exporter(id);
        if (exporter == null) {
            String near = dev.guards.text.Suggest.nearest(id, catalog.exporters());
            throw new UsageException("the catalogue has no exporter " + id + (near == null ? "" : "; did you mean " + near + "?"));
        }
        List<String> words = new ArrayList<>(arguments.operands());
        // A word in front, so that flags count as seen even when there are none.
        words.set(0, id);
        Clues clues = Clues.NONE.withArguments(words).withPath(arguments.value("path", "/metrics")).withPort(port(arguments));
        Families families = exporter.families(Version.of(arguments.value("release", "latest")), clues);
        if (arguments.has("against")) {
            return new CatalogComparison(id, families, terminal).run(arguments.value("against"), arguments.has("unseen"));
        }
        for (Family family : families.all()) {
            terminal.out().println(shown(family));
        }
        if (families.isOpen()) {
            terminal.out().println("and others: the list is open");
        }
        return OK;
    }

    private static int port(Arguments arguments) throws UsageException {
        try {
            return Integer.parseInt(arguments.value("port", "0"));
        } catch (NumberFormatException e) {
            throw new UsageException("--port needs a number");
        }
    }

    private static void list(Catalog catalog, PrintStream out) {
        for (String id : catalog.exporters()) {
            out.println(id + " ".repeat(Math.max(1, 28 - id.length())) + catalog.exporter(id).about());
        }
    }

    private static String shown(Family family) {
        StringBuilder out = new StringBuilder(family.name()).append(' ').append(family.type().word());
        out.append(" {");
        String comma = "";
        for (Label label : family.labels()) {
            out.append(comma).append(label.name()).append(label.optional() ? "?" : "");
            if (!label.values().isEmpty()) {
                out.append(label.closed() ? "=" : "~").append(String.join("|", label.values()));
            }
            comma = ", ";
        }
        for (String prefix : family.openLabels()) {
            out.append(comma).append(prefix).append('*');
            comma = ", ";
        }
        return out.append('}').append(family.condition().isEmpty() ? "" : " if " + family.condition()).toString();
    }
}
