package dev.guards.logql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in any script, and places in UTF-16 units. */
class CharactersTest {
    @ParameterizedTest
    @ValueSource(strings = {"{größe=\"x\"}", "{µ=\"x\"}", "{μ=\"x\"}", "{名前=\"x\"}", "{𝒜b=\"x\"}", "{a٣=\"x\"}", "{a=\"b\"} | größe > 5µs",
        "{a=\"b\"} | d > 5μs", "{a=\"🙂 %\"} |= `🙂`", "{a=\"b\"} # 🙂 größe"})
    void reads(String query) {
        Parsed parsed = LogQl.parse(Text.of(query), Options.PLAIN);
        assertThat(parsed.error()).isNull();
        assertThat(Printer.print(parsed.expr())).isNotEmpty();
    }

    @Test
    void givesBackWhatWasWritten() {
        assertThat(Printer.print(LogQl.parse(Text.of("{größe_名𝒜=\"ª🙂\"}"), Options.PLAIN).expr())).isEqualTo("{größe_名𝒜=\"ª🙂\"}");
    }

    @Test
    void pointsAtWholeCharacters() {
        SyntaxError error = LogQl.parse(Text.of("{a=\"𝒜\"} 🙂"), Options.PLAIN).error();
        assertThat(error.message()).contains("`🙂`");
        assertThat(error.start()).isEqualTo(9);
        assertThat(error.end()).isEqualTo(11);
        assertThat(LogQl.parse(Text.of("{€=\"x\"}"), Options.PLAIN).error().message()).contains("`€`");
        assertThat(LogQl.parse(Text.of("{٣a=\"x\"}"), Options.PLAIN).ok()).isFalse();
    }
}
