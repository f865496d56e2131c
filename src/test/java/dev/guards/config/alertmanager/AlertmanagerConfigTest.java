package dev.guards.config.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.ReadException;
import dev.guards.text.Source;
import dev.guards.text.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertmanagerConfigTest {
    private static AlertmanagerConfig read(String yaml) throws ReadException {
        return AlertmanagerConfig.read(YamlReader.read(new Source("alertmanager.yml", yaml).whole(), p -> { }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', value = {
        "match: {a: b} # a=\"b\"",
        "match_re: {a: 'b|c'} # a=~\"b|c\"",
        "matchers: [a=b, 'c!~\"d,e\"'] # a=\"b\" c!~\"d,e\"",
        "matchers: ['{ a = \"b\" , c != d }'] # a=\"b\" c!=\"d\"",
        "matchers: 'a=\"x=y\"' # a=\"x=y\"",
    })
    void matchersOfEachForm(String matchers, String expected) throws ReadException {
        AlertmanagerConfig config = read("route: {receiver: r, routes: [{" + matchers + "}]}\n");
        StringBuilder found = new StringBuilder();
        for (RouteMatcher matcher : config.root().routes().get(0).matchers()) {
            found.append(found.length() == 0 ? "" : " ").append(matcher.matcher().label()).append(matcher.matcher().op().symbol())
                    .append('"').append(matcher.matcher().value()).append('"');
        }
        assertThat(found).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', value = {"matchers: [a]", "match_re: {a: '('}", "match: {a: '{{ .Values.x }}'}",
        "matchers: ['a=\"b\\n\"']"})
    void whatCannotBeReadIsNoMatcher(String matchers) throws ReadException {
        assertThat(read("route: {routes: [{" + matchers + "}]}\n").root().routes().get(0).matchers()).isNull();
    }

    @Test
    void receiversAreInheritedAndMayBeSilent() throws ReadException {
        AlertmanagerConfig config = read("""
                route: {receiver: a, routes: [{match: {x: y}, continue: true}]}
                receivers: [{name: a}, {name: b, slack_configs: [{channel: c}]}, {name: c, email_configs: []}]
                """);
        assertThat(config.root().routes().get(0).receiver().value()).isEqualTo("a");
        assertThat(config.root().routes().get(0).goesOn()).isTrue();
        assertThat(config.receivers().values()).extracting(AlertmanagerConfig.Receiver::notifies).containsExactly(false, true, false);
    }
}
