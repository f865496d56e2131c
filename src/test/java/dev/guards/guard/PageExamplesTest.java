package dev.guards.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.guards.config.Documents;
import dev.guards.text.Problem;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages under {@code guards/} are the specification: what they say of a guard is compared with its class, their
 * examples are run. {@code -Dupdate} rewrites tables and output blocks and fails, so that the difference is read;
 * {@code -Dpage=ID} runs one page.
 */
class PageExamplesTest {
    private static final boolean UPDATE = System.getProperty("update") != null;
    private static final List<String> SECTIONS = List.of("What it reports", "Why", "Examples", "Fix", "When to ignore", "Source");
    /** Rules about bytes, sizes and the file system, which a page cannot hold. */
    private static final Set<String> WITHOUT_EXAMPLE = Set.of("file-unreadable", "file-encoding", "baseline-stale", "dashboard-configmap-too-large");

    @TempDir
    Path folder;
    private int folders;

    @TestFactory
    Stream<DynamicContainer> pages() {
        return Guards.all().stream().filter(g -> g.id().equals(System.getProperty("page", g.id())))
                .map(guard -> DynamicContainer.dynamicContainer(guard.id(), tests(guard)));
    }

    private static Path pathOf(Guard guard) {
        return Path.of("guards", guard instanceof SimpleGuard ? "simple" : "semantic", guard.id() + ".md");
    }

    private Stream<DynamicTest> tests(Guard guard) {
        Path path = pathOf(guard);
        if (!Files.exists(path)) {
            return Stream.of(DynamicTest.dynamicTest("has a page", () -> fail(path + " is missing")));
        }
        Page page;
        try {
            page = new Page(path);
        } catch (IOException e) {
            return Stream.of(DynamicTest.dynamicTest("is readable", () -> fail(e)));
        }
        if (UPDATE) {
            return Stream.of(DynamicTest.dynamicTest("is rewritten", () -> rewrite(guard, page)));
        }
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("says what the class says", () -> {
            assertThat(page.firstLine()).isEqualTo("# " + guard.id() + ": " + guard.summary());
            assertThat(page.headings()).containsExactlyElementsOf(SECTIONS);
            assertThat(page.table()).containsExactlyElementsOf(Page.table(guard));
        }));
        tests.add(DynamicTest.dynamicTest("shows each rule, and more good than bad", () -> showsEachRule(guard, page)));
        for (Page.Example example : page.examples()) {
            tests.add(DynamicTest.dynamicTest(example.title(), () -> run(guard, example)));
        }
        return tests.stream();
    }

    private static void showsEachRule(Guard guard, Page page) {
        Set<String> shown = new HashSet<>();
        page.examples().forEach(e -> e.output().forEach(line -> shown.add(line.replaceAll(".*?: \\w+\\[(.*?)] .*", "$1"))));
        for (Rule rule : guard.rules()) {
            if (rule.severity() != Severity.OFF && !WITHOUT_EXAMPLE.contains(rule.id())) {
                assertThat(shown).as("rules with a bad example").contains(rule.id());
            }
        }
        long bad = page.examples().stream().filter(Page.Example::bad).count();
        assertThat(page.examples().size() - bad).as("good examples").isGreaterThan(bad);
    }

    private void run(Guard guard, Page.Example example) throws IOException {
        assertThat(example.files()).as("files of the example").isNotEmpty();
        if (example.bad()) {
            assertThat(output(guard, example)).containsExactlyElementsOf(example.output());
        } else {
            Outcome outcome = check(guard, Set.of(), example);
            assertThat(outcome.findings()).filteredOn(f -> f.severity().isAtLeast(Severity.WARNING))
                    .extracting(Finding::toString).isEmpty();
        }
    }

    /** What the page's own guard says of an example. */
    private List<String> output(Guard guard, Page.Example example) throws IOException {
        return check(guard, Set.of(guard.id()), example).findings().stream().map(Finding::toString).toList();
    }

    private Outcome check(Guard guard, Set<String> only, Page.Example example) throws IOException {
        Path root = folder.resolve("example" + folders++);
        for (Map.Entry<String, String> file : example.files().entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        List<Problem> problems = new ArrayList<>();
        Repository repository = new Repository(Documents.read(new Workspace(root, problems::add), problems::add), problems);
        Run run = new Run(repository, only, Severity.ERROR).simple();
        if (guard instanceof SemanticGuard) {
            run.semantic(new Stacks(repository).of(null));
        }
        return run.outcome(List.of(), List.of(), false);
    }

    private void rewrite(Guard guard, Page page) throws IOException {
        Map<Integer, List<String>> outputs = new LinkedHashMap<>();
        for (int i = 0; i < page.examples().size(); i++) {
            if (page.examples().get(i).bad()) {
                outputs.put(i, output(guard, page.examples().get(i)));
            }
        }
        String before = Files.readString(page.path());
        page.rewrite(Page.table(guard), outputs);
        if (!before.equals(Files.readString(page.path()))) {
            fail(page.path() + " was rewritten: read the difference");
        }
    }

    @Test
    void everyPageHasItsGuard() throws IOException {
        Set<String> pages = new TreeSet<>();
        for (String tier : List.of("simple", "semantic")) {
            Path pagesOfTier = Path.of("guards", tier);
            if (Files.isDirectory(pagesOfTier)) {
                try (Stream<Path> files = Files.list(pagesOfTier)) {
                    files.map(Path::toString).filter(f -> f.endsWith(".md")).forEach(pages::add);
                }
            }
        }
        Set<String> expected = new TreeSet<>();
        Guards.all().forEach(guard -> expected.add(pathOf(guard).toString()));
        assertThat(pages).isEqualTo(expected);
    }

    @Test
    void guardsAndRulesHaveTheirOwnNames() {
        List<String> ids = new ArrayList<>();
        Guards.all().forEach(guard -> guard.rules().forEach(rule -> ids.add(rule.id())));
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(Guards.simple()).extracting(Guard::id).isSorted().doesNotHaveDuplicates();
        assertThat(Guards.semantic()).extracting(Guard::id).isSorted().doesNotHaveDuplicates();
    }
}
