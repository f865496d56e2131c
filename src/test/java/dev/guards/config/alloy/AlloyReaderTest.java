package dev.guards.config.alloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guards.config.pipeline.Stage;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Shared;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlloyReaderTest {
    private static AlloyConfig read(String text) throws ReadException {
        return AlloyReader.read(new Source("config.alloy", text).whole());
    }

    @Test
    void blocksAttributesAndReferences() throws ReadException {
        AlloyConfig config = read("""
                // a comment
                logging { level = "info" }
                loki.source.docker "all" {
                  targets    = discovery.docker.all.targets /* inline */
                  forward_to = [loki.write.local.receiver,]
                  labels     = { "host" = env("HOST"), job = "doc" + "ker", team = `a\\b` }
                  nested "x" { on = true }
                }
                loki.write "local" {}
                """);
        AlloyBlock source = config.named("loki.source.docker").get(0);
        assertThat(source.id()).isEqualTo("loki.source.docker.all");
        assertThat(source.references()).extracting(Object::toString)
                .containsExactly("discovery.docker.all.targets", "loki.write.local.receiver");
        assertThat(config.resolve(source.references().get(1)).component().id()).isEqualTo("loki.write.local");
        assertThat(config.resolve(source.references().get(1)).export()).isEqualTo("receiver");
        assertThat(source.node("labels").get("team").string()).isEqualTo("a\\b");
        assertThat(Unknown.isKnown(source.node("labels").get("host").string())).isFalse();
        assertThat(source.blocks("nested").get(0).node("on").isTrue()).isTrue();
        assertThat(source.span().place()).isEqualTo("config.alloy:3:1");
    }

    @Test
    void escapesKeepTheirPlaces() throws ReadException {
        AlloyConfig config = read("a \"b\" {\n  é = \"\\\\S+ \\u00e9 x\"\n}\n");
        Text text = config.blocks().get(0).attributes().get(0).value().node().text();
        assertThat(text.value()).isEqualTo("\\S+ \u00e9 x");
        assertThat(text.span(text.length() - 1, text.length()).place()).isEqualTo("config.alloy:2:20");
    }

    @Test
    void precedenceAndCalls() throws ReadException {
        AlloyValue value = read("a {\n x = array.concat([1], b.c)[0].d + -2 ^ 3 * !true || nil == null\n}\n").blocks().get(0).get("x");
        assertThat(value).isInstanceOf(AlloyValue.Computed.class);
        assertThat(value.references()).extracting(Object::toString).contains("b.c", "nil");
    }

    @Test
    void errorsHavePlaces() {
        assertThatThrownBy(() -> read("a {\n b = \n}\n")).isInstanceOf(ReadException.class).hasMessageContaining("config.alloy:3:1");
        assertThatThrownBy(() -> read("a {\n b = 'x'\n}\n")).isInstanceOf(ReadException.class).hasMessageContaining("config.alloy:2:6");
        assertThatThrownBy(() -> read("a {\n b = \"x\n\"\n}\n")).isInstanceOf(ReadException.class).hasMessageContaining("config.alloy:2:6");
        assertThatThrownBy(() -> read("a {\n b = 1 c = 2\n}\n")).isInstanceOf(ReadException.class).hasMessageContaining("line of its own");
        assertThatThrownBy(() -> read("a { b = 1")).isInstanceOf(ReadException.class).hasMessageContaining("end of the file");
        assertThatThrownBy(() -> read("a = " + "(".repeat(50_000))).isInstanceOf(ReadException.class);
    }

    @Test
    void stagesAndRulesBecomeTheSharedModels() throws ReadException {
        List<Problem> problems = new ArrayList<>();
        AlloyConfig config = read("""
                loki.process "p" {
                  stage.json { expressions = { level = "lvl", msg = "" } }
                  stage.labels { values = { level = "", severity = "level" } }
                  stage.match {
                    selector = "{app=\\"x\\"} |= \\"y\\""
                    stage.label_drop { values = ["a"] }
                  }
                  stage.static_labels { values = { host = constants.hostname } }
                  stage.jsn { }
                }
                discovery.relabel "r" {
                  rule {
                    source_labels = ["__meta_docker_container_name"]
                    regex         = "/(.*)"
                    target_label  = "container"
                  }
                }
                """);
        List<Stage> stages = AlloyStages.read(config.blocks().get(0), problems::add);
        assertThat(stages).extracting(Stage::name).containsExactly("json", "labels", "match", "static_labels", "jsn");
        assertThat(((Stage.Match) stages.get(2)).stages()).extracting(Stage::name).containsExactly("labeldrop");
        assertThat(problems).extracting(Problem::message).containsExactly("unknown stage `stage.jsn`");
        assertThat(AlloyRules.read(config.blocks().get(1), problems::add)).hasSize(1)
                .allSatisfy(r -> assertThat(r.targetLabel().value()).isEqualTo("container"));
    }

    @Test
    void configurationsOfTheCorpusAreRead() throws Exception {
        for (Path file : Shared.files("corpus", ".alloy", ".river")) {
            AlloyConfig config = AlloyReader.read(new Source(file.toString(), Files.readString(file)).whole());
            assertThat(config.blocks()).as("%s", file).isNotEmpty();
            for (AlloyBlock block : config.named("loki.process")) {
                List<Problem> problems = new ArrayList<>();
                AlloyStages.read(block, problems::add);
                assertThat(problems).as("%s", file).isEmpty();
            }
        }
    }
}
