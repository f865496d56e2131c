package dev.guards.config.promtail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Shared;
import dev.guards.text.Source;
import dev.guards.text.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromtailReaderTest {
    private final List<Problem> problems = new ArrayList<>();

    private PromtailConfig read(String text) throws ReadException {
        return PromtailReader.read(YamlReader.read(new Source("promtail.yml", text).whole(), problems::add), problems::add);
    }

    @Test
    void sourcesRulesAndStagesAreLocated() throws ReadException {
        PromtailConfig config = read("""
                client: {url: http://loki, external_labels: {cluster: a}}
                scrape_configs:
                  - job_name: both
                    static_configs:
                      - labels: {__path__: /a}
                      - labels: {__path__: /b}
                    journal: {labels: {job: j}}
                    relabel_configs:
                      - {source_labels: [a], target_label: b}
                    pipeline_stages:
                      - cri: {}
                """);
        PromtailScrape scrape = config.scrapes().get(0);
        assertThat(problems).isEmpty();
        assertThat(config.valid()).isTrue();
        assertThat(scrape.sources()).extracting(PromtailScrape.Source::kind).containsExactly("static", "static", "journal");
        assertThat(scrape.span().place()).isEqualTo("promtail.yml:3:15");
        assertThat(scrape.relabel()).hasSize(1);
        assertThat(scrape.stages().get(0).span().place()).isEqualTo("promtail.yml:11:9");
        assertThat(config.externalLabels().get(0)).containsKey("cluster");
    }

    @Test
    void whatPromtailRefusesIsRefused() throws ReadException {
        assertThat(read("scrape_configs:\n  - job_name: a\n    static_config: []\n").valid()).isFalse();
        assertThat(problems).extracting(p -> p.span().place() + " " + p.help())
                .containsExactly("promtail.yml:3:5 did you mean `static_configs`?");
    }

    @Test
    void upstreamsSamplesAreRead() throws Exception {
        for (Path file : Shared.files("configs/promtail", "promtail.yaml", "promtail-docker-config.yaml", "gelf.yaml", "kafka.yaml",
                "plain.yaml", "scram.yaml", "ssl.yaml", "limit-config.yaml", "pubsub-config.yaml")) {
            Node root = YamlReader.read(new Source(file.getFileName().toString(), Files.readString(file)).whole(), problems::add);
            PromtailConfig config = PromtailReader.read(root, problems::add);
            assertThat(problems).as("%s", file).isEmpty();
            assertThat(config.scrapes()).as("%s", file).isNotEmpty().allSatisfy(s -> assertThat(s.sources()).isNotEmpty());
        }
    }
}
