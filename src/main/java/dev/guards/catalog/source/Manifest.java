package dev.guards.catalog.source;

import dev.guards.text.JsonReader;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.ReadException;
import dev.guards.text.Scalar;
import dev.guards.text.Source;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a file says a program is built from: requirements files of pip, {@code pyproject.toml} (PEP 621, PEP 735, Poetry),
 * {@code Pipfile}, {@code package.json}, {@code go.mod}, {@code Cargo.toml}, and the install commands of a Dockerfile.
 *
 * @param language of the packages; null when the file lists packages of a language without lists, or of several
 * @param packages names; {@link #UNKNOWN} for what cannot be told, and {@code ./directory} for code of the same repository
 */
record Manifest(String path, Language language, List<String> packages) {
    /** A package that no list contains. */
    static final String UNKNOWN = "?";

    /** True for files that this class reads, and for those of build tools that it knows but does not read. */
    static boolean is(String path) {
        return kind(path) != null;
    }

    /** Reads a file that {@link #is} accepts; one Dockerfile may give several. */
    static List<Manifest> read(Source source) {
        String path = source.path();
        return switch (kind(path)) {
            case "requirements" -> List.of(new Manifest(path, Language.PYTHON, requirements(source)));
            case "pyproject.toml", "Pipfile" -> List.of(new Manifest(path, Language.PYTHON, python(source)));
            case "setup.cfg" -> source.text().contains("install_requires") ? List.of(new Manifest(path, null, List.of(UNKNOWN))) : List.of();
            case "package.json" -> List.of(new Manifest(path, Language.SCRIPT, npm(source)));
            case "go.mod" -> List.of(new Manifest(path, Language.GO, go(source)));
            case "Cargo.toml" -> List.of(new Manifest(path, Language.RUST, cargo(source)));
            case "Dockerfile" -> ImageBuild.manifests(source);
            default -> List.of(new Manifest(path, null, List.of(UNKNOWN)));
        };
    }

    private static String kind(String path) {
        String name = Paths.name(path);
        if (name.endsWith(".txt") && (name.contains("requirements") || Paths.name(Paths.parent(path)).equals("requirements"))) {
            return "requirements";
        }
        if (name.startsWith("Dockerfile") || name.endsWith(".Dockerfile") || name.endsWith(".dockerfile") || name.equals("Containerfile")) {
            return "Dockerfile";
        }
        return switch (name) {
            case "pyproject.toml", "Pipfile", "setup.cfg", "package.json", "go.mod", "Cargo.toml" -> name;
            case "setup.py", "pom.xml", "build.gradle", "build.gradle.kts", "Gemfile", "composer.json", "mix.exs", "deno.json" -> "other";
            default -> name.endsWith(".csproj") || name.endsWith(".fsproj") ? "other" : null;
        };
    }

    private static List<String> requirements(Source source) {
        List<String> names = new ArrayList<>();
        for (String raw : source.text().split("\n")) {
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("[\\s=]+", 3);
            switch (words[0]) {
                // The file named there is read as well when it is called so.
                case "-r", "--requirement", "-c", "--constraint" -> {
                    if (words.length < 2 || !"requirements".equals(kind(Paths.join(Paths.parent(source.path()), words[1])))) {
                        names.add(UNKNOWN);
                    }
                }
                case "-e", "--editable" -> names.add(words.length > 1 ? local(source, words[1]) : UNKNOWN);
                default -> {
                    if (!line.startsWith("--")) {
                        names.add(requirement(line));
                    }
                }
            }
        }
        return names;
    }

    /** The name of a requirement specifier (PEP 508), normalised (PEP 503). */
    static String requirement(String specifier) {
        int end = 0;
        while (end < specifier.length() && (Character.isLetterOrDigit(specifier.charAt(end)) || "._-".indexOf(specifier.charAt(end)) >= 0)) {
            end++;
        }
        String rest = specifier.substring(end).strip();
        boolean elsewhere = end == 0 || ".-".indexOf(specifier.charAt(0)) >= 0 || rest.startsWith("@") || rest.startsWith("/") || rest.startsWith(":")
                || rest.startsWith("+") || rest.contains(" @ ");
        return elsewhere ? UNKNOWN : specifier.substring(0, end).toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    private static List<String> python(Source source) {
        List<String> names = new ArrayList<>();
        for (Toml.Entry entry : Toml.entries(source.text())) {
            String table = entry.table();
            boolean poetry = table.startsWith("tool.poetry.") && table.endsWith("dependencies") || table.equals("packages") || table.equals("dev-packages");
            if (table.equals("project") && entry.key().equals("dynamic") && entry.texts().contains("dependencies")) {
                names.add(UNKNOWN);
            } else if (table.equals("project") && entry.key().equals("dependencies")
                    || table.equals("project.optional-dependencies") || table.equals("dependency-groups") || table.equals("tool.pdm.dev-dependencies")
                    || table.equals("tool.uv") && entry.key().equals("dev-dependencies")) {
                entry.texts().forEach(specifier -> names.add(requirement(specifier)));
            } else if (poetry && !entry.key().isEmpty() && !entry.key().equals("python")) {
                String path = entry.inline("path");
                names.add(path != null ? local(source, path) : entry.inline("git") != null || entry.inline("url") != null ? UNKNOWN : requirement(entry.key()));
            }
        }
        return names;
    }

    private static List<String> cargo(Source source) {
        List<String> names = new ArrayList<>();
        for (Toml.Entry entry : Toml.entries(source.text())) {
            String table = entry.table();
            boolean tool = table.contains("dev-dependencies") || table.contains("build-dependencies");
            int one = table.indexOf("dependencies.");
            if (tool || !table.contains("dependencies")) {
                continue;
            }
            if (one >= 0) {
                // [dependencies.name], with the source among its keys
                if (entry.key().isEmpty()) {
                    names.add(table.substring(one + "dependencies.".length()));
                } else if (entry.key().equals("path") || entry.key().equals("git") || entry.key().equals("package")) {
                    names.add(entry.key().equals("path") ? local(source, entry.texts().get(0)) : UNKNOWN);
                }
            } else if (!entry.key().isEmpty()) {
                String path = entry.inline("path");
                String real = entry.inline("package");
                int dot = entry.key().indexOf('.');
                names.add(path != null ? local(source, path) : entry.inline("git") != null ? UNKNOWN : real != null ? real
                        : dot < 0 ? entry.key() : entry.key().substring(0, dot));
            }
        }
        return names;
    }

    private static List<String> npm(Source source) {
        List<String> names = new ArrayList<>();
        try {
            Node root = JsonReader.read(Text.of(source, 0, source.text().length()), problem -> { });
            Node listed = root instanceof Mapping mapping ? mapping.get("dependencies") : null;
            if (listed instanceof Mapping dependencies) {
                for (Mapping.Entry entry : dependencies.entries()) {
                    String version = entry.value() instanceof Scalar scalar ? scalar.text().value() : "";
                    boolean here = version.startsWith("file:") || version.startsWith("link:");
                    names.add(here ? local(source, version.substring("file:".length())) : version.startsWith("workspace:") ? "./"
                            : version.contains("/") || version.contains(":") ? UNKNOWN : entry.key().value());
                }
            }
        } catch (ReadException e) {
            names.add(UNKNOWN);
        }
        return names;
    }

    private static List<String> go(Source source) {
        List<String> names = new ArrayList<>();
        String block = "";
        for (String raw : source.text().split("\n")) {
            int comment = raw.indexOf("//");
            String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
            String[] words = line.split("\\s+");
            boolean inside = !block.isEmpty();
            String directive = inside ? block : words[0];
            if (line.equals(")")) {
                block = "";
            } else if (words.length == 2 && words[1].equals("(")) {
                block = words[0];
            } else if (directive.equals("require") && words.length > (inside ? 0 : 1) && !line.isEmpty()) {
                names.add(words[inside ? 0 : 1]);
            } else if (directive.equals("replace") && line.contains("=>")) {
                String[] target = line.substring(line.indexOf("=>") + 2).strip().split("\\s+");
                names.add(target[0].startsWith(".") ? local(source, target[0]) : target[0]);
            }
        }
        return names;
    }

    /** A path of the repository, as a package name. */
    private static String local(Source source, String path) {
        String place = path.isEmpty() || path.startsWith("/") || path.contains(":") ? null : Paths.normalize(Paths.join(Paths.parent(source.path()), path));
        return place == null ? UNKNOWN : "./" + place;
    }
}
