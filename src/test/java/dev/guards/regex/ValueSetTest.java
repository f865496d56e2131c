package dev.guards.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueSetTest {
    private static final ValueSet PODS = ValueSet.regular("dark_tower-api-[0-9]+", "dark_tower-api-[0-9]+");

    private static Matcher matcher(String op, String value) {
        return new Matcher("pod", Matcher.Op.of(op), value);
    }

    @Test
    void anAbsentLabelIsTheEmptyText() {
        assertThat(ValueSet.absent().filter(matcher("=~", ".*"))).isEqualTo(ValueSet.absent());
        assertThat(ValueSet.absent().excludes(matcher("!=", ""))).isTrue();
        assertThat(ValueSet.absent().excludes(matcher("=", ""))).isFalse();
        assertThat(ValueSet.absent().excludes(matcher("=~", "a|"))).isFalse();
        assertThat(ValueSet.absent().excludes(matcher("=~", ".+"))).isTrue();
        assertThat(ValueSet.absent().excludes(matcher("!~", ".+"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "= dark_tower-api-12 false", "= dark_tower-api true", "=~ dark_tower-.* false", "=~ dark_tower-api-.* false",
        "=~ api-.* true", "=~ dark_tower_api.* true", "=~ .*-[a-z]+ true", "!~ .+ true", "!~ .*-api-.* true",
        "!~ dark_tower-api-1 false", "=~ (?i)DARK_TOWER-API-1 false", "=~ dark_tower-api-[0-4]+ false", "!~ dark_tower-api-\\d+ true",
        "=~ ^dark_tower.*$ false", "=~ (a|dark_tower-api-7) false", "=~ \\bdark.* false", "=~ dark_tower-api-[^0-9].* true"})
    void matchersOnARegularSet(String op, String value, boolean excluded) {
        assertThat(PODS.excludes(matcher(op, value))).isEqualTo(excluded);
    }

    @Test
    void anyMinusEverythingIsNothing() {
        ValueSet left = ValueSet.any().filter(matcher("=~", "a.*")).filter(matcher("!~", "[a-c].*"));
        assertThat(left.isEmpty()).isTrue();
        assertThat(ValueSet.any().filter(matcher("=", "a")).excludes(matcher("!=", "a"))).isTrue();
        assertThat(ValueSet.any().filter(matcher("!~", "[a-c].*")).isEmpty()).isFalse();
        assertThat(ValueSet.any().filter(matcher("!=", "a")).excludes(matcher("=~", "a|"))).isFalse();
        assertThat(ValueSet.any().filter(matcher("=~", "a$b")).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "!= eth0 true", "!~ veth.*|docker[0-9]+|br-.* true", "!~ tmpfs|fuse.lxcfs|squashfs true", "!~ .*-canary true", "!~ .*canary.* true",
        "!~ (?i)template.* true", "!~ |rootfs true", "!~ ^/run/.+$ true", "!~ [0-9a-f]{12} true", "!~ [a-m].* false", "!~ .*a.* false",
        "!~ [a-z]+ false", "!~ .+ false", "!~ .* false", "!~ lo|[a-z]+[0-9]* false", "!~ .*/.* false", "!~ a?.* false", "!~ \\w+ false",
        "= eth0 false", "=~ .+ false", "!~ ( false"})
    void fewOfAllTexts(String op, String value, boolean keepsMost) {
        assertThat(ValueSet.present().keepsMost(matcher(op, value))).isEqualTo(keepsMost);
    }

    @Test
    void absenceIsNotOneOfMany() {
        assertThat(ValueSet.present().keepsMost(matcher("!=", ""))).isTrue();
        assertThat(ValueSet.any().keepsMost(matcher("!=", ""))).isFalse();
        assertThat(ValueSet.any().keepsMost(matcher("!~", "|rootfs"))).isFalse();
        assertThat(ValueSet.any().keepsMost(matcher("!=", "a"))).isTrue();
        assertThat(PODS.keepsMost(matcher("!=", "dark_tower-api-0"))).isFalse();
    }

    @Test
    void unionsAndDifferencesOfMixedSets() {
        ValueSet mixed = ValueSet.of("db", "").union(PODS);
        assertThat(mixed.contains("dark_tower-api-3")).isTrue();
        assertThat(mixed.contains("db")).isTrue();
        assertThat(mixed.mayBeAbsent()).isTrue();
        assertThat(mixed.minus(PODS)).isEqualTo(ValueSet.of("db", ""));
        assertThat(mixed.intersect(ValueSet.of("dark_tower-api-3", "x"))).isEqualTo(ValueSet.of("dark_tower-api-3"));
        assertThat(PODS.intersect(ValueSet.regular("x.*", "x.*")).isEmpty()).isTrue();
    }

    @Test
    void wordsForReaders() {
        assertThat(PODS.describe(3)).isEqualTo("`dark_tower-api-[0-9]+`");
        assertThat(ValueSet.of("c", "a", "b", "d", "e").describe(2)).isEqualTo("`a`, `b` or 3 more");
        assertThat(ValueSet.any().describe(2)).isEqualTo("any value");
        assertThat(ValueSet.none().describe(2)).isEqualTo("no value");
        assertThat(ValueSet.of("a", "").describe(2)).isEqualTo("`a` or absent");
    }

    @Test
    void relabellingCutsALiteralPrefixOfAPattern() {
        ValueSet containers = ValueSet.of("/db").union(ValueSet.regular("/stack-api-[0-9]+", "/stack-api-[0-9]+"));
        ValueSet names = containers.replace(Re2.of("/(.*)"), "$1");
        assertThat(names.describe(3)).isEqualTo("`db` or `stack-api-[0-9]+`");
        assertThat(names.isExact()).isTrue();
        ValueSet services = containers.replace(Re2.of("/stack-(.+)-[0-9]+"), "svc-${1}");
        assertThat(services.contains("svc-api")).isTrue();
        assertThat(services.contains("svc-db")).isFalse();
        assertThat(services.excludes(matcher("=~", "svc-ap."))).isFalse();
    }

    @Test
    void expandsAsGoDoes() {
        assertThat(Re2.of("(.)(?P<second>.)").expand("ab", "$2${1}-$second$$ ${second}x $1x$3$")).isEqualTo("ba-b$ bx $");
        assertThat(Re2.of("a").expand("b", "x")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a|b", "(a|b)", "^(a|b.)$", "a.*", ".*a", ".*a.*", ".+", ".*", "", "a\\.b|c", ".+a.*", "^a.*$", "(?:ab|c)", "a.+",
        ".*a\\.b", "a\\..*", "^$", "|a"})
    void plainShapesMatchAsTheEngineDoes(String pattern) {
        com.google.re2j.Pattern engine = com.google.re2j.Pattern.compile("(?s:" + pattern + ")");
        for (String text : List.of("", "a", "b", "ab", "ba", "aa", "aba", "a.b", "c", "a.bc", "xa.b", "b.", "\na", "a\nb", "bx")) {
            assertThat(Re2.of(pattern).matches(text)).as(pattern + " on " + text).isEqualTo(engine.matches(text));
        }
    }

    @Test
    void readsBracesAndEscapesAsGoDoes() throws Re2Exception {
        assertThat(Re2.compile("{*a").matches("{{a")).isTrue();
        assertThat(Re2.compile("a{,2}").matches("a{,2}")).isTrue();
        assertThat(Re2.compile("[{]+").matches("{")).isTrue();
        assertThat(ValueSet.any().filter(Re2.compile("b$(?U)?c")).contains("bc")).isTrue();
        assertThatThrownBy(() -> Re2.compile("a\\é")).isInstanceOf(Re2Exception.class).hasMessageContaining("invalid escape sequence");
        assertThatThrownBy(() -> Re2.compile("(a{500}){3}")).isInstanceOf(Re2Exception.class).hasMessageContaining("repeat count");
    }

    @Test
    void refusesWhatPrometheusRefuses() {
        assertThatThrownBy(() -> Re2.compile("a(b")).isInstanceOf(Re2Exception.class).hasMessageContaining("missing closing )");
        assertThatThrownBy(() -> Re2.compile("**")).isInstanceOf(Re2Exception.class);
        assertThatThrownBy(() -> Re2.compile("a{1001}")).isInstanceOf(Re2Exception.class);
        assertThatThrownBy(() -> Re2.compile("(?<=a)b")).isInstanceOf(Re2Exception.class);
    }

    @Test
    void hugePatternsStayBounded() {
        Matcher huge = matcher("!~", ".*a.{30}b.*|(x{100}y{100}){9}|.*c.{40}");
        assertThat(ValueSet.any().filter(huge).isEmpty()).isFalse();
        assertThat(PODS.excludes(huge)).isFalse();
    }

    /** Whatever a matcher or a relabelling does to a concrete value must be in what it does to a set with that value. */
    @Test
    void setsHoldWhatConcreteValuesBecome() {
        Random random = new Random(7);
        for (int i = 0; i < 4_000; i++) {
            Re2 domain = Re2.of(pattern(random, 2));
            Re2 pattern = Re2.of(pattern(random, 2));
            String template = List.of("$1", "x$1", "${1}-$2", "$0", "y", "$2").get(random.nextInt(6));
            ValueSet set = ValueSet.any().filter(domain);
            ValueSet kept = set.filter(pattern);
            ValueSet rest = set.without(pattern);
            ValueSet replaced = set.replace(pattern, template);
            String about = domain + " with " + pattern + " -> " + template;
            for (String text : texts(random)) {
                assertThat(domain.language().accepts(text) || !domain.matches(text)).as(domain + " on " + text).isTrue();
                assertThat(!domain.language().exact() || domain.language().accepts(text) == domain.matches(text))
                        .as(domain + " on " + text).isTrue();
                if (domain.matches(text)) {
                    ValueSet side = pattern.matches(text) ? kept : rest;
                    assertThat(side.contains(text)).as(about + " on " + text).isTrue();
                    assertThat(side.isEmpty()).as(about + " on " + text).isFalse();
                    String expanded = pattern.expand(text, template);
                    if (expanded != null) {
                        assertThat(replaced.contains(expanded)).as(about + " on " + text + " = " + expanded).isTrue();
                        assertThat(replaced.filter(new Matcher("l", Matcher.Op.EQUAL, expanded)).isEmpty()).isFalse();
                    }
                }
            }
        }
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>(List.of("", "a", "ab"));
        for (int i = 0; i < 12; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(6); n > 0; n--) {
                text.append("aabbAk-\n".charAt(random.nextInt(8)));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static String pattern(Random random, int depth) {
        if (depth == 0) {
            return List.of("a", "b", "[ab]", ".", "[^a]", "\\w", "-", "^", "$", "(?i:a)", "(?-s:.)", "\\b").get(random.nextInt(12));
        }
        String a = pattern(random, depth - 1);
        String b = pattern(random, depth - 1);
        switch (random.nextInt(9)) {
            case 0:
                return a + "|" + b;
            case 1:
                return "(?:" + a + ")*" + b;
            case 2:
                return "(" + a + ")" + b;
            case 3:
                return a + "(" + b + ")?";
            case 4:
                return "(" + a + ")+(" + b + ")";
            case 5:
                return "(" + a + "){1,2}" + b;
            case 6:
                return "(.*)" + a;
            case 7:
                return "(" + a + "|" + b + ")";
            default:
                return a + b;
        }
    }
}
