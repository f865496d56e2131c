package dev.guards.catalog;

import dev.guards.text.Problem;
import dev.guards.text.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Compiles the catalogue's YAML files to the form that is read at run time. Run by the build. */
public final class CatalogCompiler {
    private CatalogCompiler() {
    }

    /** @param folders the folder with the YAML files, the folder for the compiled ones */
    public static void main(String[] folders) throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<CatalogFile> files = read(Path.of(folders[0]), problems);
        if (!problems.isEmpty()) {
            StringBuilder message = new StringBuilder("the catalogue has problems:");
            for (Problem problem : problems) {
                message.append("\n  ").append(problem.span().place()).append(": ").append(problem.message());
                message.append(problem.help().isEmpty() ? "" : "; " + problem.help());
            }
            throw new IllegalStateException(message.toString());
        }
        Path target = Path.of(folders[1]);
        Files.createDirectories(target);
        for (CatalogFile file : files) {
            Files.writeString(target.resolve(file.id() + ".txt"), CatalogText.write(file));
        }
        Files.writeString(target.resolve("index.txt"), CatalogIndex.of(files).write());
    }

    /** Reads all files of a folder, sorted by name; each is named after its exporter. */
    static List<CatalogFile> read(Path folder, List<Problem> problems) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.list(folder)) {
            paths = all.filter(p -> p.toString().endsWith(".yaml")).sorted().toList();
        }
        List<CatalogFile> files = new ArrayList<>();
        for (Path path : paths) {
            Source source = new Source(path.toString(), Files.readString(path));
            CatalogFile file = CatalogYaml.read(source.whole(), problems::add);
            if (file == null) {
                continue;
            }
            if (!path.getFileName().toString().equals(file.id() + ".yaml")) {
                problems.add(new Problem(CatalogYaml.RULE, source.span(0, 0),
                        "the file of exporter `" + file.id() + "` must be called " + file.id() + ".yaml", ""));
            }
            files.add(file);
        }
        checkParts(files, problems);
        return files;
    }

    /** Everything named in {@code also_exposes} exists. */
    private static void checkParts(List<CatalogFile> files, List<Problem> problems) {
        Set<String> parts = new HashSet<>();
        for (CatalogFile file : files) {
            parts.add(file.id());
            for (String group : file.groups().keySet()) {
                parts.add(file.id() + "." + group);
            }
        }
        for (CatalogFile file : files) {
            List<String> named = new ArrayList<>(file.alsoExposes());
            for (CatalogFile.Variant variant : file.variants()) {
                named.addAll(variant.alsoExposes() == null ? List.of() : variant.alsoExposes());
            }
            for (String part : named) {
                if (!parts.contains(part)) {
                    problems.add(new Problem(CatalogYaml.RULE, new Source(file.id() + ".yaml", "").span(0, 0),
                            "`also_exposes` names `" + part + "`, which no file has", ""));
                }
            }
        }
    }
}
