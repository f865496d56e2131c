package dev.guards.catalog.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Packages that register no metric by being imported: the lists of {@code guards/libraries}, whose README gives their format. */
final class QuietPackages {
    private static final Map<Language, String> FILES = Map.of(Language.PYTHON, "python.txt", Language.SCRIPT, "npm.txt",
            Language.GO, "go.txt", Language.RUST, "rust.txt");
    private static final Map<Language, QuietPackages> READ = new EnumMap<>(Language.class);

    private final Set<String> names = new HashSet<>();
    private final List<String> starts = new ArrayList<>();
    private final List<String> exceptions = new ArrayList<>();

    private QuietPackages(String list) {
        for (String line : list.split("\n")) {
            String entry = line.strip();
            if (entry.isEmpty() || entry.startsWith("#")) {
                continue;
            }
            if (entry.startsWith("!")) {
                exceptions.add(entry.substring(1));
            } else if (entry.endsWith("*")) {
                starts.add(entry.substring(0, entry.length() - 1));
            } else {
                names.add(entry);
            }
        }
    }

    /** True when a package of a language is listed; false for languages without a list. */
    static synchronized boolean contain(Language language, String name) {
        String file = FILES.get(language);
        return file != null && READ.computeIfAbsent(language, l -> read(file)).has(name);
    }

    private boolean has(String name) {
        for (String exception : exceptions) {
            if (exception.endsWith("*") ? name.startsWith(exception.substring(0, exception.length() - 1)) : name.equals(exception)) {
                return false;
            }
        }
        if (names.contains(name) || names.contains(withoutMajor(name))) {
            return true;
        }
        for (String start : starts) {
            if (name.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    /** {@code github.com/go-chi/chi/v5} is {@code github.com/go-chi/chi}. */
    private static String withoutMajor(String module) {
        int slash = module.lastIndexOf('/');
        if (slash < 0 || !module.startsWith("v", slash + 1)) {
            return module;
        }
        for (int i = slash + 2; i < module.length(); i++) {
            if (!Character.isDigit(module.charAt(i))) {
                return module;
            }
        }
        return module.substring(0, slash);
    }

    private static QuietPackages read(String file) {
        try (InputStream in = QuietPackages.class.getResourceAsStream("/guards/libraries/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks guards/libraries/" + file);
            }
            return new QuietPackages(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
