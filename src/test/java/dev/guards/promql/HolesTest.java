package dev.guards.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grafana's variables wherever people put them, and a word against what no value of a variable can mend. */
class HolesTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "sum by (job) (rate(up{a=\"b\",c=~\"d\"}[5m] offset 1h)) / on (job) group_left (x) max without (y) (down) > bool 0.5",
        "topk(5, sum(up) by (job)) or vector(1) and abs(down{a!=\"b\"} @ 1603774568) unless foo",
        "histogram_quantile(0.9, sum by (le) (rate(m_bucket{job=\"x\"}[5m:1m])))",
        "label_replace(up, \"dst\", \"$1\", \"src\", \"(.*)\") * ignoring (a) group_right down",
        "avg_over_time((a + b)[1h:5m] offset -5m) == 3 ^ 2 % 4 - 1", "count_values(\"v\", build_info) atan2 -foo",
        "{__name__=\"up\", \"a.b\"=\"c\"} @ end()", "clamp_max(sum_over_time(x[5m] @ start()), 5) != b"})
    void standForAnyToken(String query) {
        Scanner scanner = new Scanner(query);
        Deque<Integer> open = new ArrayDeque<>();
        for (int type = scanner.next(); type > 0; type = scanner.next()) {
            switch (type) {
                case PromQLLexer.LEFT_PAREN, PromQLLexer.LEFT_BRACE, PromQLLexer.LEFT_BRACKET, PromQLLexer.GROUP_SIDE_LABELS ->
                    open.push(scanner.end() - 1);
                case PromQLLexer.RIGHT_PAREN, PromQLLexer.RIGHT_BRACE, PromQLLexer.RIGHT_BRACKET -> {
                    int start = open.pop();
                    reads(query.substring(0, start) + "$v" + query.substring(scanner.end()));
                    reads(query.substring(0, start + 1) + "$v" + query.substring(scanner.end() - 1));
                }
                default -> {
                    reads(query.substring(0, scanner.start()) + " $v " + query.substring(scanner.end()));
                    if (type == PromQLLexer.NAME) {
                        reads(query.substring(0, scanner.start() + 1) + "${v}" + query.substring(scanner.start() + 1));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$prefix up", "up * $m down", "sum by (x) $inner", "up > $t bool 5", "up * on (a) group_left $l down", "up $at offset 5m",
        "up $op on (x) $b", "x[5m] $offset 1h", "topk($args)", "label_replace(up $and_more)", "topk(5, $query by (job))"})
    void standForSyntax(String query) {
        reads(query);
    }

    private static void reads(String query) {
        Parsed parsed = PromQl.parse(Text.of(query));
        assertThat(parsed.errors()).as(query).isEmpty();
        String printed = Printer.print(parsed.expr());
        Parsed again = PromQl.parse(Text.of(printed));
        assertThat(again.errors()).as(printed).isEmpty();
        assertThat(Printer.print(again.expr())).as(query).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate(foo{job=$job}[5m)", "sum(rate(x[$interval])", "up{job=\"x\" $v", "sum(up{a=$a}) foo", "sum(rate(x[$__interval)) bar",
        "x[$__range] y", "clamp_max($a, 1, 2, 3)", "nosuch($x)", "up{a=~\"(\"} $x y", "$a + + * 2"})
    void mendNotEverything(String query) {
        assertThat(PromQl.parse(Text.of(query)).errors()).as(query).isNotEmpty();
    }
}
