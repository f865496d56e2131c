package dev.guards.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocatedTextTest {
    private final List<Problem> problems = new ArrayList<>();

    private Node json(String text) throws ReadException {
        return JsonReader.read(new Source("d.json", text).whole(), problems::add);
    }

    private Node yaml(String text) throws ReadException {
        return YamlReader.read(new Source("c.yml", text).whole(), problems::add);
    }

    /** The file's text of each decoded character that is not white space. */
    private static void assertPlaced(Node node, String... escaped) {
        Text text = node.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char written = text.source().text().charAt(Math.min(text.offset(i), text.source().text().length() - 1));
            if (!Character.isWhitespace(c) && written != '\\') {
                assertThat(written).as("character %d of %s at %s", i, text, text.span()).isEqualTo(c);
            }
        }
    }

    @Test
    void jsonEscapesKeepTheirPlaces() throws ReadException {
        Text expr = json("{\"expr\": \"up{job=\\\"api\\\"}\\n + \\u0061 b\"}").get("expr").text();
        assertThat(expr.value()).isEqualTo("up{job=\"api\"}\n + a b");
        int job = expr.value().indexOf("api");
        assertThat(expr.span(job, job + 3).text()).isEqualTo("api");
        assertThat(expr.span(job - 1, job + 4).text()).isEqualTo("\\\"api\\\"");
        int a = expr.value().indexOf("a b");
        assertThat(expr.span(a, a + 1).text()).isEqualTo("\\u0061");
        assertThat(expr.span(a + 2, a + 3).text()).isEqualTo("b");
    }

    @Test
    void jsonSpansCoverValues() throws ReadException {
        Node root = json("{\n  \"a\": [1, true, null],\n  \"b\": {\"c\": \"d\"}\n}");
        assertThat(root.get("a").span().text()).isEqualTo("[1, true, null]");
        assertThat(root.get("b").span().text()).isEqualTo("{\"c\": \"d\"}");
        assertThat(root.at("b", "c").span().place()).isEqualTo("d.json:3:14");
        assertThat(root.get("a").items().get(1).isTrue()).isTrue();
        assertThat(root.at("x", "y").isPresent()).isFalse();
    }

    @Test
    void jsonErrorsHavePlaces() {
        assertThatThrownBy(() -> json("{\"a\": [1,\n 2")).isInstanceOf(ReadException.class)
                .hasMessageContaining("d.json:2:3").hasMessageContaining("ends in the middle");
        assertThatThrownBy(() -> json("{\"a\": tru}")).isInstanceOf(ReadException.class).hasMessageContaining("d.json:1:");
        assertThatThrownBy(() -> json("")).isInstanceOf(ReadException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> json("[".repeat(100_000))).isInstanceOf(ReadException.class)
                .hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> json("{} {}")).isInstanceOf(ReadException.class).hasMessageContaining("behind the end");
    }

    @Test
    void repeatedKeysAreReportedAndTheLastCounts() throws ReadException {
        assertThat(json("{\"a\": 1, \"a\": 2}").get("a").string()).isEqualTo("2");
        assertThat(yaml("a: 1\na: 2\n").get("a").string()).isEqualTo("2");
        assertThat(problems).extracting(p -> p.span().place()).containsExactly("d.json:1:11", "c.yml:2:1");
    }

    @Test
    void yamlStylesKeepTheirPlaces() throws ReadException {
        Node root = yaml("""
                plain: up{job="a"}
                folded plain: one
                  two
                  three
                single: 'it''s'
                double: "a\\"b\\
                  c \\x41 d"
                literal: |
                  first

                    second
                  third
                folded: >-
                  first
                  second

                  third
                """);
        assertThat(root.get("literal").string()).isEqualTo("first\n\n  second\nthird\n");
        assertThat(root.get("double").string()).isEqualTo("a\"bc A d");
        for (Mapping.Entry entry : root.entries()) {
            assertPlaced(entry.value());
        }
        Text literal = root.get("literal").text();
        int third = literal.value().indexOf("third");
        assertThat(literal.span(third, third + 5).place()).isEqualTo("c.yml:12:3");
        Text folded = root.get("folded").text();
        int second = folded.value().indexOf("second");
        assertThat(folded.span(second, second + 6).text()).isEqualTo("second");
    }

    @Test
    void yamlInYamlPointsIntoTheOuterFile() throws ReadException {
        Node outer = yaml("data:\n  prometheus.yml: |\n    global:\n      scrape_interval: '15s'\n");
        Node inner = YamlReader.read(outer.at("data", "prometheus.yml").text(), problems::add);
        assertThat(inner.at("global", "scrape_interval").span().place()).isEqualTo("c.yml:4:24");
        assertThat(inner.at("global", "scrape_interval").text().span().text()).isEqualTo("15s");
    }

    @Test
    void jsonInYamlPointsIntoTheOuterFile() throws ReadException {
        Node outer = yaml("data:\n  d.json: |-\n    {\n      \"title\": \"a\\\"b\"\n    }\n");
        Node inner = JsonReader.read(outer.at("data", "d.json").text(), problems::add);
        Text title = inner.get("title").text();
        assertThat(title.value()).isEqualTo("a\"b");
        assertThat(title.span(2, 3).place()).isEqualTo("c.yml:4:20");
    }

    @Test
    void anchorsAndMergeKeys() throws ReadException {
        Node root = yaml("""
                base: &base {image: a, restart: always}
                one:
                  <<: *base
                  image: b
                """);
        assertThat(root.at("one", "image").string()).isEqualTo("b");
        assertThat(root.at("one", "restart").string()).isEqualTo("always");
    }

    @Test
    void hostileYamlIsRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        assertThatThrownBy(() -> yaml(bomb.toString())).isInstanceOf(ReadException.class).hasMessageContaining("alias bomb");
        assertThatThrownBy(() -> yaml("a: &a [*a]")).isInstanceOf(ReadException.class).hasMessageContaining("contains itself");
        assertThatThrownBy(() -> yaml("[".repeat(50_000))).isInstanceOf(ReadException.class);
        assertThatThrownBy(() -> yaml("a:\n\tb: 1")).isInstanceOf(ReadException.class)
                .hasMessageContaining("c.yml:2:1").hasMessageContaining("tab");
    }

    @Test
    void everyScalarOfTheCorpusIsPlaced() throws IOException {
        for (Path file : Shared.files("corpus/stacks", ".yml", ".yaml", ".json")) {
            Source source = new Source(file.toString(), Files.readString(file));
            try {
                List<Node> roots = file.toString().endsWith(".json")
                        ? List.of(JsonReader.read(source.whole(), problems::add))
                        : YamlReader.readAll(source.whole(), problems::add);
                roots.forEach(LocatedTextTest::assertAllPlaced);
            } catch (ReadException e) {
                assertThat(e.problem().span().source()).isSameAs(source);
            }
        }
    }

    private static void assertAllPlaced(Node node) {
        if (node.text() != null) {
            assertPlaced(node);
        }
        node.items().forEach(LocatedTextTest::assertAllPlaced);
        node.entries().forEach(e -> assertAllPlaced(e.value()));
    }
}
