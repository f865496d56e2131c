package dev.guards.regex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a literal beginning tells must be what automata tell. */
class BeginningTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "/[a-z]+ /(.*) true", "/[a-z]+ /.* true", "/ /.* false", "/a/b /(.*) true", "ab(c|d) ab.* true", "😀[a-z] 😀.* true", "(?i:/)a /.* true",
        "[a-z]+ /.* false", "/[a-z]+ /.+ false", "/[a-z]+ (/.*) false", "a?/b a.* false", "/a|b /.* false", "(?i:A)b A.* false", "^/a /.* false",
    })
    void takesWhatBeginsAlike(String inner, String outer, boolean expected) {
        Re2 smaller = Re2.of(inner);
        Re2 larger = Re2.of(outer);
        assertThat(Beginning.isWithin(smaller.tree(), larger.tree())).isEqualTo(expected);
        if (expected) {
            assertThat(smaller.language().minus(larger.language()).isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"/[a-z]+ /(.*) true", "/[a-z]* /.+ false", "/[a-z]+ /.+ true", "[a-z]+ a.* false"})
    void leavesWhatIsNotTaken(String matched, String avoided, boolean empty) {
        ValueSet rest = ValueSet.regular(matched, matched).without(Re2.of(avoided));
        assertThat(rest.isEmpty()).isEqualTo(empty);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"/(.*) /.* /abc true", "/.* /a.* /b false", "/a.* /.* /ab true"})
    void keepsBothOfTwoBeginnings(String first, String second, String text, boolean contained) {
        Language both = Language.of(Re2.of(first), first).matching(Re2.of(second));
        assertThat(both.resolve().accepts(text)).isEqualTo(contained);
        assertThat(both.contains(text)).isEqualTo(contained);
    }
}
