package dev.guards.cli;

import dev.guards.catalog.Catalog;
import dev.guards.catalog.Clues;
import dev.guards.catalog.Exporter;
import dev.guards.catalog.Exposition;
import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.Version;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
            return compare(id, families, arguments.value("against"), arguments.has("unseen"), terminal);
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

    /** Exit code 1 when the capture has a series or label that the catalogue does not. */
    private static int compare(String id, Families families, String file, boolean unseen, Terminal terminal) throws UsageException {
        Exposition capture;
        try {
            capture = Exposition.read(new Source(file, Files.readString(Path.of(file))).whole(),
                    p -> terminal.err().println(p.span().place() + ": " + p.message()));
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e.getMessage());
        } catch (ReadException e) {
            throw new UsageException(e.getMessage());
        }
        int missing = 0;
        List<String> seen = new ArrayList<>();
        int labels = 0;
        for (Family family : capture.families()) {
            seen.add(family.name());
            String member = family.members().get(family.members().size() - 1).name();
            List<Family.Member> known = families.series(member);
            if (known.isEmpty()) {
                if (!families.mayHave(member)) {
                    terminal.out().println("unknown metric " + family.name() + " (" + family.type().word() + ")");
                    missing++;
                }
                continue;
            }
            Family.Member first = known.get(0);
            if (first.family().type() != family.type() && !compatible(first.family().type(), family.type())) {
                terminal.out().println("other type " + family.name() + ": captured " + family.type().word() + ", catalogue "
                        + first.family().type().word());
                missing++;
            }
            for (Label label : family.labels()) {
                labels++;
                if (known.stream().allMatch(m -> m.family().label(label.name()) == null)) {
                    terminal.out().println("unknown label " + label.name() + " of " + family.name());
                    missing++;
                }
            }
        }
        if (unseen) {
            for (Family family : families.all()) {
                if (!seen.contains(family.name())) {
                    terminal.out().println("not captured " + family.name()
                            + (family.condition().isEmpty() ? "" : " (if " + family.condition() + ")"));
                }
            }
        }
        terminal.out().println(id + ": " + seen.size() + " families and " + labels + " labels captured, " + missing + " differ from "
                + families.all().size() + " in the catalogue");
        return missing == 0 ? OK : FINDINGS;
    }

    private static boolean compatible(dev.guards.catalog.MetricType catalogue, dev.guards.catalog.MetricType captured) {
        return catalogue == dev.guards.catalog.MetricType.UNTYPED || captured == dev.guards.catalog.MetricType.UNTYPED
                || catalogue == dev.guards.catalog.MetricType.INFO && captured == dev.guards.catalog.MetricType.GAUGE;
    }
}
