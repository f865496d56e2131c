package dev.guards.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandardValuesTest {
    @Test
    void setsStandForTheirValues() {
        CatalogFile.LabelWord word = CatalogFile.LabelWord.of("code?~@http-class|error");
        assertThat(word.values()).containsExactly("1xx", "2xx", "3xx", "4xx", "5xx", "error");
        assertThat(word.optional()).isTrue();
        assertThat(word.closed()).isFalse();
    }

    @Test
    void otherWordsStayAsTheyAre() {
        assertThat(CatalogFile.LabelWord.of("device~@lo|/").values()).containsExactly("@lo", "/");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        CatalogFile.LabelWord word = CatalogFile.LabelWord.of("method~@http-method");
        assertThat(CatalogFile.LabelWord.of(word.toString())).isEqualTo(word);
    }
}
