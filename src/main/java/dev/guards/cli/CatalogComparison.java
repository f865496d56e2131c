package dev.guards.cli;

import dev.guards.catalog.Exposition;
import dev.guards.catalog.Families;
import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.catalog.MetricType;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds a captured exposition against what the catalogue says of an exporter. */
final class CatalogComparison {
    private static final List<String> LIBRARIES = List.of("go_", "process_", "promhttp_", "jvm_", "python_", "nodejs_");

    private final String id;
    private final Families families;
    private final Terminal terminal;

    CatalogComparison(String id, Families families, Terminal terminal) {
        this.id = id;
        this.families = families;
        this.terminal = terminal;
    }

    /** Exit code 1 when the capture has a series or label that the catalogue does not. */
    int run(String file, boolean unseen) throws UsageException {
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
            explain(seen);
        }
        terminal.out().println(id + ": " + seen.size() + " families and " + labels + " labels captured, " + missing + " differ from "
                + families.all().size() + " in the catalogue");
        return missing == 0 ? Command.OK : Command.FINDINGS;
    }

    /** What the catalogue has and the capture has not, with the reason; what has none stands first. */
    private void explain(List<String> seen) {
        Map<String, List<String>> byReason = new TreeMap<>();
        for (Family family : families.all()) {
            if (!seen.contains(family.name())) {
                byReason.computeIfAbsent(reason(family), r -> new ArrayList<>()).add(family.name());
            }
        }
        byReason.forEach((reason, names) -> names.forEach(name -> terminal.out().println("not captured " + name
                + (reason.isEmpty() ? ": not explained" : " (" + reason + ")"))));
        List<String> unexplained = byReason.remove("");
        int explained = byReason.values().stream().mapToInt(List::size).sum();
        terminal.out().println(id + ": " + explained + " not captured and explained, " + (unexplained == null ? 0 : unexplained.size())
                + " not explained");
    }

    /** Why a healthy run may lack a family; empty when nothing says. */
    private static String reason(Family family) {
        if (!family.condition().isEmpty()) {
            return "if " + family.condition();
        }
        if (LIBRARIES.stream().anyMatch(family.name()::startsWith)) {
            return "by the release of the client library and the operating system";
        }
        if (!family.group().isEmpty()) {
            return "`" + family.group() + "` has nothing to show here";
        }
        boolean vector = !family.openLabels().isEmpty() || family.labels().stream().anyMatch(l -> !l.closed());
        return vector ? "with labels, so it comes with the first event" : "";
    }

    private static boolean compatible(MetricType catalogue, MetricType captured) {
        return catalogue == MetricType.UNTYPED || captured == MetricType.UNTYPED
                || catalogue == MetricType.INFO && captured == MetricType.GAUGE;
    }
}
