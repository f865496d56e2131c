package dev.guards.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What must be known of all exporters before any is looked at closely: by what each is recognised, which names it owns. One
 * line an exporter, so that start-up reads a few kilobytes.
 */
final class CatalogIndex {
    /** The release numbers of others begin here; a scrape on such a port tells nothing without the job's name. */
    private static final List<String> COMMON_PORTS = List.of("80", "443", "3000", "8000", "8080", "8081", "8888", "9000", "9090");

    /**
     * One exporter.
     *
     * @param paths   metrics paths that only it has
     * @param serves  all metrics paths it has, of its variants
     * @param made    names that it makes below what another exporter owns
     */
    record Line(String id, List<String> images, List<String> programs, List<String> variables, List<String> ports,
            List<String> paths, List<String> jobs, List<String> owns, List<String> claims, List<String> serves,
            List<String> made) {
    }

    /** Where Grafana Alloy serves what its components expose. */
    /** Programs besides exporters by whose name others call their builds of them; those that have options of servers need one. */
    private static final List<String> DERIVED = List.of("cadvisor", "pushgateway");
    private static final List<String> DERIVED_SERVERS = List.of("prometheus", "alertmanager");
    private static final List<String> SERVER_OPTIONS = List.of("--config.file", "--storage.");
    private static final String COMPONENT = "/api/v0/component/";

    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** Reads the compiled form; see {@link #write}. */
    static CatalogIndex read(String text) {
        CatalogIndex index = new CatalogIndex();
        for (int start = 0; start < text.length();) {
            int end = text.indexOf('\n', start);
            String[] f = CatalogText.fields(text, start, end);
            index.put(new Line(f[0], CatalogText.words(f[1]), CatalogText.words(f[2]), CatalogText.words(f[3]),
                    CatalogText.words(f[4]), CatalogText.words(f[5]), CatalogText.words(f[6]), CatalogText.words(f[7]),
                    CatalogText.words(f[8]), CatalogText.words(f[9]), CatalogText.words(f[10])));
            start = end + 1;
        }
        return index;
    }

    /** The index of files that are all in memory. */
    static CatalogIndex of(List<CatalogFile> files) {
        CatalogIndex index = new CatalogIndex();
        for (CatalogFile file : files) {
            index.put(line(file, List.of()));
        }
        for (CatalogFile file : files) {
            TreeSet<String> made = new TreeSet<>();
            for (CatalogFile.Entry entry : file.entries()) {
                Owner owner = file.library() ? null : index.byName(entry.name());
                if (owner != null && !owner.exporters().contains(file.id())) {
                    made.add(entry.name());
                }
            }
            index.put(line(file, List.copyOf(made)));
        }
        return index;
    }

    private static Line line(CatalogFile file, List<String> made) {
        List<String> serves = new ArrayList<>();
        for (CatalogFile.Variant variant : file.variants()) {
            if (!variant.path().isEmpty()) {
                serves.add(variant.path());
            }
        }
        CatalogFile.Signs signs = file.signs();
        return new Line(file.id(), signs.images(), signs.programs(), signs.variables(), signs.ports(), signs.paths(), signs.jobs(),
                file.owns(), file.claims(), serves, made);
    }

    String write() {
        StringBuilder out = new StringBuilder();
        for (Line line : lines.values()) {
            out.append(line.id());
            for (List<String> field : List.of(line.images(), line.programs(), line.variables(), line.ports(), line.paths(),
                    line.jobs(), line.owns(), line.claims(), line.serves(), line.made())) {
                out.append('\t').append(String.join("\u001f", field));
            }
            out.append('\n');
        }
        return out.toString();
    }

    void put(Line line) {
        lines.put(line.id(), line);
    }

    CatalogIndex with(CatalogIndex others) {
        CatalogIndex both = new CatalogIndex();
        both.lines.putAll(lines);
        both.lines.putAll(others.lines);
        return both;
    }

    boolean has(String id) {
        return lines.containsKey(id);
    }

    List<String> ids() {
        return List.copyOf(new TreeSet<>(lines.keySet()));
    }

    /** A line and the clue that led to it. */
    record Match(Line line, Recognition.Strength strength, String reason, boolean anyRegistry) {
    }

    /** The exporter that the clues point to; null when none does. */
    Match recognise(Clues clues) {
        if (clues.path().startsWith(COMPONENT)) {
            return byComponent(clues.path());
        }
        Match found = byImage(clues.image());
        if (found == null) {
            found = byProgram(clues.arguments());
        }
        if (found == null) {
            found = byDerivedImage(clues.image(), hasServerOption(clues.arguments()));
        }
        if (found == null) {
            found = byVariable(clues.environment());
        }
        Match byPath = byPath(clues.path());
        if (byPath != null && (found == null || !found.line().serves().contains(clues.path()))) {
            return byPath;
        }
        // A program that is known not to be any of ours is not recognised by habits.
        return found != null || !clues.image().isEmpty() ? found : byHabit(clues);
    }

    private Match byImage(String written) {
        if (written.isEmpty()) {
            return null;
        }
        String image = withoutHub(written);
        Match found = null;
        for (Line line : lines.values()) {
            for (String pattern : line.images()) {
                boolean any = pattern.indexOf('*') >= 0;
                if ((found == null || !any) && imageMatches(pattern, image)) {
                    found = new Match(line, Recognition.Strength.IMAGE, "image `" + written + "`", any);
                    if (!any) {
                        return found;
                    }
                }
            }
        }
        return found;
    }

    /**
     * An image of somebody else whose name ends in that of an exporter, such as {@code acme/shop-node-exporter}: that exporter, with
     * perhaps something added. Other names are too short or too common to say that.
     */
    private Match byDerivedImage(String written, boolean server) {
        String name = written.substring(written.lastIndexOf('/') + 1);
        int tag = name.indexOf(':');
        String image = (tag < 0 ? name : name.substring(0, tag)).replace('_', '-');
        for (Line line : lines.values()) {
            String id = line.id().replace('_', '-');
            boolean telling = id.endsWith("-exporter") || DERIVED.contains(id) || server && DERIVED_SERVERS.contains(id);
            if (telling && image.length() > id.length() + 1 && image.endsWith("-" + id)) {
                return new Match(line, Recognition.Strength.EMBEDDED, "image `" + written + "`, whose name ends in that of " + line.id(), true);
            }
        }
        return null;
    }

    private static boolean hasServerOption(List<String> arguments) {
        for (String argument : arguments) {
            for (String option : SERVER_OPTIONS) {
                if (argument.startsWith(option)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String withoutHub(String image) {
        for (String prefix : new String[] {"docker.io/library/", "index.docker.io/", "docker.io/", "library/"}) {
            if (image.startsWith(prefix)) {
                return image.substring(prefix.length());
            }
        }
        return image;
    }

    private static boolean imageMatches(String pattern, String image) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return withoutHub(pattern).equals(image);
        }
        if (star == 0) {
            String end = pattern.substring(1);
            return end.endsWith("*") ? image.contains(end.substring(0, end.length() - 1)) : image.endsWith(end);
        }
        return image.startsWith(pattern.substring(0, star)) && image.endsWith(pattern.substring(star + 1));
    }

    private Match byProgram(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.startsWith("-")) {
                break;
            }
            int end = argument.indexOf(' ') < 0 ? argument.length() : argument.indexOf(' ');
            String program = argument.substring(argument.lastIndexOf('/', end - 1) + 1, end);
            for (Line line : lines.values()) {
                if (line.programs().contains(program)) {
                    return new Match(line, Recognition.Strength.ARGUMENTS, "program `" + program + "`", false);
                }
            }
        }
        return null;
    }

    private Match byVariable(Map<String, String> environment) {
        for (Line line : lines.values()) {
            for (String variable : line.variables()) {
                if (environment.containsKey(variable)) {
                    return new Match(line, Recognition.Strength.ENVIRONMENT, "variable `" + variable + "`", false);
                }
            }
        }
        return null;
    }

    /** An exporter inside of Grafana Alloy, by the kind in its component's name: {@code prometheus.exporter.unix.host}. */
    private Match byComponent(String path) {
        String component = path.substring(COMPONENT.length(), path.lastIndexOf('/'));
        String[] words = component.split("\\.");
        for (Line line : lines.values()) {
            if (words.length > 2 && isNamed(line, "integrations/" + words[2].replace('_', '-'))) {
                return new Match(line, Recognition.Strength.EMBEDDED, "component `" + component + "`", false);
            }
        }
        return null;
    }

    private Match byPath(String path) {
        for (Line line : lines.values()) {
            for (String end : line.paths()) {
                if (path.endsWith(end)) {
                    return new Match(line, Recognition.Strength.PATH, "metrics path `" + path + "`", false);
                }
            }
        }
        return null;
    }

    /** By port and job name; a common port alone tells nothing. */
    private Match byHabit(Clues clues) {
        String port = String.valueOf(clues.port());
        String job = clues.job().replace('_', '-').toLowerCase(java.util.Locale.ROOT);
        Line onPort = null;
        Line named = null;
        boolean several = false;
        for (Line line : lines.values()) {
            boolean samePort = clues.port() != 0 && line.ports().contains(port);
            boolean sameJob = !job.isEmpty() && isNamed(line, job);
            if (samePort && sameJob) {
                return new Match(line, Recognition.Strength.PORT, "port " + port + " and job name `" + clues.job() + "`", false);
            }
            several |= samePort && onPort != null;
            onPort = samePort ? line : onPort;
            named = sameJob && named == null ? line : named;
        }
        if (onPort != null && !several && !COMMON_PORTS.contains(port)) {
            return new Match(onPort, Recognition.Strength.PORT, "port " + port, false);
        }
        return named == null ? null : new Match(named, Recognition.Strength.JOB, "job name `" + clues.job() + "`", false);
    }

    private static boolean isNamed(Line line, String job) {
        // Exporters inside of Grafana Alloy: integrations/unix, integrations/cadvisor
        if (job.startsWith("integrations/") && isNamed(line, job.substring("integrations/".length()))) {
            return true;
        }
        if (line.id().replace('_', '-').equals(job)) {
            return true;
        }
        for (String name : line.jobs()) {
            if (name.replace('_', '-').equals(job)) {
                return true;
            }
        }
        return false;
    }

    /** Owners by prefix or exact name alone; null when nobody owns the name. */
    Owner byName(String metric) {
        int longest = 0;
        TreeSet<String> ids = new TreeSet<>();
        TreeSet<String> exact = new TreeSet<>();
        for (Line line : lines.values()) {
            for (String owned : line.owns()) {
                if (owned.equals(metric)) {
                    exact.add(line.id());
                } else if (owned.endsWith("_") && metric.startsWith(owned) && owned.length() >= longest) {
                    if (owned.length() > longest) {
                        ids.clear();
                        longest = owned.length();
                    }
                    ids.add(line.id());
                }
            }
            if (line.made().contains(metric)) {
                exact.add(line.id());
            }
        }
        ids.addAll(exact);
        return ids.isEmpty() ? null : new Owner(List.copyOf(ids), !exact.isEmpty());
    }

    /** Exporters that own those names below a prefix of theirs which they list. */
    List<String> claimants(String metric) {
        List<String> ids = new ArrayList<>();
        for (Line line : lines.values()) {
            for (String claimed : line.claims()) {
                if (metric.startsWith(claimed)) {
                    ids.add(line.id());
                    break;
                }
            }
        }
        return ids;
    }
}
