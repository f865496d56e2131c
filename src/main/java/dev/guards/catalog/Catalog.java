package dev.guards.catalog;

import dev.guards.text.Problem;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Everything known about exporters: the built-in catalogue and files added by the user. Safe to ask for anything at start-up:
 * the index is small, an exporter's own file is read when it is first asked for.
 */
public final class Catalog {
    private static final String FOLDER = "/guards/catalog/";
    private static final String[] MEMBERS = {"_bucket", "_sum", "_count"};
    private static Catalog builtIn;

    private final CatalogIndex index;
    private final Map<String, CatalogFile> files;
    /** Of the names that were asked for; each selector asks once for each job. */
    private final Map<String, Optional<Owner>> owners = new ConcurrentHashMap<>();
    private final Map<String, Snapshot> snapshots;
    /** What the code of a directory declares; null for a directory that declares nothing. */
    private final Function<String, Exporter> sources;
    private final Map<String, String> sourcesByJob;
    /** A job's exporter with the metrics that documents list for it; null when none does. */
    private final BiFunction<String, Exporter, Exporter> documents;

    private Catalog(CatalogIndex index, Map<String, CatalogFile> files, Map<String, Snapshot> snapshots,
            Function<String, Exporter> sources, Map<String, String> sourcesByJob, BiFunction<String, Exporter, Exporter> documents) {
        this.documents = documents;
        this.index = index;
        this.files = files;
        this.snapshots = snapshots;
        this.sources = sources;
        this.sourcesByJob = sourcesByJob;
    }

    /** The built-in catalogue. */
    public static synchronized Catalog builtIn() {
        if (builtIn == null) {
            builtIn = new Catalog(CatalogIndex.read(resource("index.txt")), new HashMap<>(), Map.of(), d -> null, Map.of(),
                    (job, program) -> null);
        }
        return builtIn;
    }

    /**
     * This catalogue and users' own files; a file with the id of a known exporter takes its place.
     *
     * @param problems receives what is wrong in the files; such a file is left out
     */
    public Catalog with(List<Text> yaml, Consumer<Problem> problems) {
        List<CatalogFile> own = new ArrayList<>();
        for (Text text : yaml) {
            CatalogFile file = CatalogYaml.read(text, problems);
            if (file != null) {
                own.add(file);
            }
        }
        Map<String, CatalogFile> known = new HashMap<>();
        for (CatalogFile file : own) {
            known.put(file.id(), file);
        }
        return new Catalog(index.with(CatalogIndex.of(own)), known, snapshots, sources, sourcesByJob, documents);
    }

    /**
     * The catalogue for the stack of a directory: the built-in one, the user's files, and the captures that lie in it.
     *
     * @param files    paths of users' own catalogue files, relative to the workspace's root, where they are named
     * @param problems receives files that are not there or cannot be read
     */
    public static Catalog of(Workspace workspace, List<Text> files, Consumer<Problem> problems) {
        List<Text> texts = new ArrayList<>();
        for (Text path : files) {
            Source source = workspace.source(path.value());
            if (source == null) {
                problems.accept(new Problem(CatalogYaml.RULE, path.span(), "there is no catalogue file `" + path + "`",
                        "paths are relative to the directory of guards.yaml"));
            } else {
                texts.add(source.whole());
            }
        }
        Catalog catalog = texts.isEmpty() ? builtIn() : builtIn().with(texts, problems);
        return catalog.withSnapshots(Snapshot.find(workspace, "", problems));
    }

    /** This catalogue, with captures of jobs, by job name: they go before any other clue. */
    public Catalog withSnapshots(Map<String, Snapshot> byJob) {
        return byJob.isEmpty() ? this : new Catalog(index, new HashMap<>(files), Map.copyOf(byJob), sources, sourcesByJob, documents);
    }

    /**
     * This catalogue, with what own source code declares.
     *
     * @param byDirectory the exporter of a directory relative to the root; null when its code declares nothing
     * @param byJob       directories that the user names for scrape jobs
     */
    public Catalog withSources(Function<String, Exporter> byDirectory, Map<String, String> byJob) {
        return new Catalog(index, new HashMap<>(files), snapshots, byDirectory, Map.copyOf(byJob), documents);
    }

    /**
     * This catalogue, with lists of metrics in documents.
     *
     * @param byJob a job's exporter with what documents list for it, given the one that was recognised (or null); null when none lists it
     */
    public Catalog withDocuments(BiFunction<String, Exporter, Exporter> byJob) {
        return new Catalog(index, new HashMap<>(files), snapshots, sources, sourcesByJob, byJob);
    }

    /** What was recognised behind a job, with what documents list for the job; a capture needs no list. */
    public Recognition documented(String job, Recognition found) {
        boolean certain = found != null && found.isCertain();
        Exporter listed = found != null && found.strength() == Recognition.Strength.CAPTURE ? null
                : documents.apply(job, certain ? found.exporter() : null);
        return listed == null ? found : new Recognition(listed, certain ? found.version() : Version.UNKNOWN,
                certain ? found.strength() : Recognition.Strength.SOURCE, listed.about() + (certain ? " and " + found.reason() : ""));
    }

