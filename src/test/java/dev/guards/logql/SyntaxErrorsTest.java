package dev.guards.logql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people get wrong, and what they are told: place, fact, help. */
class SyntaxErrorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '\u0001', value = {
        "{app='x'}                              # 5-8   # strings stand in double quotes or backticks, not in single quotes # \"x\"",
        "{app=\"x}                              # 5-8   # the string is not closed #",
        "{app=\"x\"                             # 8-8   # unexpected end of the query, expected `}` or `,` #",
        "{app=\"x\",}                           # 9-10  # unexpected `}`, expected a name #",
        "{app==\"x\"}                           # 4-6   # unexpected `==`, expected `!=`, `!~`, `=` or `=~` #",
        "{}                                     # 0-2   # the stream selector is empty # one matcher at least has to want a value: app=\"x\" or app=~\".+\"",
        "up{app=\"x\"}                          # 0-2   # unexpected name `up` # a metric with a selector is PromQL; LogQL selects streams: {label=\"value\"}",
        "{app=\"x\"} | jsn                      # 15-15 # unexpected end of the query, expected `!=`, `!~`, `=`, `=~` or an operator # did you mean the stage `json`?",
        "{app=\"x\"} | unwrap y                 # 0-20  # `unwrap` needs a range and a function around it # sum_over_time(... | unwrap label [5m]), for example",
        "{app=\"x\"}[5m]                        # 0-13  # a range needs a function around it # count_over_time(...) or rate(...), for example",
        "rat({app=\"x\"}[5m])                   # 0-3   # LogQL has no function `rat` # did you mean `rate`?",
        "rate({app=\"x\"})                      # 14-15 # `rate` wants a range behind the log query # [5m], or [$__auto] in Grafana",
        "rate({app=\"x\"}[5])                   # 15-16 # `5` is no duration # write it as 5m, 1h30m or 1d, or [$__auto] in Grafana",
        "rate({app=\"x\"}[5m:1m])               # 15-20 # `5m:1m` is no duration # Loki has no subqueries",
        "rate({app=\"x\"}[5m)                   # 14-18 # the range is not closed: ] is missing #",
        "sum({app=\"x\"})                       # 13-14 # `sum` wants a metric, not a log query # sum(count_over_time(... [5m])), for example",
        "sum_over_time({app=\"x\"}[5m])         # 0-13  # `sum_over_time` wants `| unwrap label` before the range #",
        "topk(rate({app=\"x\"}[5m]))            # 0-4   # `topk` wants a number first # topk(5, ...)",
        "{app=\"x\"} | code == \"500\"          # 20-25 # `==` compares numbers, durations or sizes, not a string # strings are compared with =",
        "{app=\"x\"} |= \"\\d\"                 # 14-16 # unknown escape sequence in a string # write \\\\d or use backticks: `...`",
        "{app=\"x\"} |~ \"(\"                   # 13-16 # invalid regular expression: missing closing ): `(` #",
        "{app=\"x\"} | regexp \"x\"             # 19-22 # the expression has no named group # name what to extract: (?P<label>...)",
        "{app=\"x\"} | pattern \"<a><b>\"       # 20-28 # nothing stands between <a> and <b> #",
        "{app=\"x\"} | line_format \"{{.a\"     # 25-26 # broken template: {{ is not closed #",
        "{app=\"x\"} | line_format \"{{lowr .a}}\" # 27-31 # broken template: there is no template function `lowr` # did you mean `lower`?"})
    void areToldInTheUsersWords(String query, String place, String message, String help) {
        Parsed parsed = LogQl.parse(Text.of(query.strip()), Options.GRAFANA);
        assertThat(parsed.error()).isNotNull();
        SyntaxError error = parsed.error();
        assertThat(error.message()).isEqualTo(message.strip());
        assertThat(error.help()).isEqualTo(help == null ? "" : help.strip());
        assertThat(error.start() + "-" + error.end()).isEqualTo(place.strip());
    }
}
