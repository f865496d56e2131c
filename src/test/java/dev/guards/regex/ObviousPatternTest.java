package dev.guards.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.re2j.Pattern;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObviousPatternTest {
    private static final String[] PIECES = {"a", "5", ".", "*", "+", "?", "|", "^", "$", "(", "(?:", "(?i", ")", "[a-z]", "[^0-9a]", "[", "]", "-", "\\d",
        "\\.", "\\", "{", "2}", ":", "/"};

    @ParameterizedTest
    @ValueSource(strings = {"", "5..", "4..|5..", "(?:GET|POST)?", ".+?-[a-z0-9]+", "^/api/v[0-9]/\\w*$", "node\\.cpu", "()|(a|)"})
    void areSeenAtOnce(String pattern) {
        assertThat(ObviousPattern.isValid(pattern)).isTrue();
    }

    @Test
    void areValid() {
        Random random = new Random(7);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                pattern.append(PIECES[random.nextInt(PIECES.length)]);
            }
            if (ObviousPattern.isValid(pattern.toString())) {
                valid++;
                assertThatCode(() -> Pattern.compile("(?s:" + pattern + ")")).as(pattern.toString()).doesNotThrowAnyException();
            }
        }
        assertThat(valid).isGreaterThan(10_000);
    }
}