    /**
     * The program of a job by a capture or its own source code: in the directory that the user names for the job, or else in the one that its
     * image is built from. Null when there is none, or its code declares nothing.
     *
     * @param buildContext relative to the root; null when the image is not built here
     */
    public Recognition declared(String job, String buildContext) {
        Recognition captured = captured(job);
        if (captured != null) {
            return captured;
        }
        String directory = sourcesByJob.getOrDefault(job, buildContext);
        Exporter exporter = directory == null ? null : sources.apply(trimmed(directory));
        return exporter == null ? null : new Recognition(exporter, Version.UNKNOWN, Recognition.Strength.SOURCE,
                "source code in `" + exporter.id() + "`");
    }

    private Recognition captured(String job) {
        Snapshot snapshot = snapshots.get(job);
        return snapshot == null ? null : new Recognition(snapshot.exporter(), Version.UNKNOWN, Recognition.Strength.CAPTURE,
                snapshot.described(LocalDate.now()));
    }

    /** Captures that should be taken again, sorted by job. */
    public List<Snapshot> oldSnapshots(LocalDate today) {
        return snapshots.values().stream().filter(s -> s.isOld(today)).sorted(Comparator.comparing(Snapshot::job)).toList();
    }

    private static String trimmed(String directory) {
        String bare = directory.startsWith("./") ? directory.substring(2) : directory.equals(".") ? "" : directory;
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static String resource(String name) {
        try (InputStream in = Catalog.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the compiled catalogue is missing: " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids of all exporters and building blocks, sorted. */
    public List<String> exporters() {
        return index.ids();
    }

    /** The exporter of that id; null when there is none. */
    public Exporter exporter(String id) {
        return index.has(id) ? new NamedExporter(id, this) : null;
    }

    /** The program that has a name, as people give it to the container that runs it; null when none has. */
    public Recognition named(String name) {
        String id = index.has(name) ? name : name.replace('-', '_');
        CatalogFile file = file(id);
        return file == null || file.library() ? null : new Recognition(new CataloguedExporter(file, this), Version.UNKNOWN, Recognition.Strength.EMBEDDED,
                "its name, `" + name + "`");
    }

    synchronized CatalogFile file(String id) {
        if (!index.has(id)) {
            return null;
        }
        return files.computeIfAbsent(id, name -> CatalogText.read(resource(name + ".txt")));
    }

    /**
     * The exporter that the clues point to, by a capture of the job, image, arguments, environment, a metrics path that only one program has, port,
     * and job name, in that order; null when none does.
     */
    public Recognition recognise(Clues clues) {
        Recognition captured = captured(clues.job());
        if (captured != null) {
            return captured;
        }
        CatalogIndex.Match match = index.recognise(clues);
        if (match == null) {
            return null;
        }
        String id = match.line().id();
        Version version = match.strength() != Recognition.Strength.IMAGE ? Version.UNKNOWN
                : clues.tag().isEmpty() ? Version.LATEST : Version.of(clues.tag());
        if (match.anyRegistry() && version.isExact() && isOutside(version, file(id))) {
            version = Version.UNKNOWN;
        }
        return new Recognition(new NamedExporter(id, this), version, match.strength(), match.reason());
    }

    /** A private build may count its own releases. */
    private static boolean isOutside(Version version, CatalogFile file) {
        return file.newest().isKnown() && version.compareTo(file.newest()) > 0
                || file.oldest().isKnown() && version.compareTo(file.oldest()) < 0;
    }

    /**
     * Who owns a metric name: nobody else makes series of that name, so without one of these exporters (or one that passes
     * series of others through) it does not exist. Null when anyone may make it, and for names of recording rules.
     */
    public Owner owner(String metric) {
        return metric.indexOf(':') >= 0 ? null : owners.computeIfAbsent(metric, name -> Optional.ofNullable(findOwner(name))).orElse(null);
    }

    private Owner findOwner(String metric) {
        TreeSet<String> ids = new TreeSet<>();
        boolean listed = false;
        for (String name : familyNames(metric)) {
            Owner byName = index.byName(name);
            if (byName != null) {
                ids.addAll(byName.exporters());
                listed |= byName.listed();
            }
            for (String id : index.claimants(name)) {
                if (lists(file(id), name)) {
                    ids.add(id);
                    listed = true;
                }
            }
        }
        return ids.isEmpty() ? null : new Owner(List.copyOf(ids), listed);
    }

    private static List<String> familyNames(String metric) {
        for (String suffix : MEMBERS) {
            if (metric.endsWith(suffix)) {
                return List.of(metric, metric.substring(0, metric.length() - suffix.length()));
            }
        }
        return List.of(metric);
    }

    private static boolean lists(CatalogFile file, String family) {
        for (CatalogFile.Entry entry : file.entries()) {
            if (entry.name().equals(family)) {
                return true;
            }
        }
        return false;
    }

    /** Where an old metric name went, by exporters that own or claim it; none when it was never renamed. */
    public List<Rename> renames(String oldName) {
        TreeSet<String> ids = new TreeSet<>(index.claimants(oldName));
        Owner owner = index.byName(oldName);
        if (owner != null) {
            ids.addAll(owner.exporters());
        }
        List<Rename> found = new ArrayList<>();
        for (String id : ids) {
            for (Rename rename : file(id).renames()) {
                if (rename.from().equals(oldName)) {
                    found.add(rename);
                }
            }
        }
        return found;
    }
}
