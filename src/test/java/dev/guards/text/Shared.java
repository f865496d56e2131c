package dev.guards.text;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real stacks, dashboards and upstream tables beside the checkout; tests that need them are skipped without them. */
public final class Shared {
    private Shared() {
    }

    /** A file or folder below {@code ../shared}; skips the test when it is absent. */
    public static Path path(String relative) {
        Path path = Path.of("..", "shared").resolve(relative);
        assumeTrue(Files.exists(path), () -> "skipped: " + path + " is not there");
        return path;
    }

    /** All files below a folder whose name ends in one of the endings, sorted. */
    public static List<Path> files(String relative, String... endings) {
        try (Stream<Path> walk = Files.walk(path(relative))) {
            return walk.filter(Files::isRegularFile)
                    .filter(p -> Stream.of(endings).anyMatch(e -> p.toString().endsWith(e)))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
