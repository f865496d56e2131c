package dev.guards.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    private final List<Problem> problems = new ArrayList<>();

    private Settings read(String yaml) throws ReadException {
        return SettingsReader.read(YamlReader.read(new Source("guards.yaml", yaml).whole(), problems::add), problems::add);
    }

    @Test
    void everythingIsRead() throws ReadException {
        Settings settings = read("""
                version: 1
                environments:
                  docker: {runtime: docker, files: [docker-compose*.yml], host: exclusive}
                severity:
                  regex-plain: off
                  label-unknown: warning
                allow:
                  - metric: container_memory_*
                    job: cadvisor
                    reason: seen in a capture of the production host
                ignore:
                  - rule: metric-unknown
                    dashboard: ac-overview
                    until: 2027-01-31
                    reason: the service gets this metric with the next release
                sources: {api: services/api}
                """);
        assertThat(problems).isEmpty();
        assertThat(settings.host("docker")).isEqualTo(Settings.Host.EXCLUSIVE);
        assertThat(settings.host("docker:examples/a")).isEqualTo(Settings.Host.EXCLUSIVE);
        assertThat(settings.host("kubernetes")).isEqualTo(Settings.Host.ASSUMED);
        assertThat(settings.severities()).containsEntry("regex-plain", Settings.Level.OFF);
        assertThat(settings.allowed("container_memory_rss", "cadvisor")).isNotNull();
        assertThat(settings.allowed("container_memory_rss", "node")).isNull();
        assertThat(settings.ignored()).hasSize(1);
    }

    @Test
    void mistakesHavePlacesAndAWayOut() throws ReadException {
        read("""
                enviroments: {}
                severity: {a: loud}
                allow: [{metric: x, reason: todo later}]
                ignore:
                  - {rule: r, reason: because it is so, until: tomorrow}
                  - {reason: because it is so}
                """);
        assertThat(problems).extracting(p -> p.span().line() + " " + p.message() + "; " + p.help()).containsExactly(
                "1 unknown key `enviroments`; did you mean `environments`?",
                "2 `loud` is not one of error, warning, info, off; ",
                "3 the reason says nothing; say in a sentence why this is right here",
                "5 `tomorrow` is no date; write the last day as yyyy-mm-dd",
                "6 `rule` is missing; ");
    }

    @ParameterizedTest
    @CsvSource({"*.yml,a.yml,true", "*.yml,d/a.yml,false", "**/*.yml,d/e/a.yml,true", "**/*.yml,a.yml,true", "a?c,abc,true",
            "container_*,container_x_y,true", "abc,abcd,false", "a**d,ab/cd,true"})
    void globs(String glob, String text, boolean matches) {
        assertThat(Globs.matches(glob, text)).isEqualTo(matches);
    }
}
