package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.guard.Guards;
import dev.guards.guard.SemanticGuard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassPreloaderTest {
    private static List<String> names() throws IOException {
        try (InputStream list = ClassPreloader.class.getResourceAsStream(ClassPreloader.LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void theListHoldsWhatEverySemanticCheckLoadsInItsOrder() throws IOException {
        assertThat(names()).doesNotHaveDuplicates().containsSubsequence(CheckCommand.class.getName(),
                "com.fasterxml.jackson.core.JsonFactory", "dev.guards.analysis.Analysis", "dev.guards.guard.Outcome");
        for (SemanticGuard guard : Guards.semantic()) {
            assertThat(names()).contains(guard.getClass().getName());
        }
    }

    @Test
    void eachClassOnTheListCanBeLoaded() throws Exception {
        for (String name : names()) {
            assertThat(Class.forName(name, false, ClassPreloader.class.getClassLoader()).getDeclaredConstructors()).as(name).isNotNull();
        }
    }

    /** Comfortable classes that a check can do without. */
    @Test
    void theListHasNoDatabind() throws IOException {
        assertThat(names()).noneMatch(name -> name.startsWith("com.fasterxml.jackson.databind"));
    }
}
