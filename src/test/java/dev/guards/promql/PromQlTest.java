package dev.guards.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {
    private static Parsed parse(String query) {
        return PromQl.parse(Text.of(query));
    }

    private static String message(String query) {
        SyntaxError error = parse(query).errors().get(0);
        return error.start() + "-" + error.end() + " " + error.message() + (error.help().isEmpty() ? "" : "; " + error.help());
    }

    @ParameterizedTest
    @ValueSource(strings = {"$expr", "sum($expr)", "vault_route_${mountpoint}__sum", "rate(foo[$__rate_interval])", "rate(foo[${n}m])",
            "foo[$interval:$resolution]", "foo offset $shift", "{$filters}", "foo{job=~\"$job\", $more}", "foo{$label=\"x\"}",
            "foo{job=$job}", "sum by ($by) (foo)", "sum by (a, ${b:csv}) (foo)", "topk($limit, foo)", "$fn(rate(foo[5m]))", "$agg(foo) by (x)",
            "foo $op 5", "foo > $threshold", "foo $suffix", "histogram_quantile($q, sum by (le) (rate(x_bucket[5m])))", "${a}_${b}_total",
            "[[metric]]{job=\"[[job]]\"}", "foo[$__range]", "foo * $__range_s / $__interval_ms", "label_replace(foo, \"a\", \"$1\", \"b\", \"(.*)\")",
            "foo{a=~\"x-$v.*\"} @ $time", "sum_$x(foo)", "increase(foo[${__range_s}s])", "(foo) / $divisor",
            "sum by $x (foo)", "sum(foo) without ${x}", "$agg by $x (foo)", "sum $by (foo)", "1 / sum $by (a, $b) (foo) > 2", "topk $by (5, foo)",
            "foo * on $x bar", "sum(foo) $by (a)", "sum(foo{$a$b})"})
    void variablesStandWhereGrafanaAllowsThem(String query) {
        Parsed parsed = parse(query);
        assertThat(parsed.errors()).isEmpty();
        String printed = Printer.print(parsed.expr());
        assertThat(Printer.print(parse(printed).expr())).isEqualTo(printed);
        assertThat(PromQl.parse(Text.of("foo{a=\"$x\"} + $y"), Options.PLAIN).errors()).extracting(SyntaxError::message)
                .containsExactly("unexpected character: '$'");
    }

    @Test
    void groupsOfAnExpressionNestAsDeepAsGoAllows() {
        assertThat(parse("a{b=~\"" + "(".repeat(999) + "x" + ")".repeat(999) + "\"}").errors()).isEmpty();
        assertThat(parse("a{b=~\"" + "(?:".repeat(5_000) + "x" + ")".repeat(5_000) + "\"}").errors()).isEmpty();
        assertThat(message("a{b=~\"" + "(".repeat(1_000) + "x" + ")".repeat(1_000) + "\"}")).contains("nests too deeply");
    }

    @Test
    void aVariableMayStandForAGrouping() {
        Aggregate whole = (Aggregate) parse("sum $by (a, b) (foo)").expr();
        assertThat(whole.grouping().form()).isEqualTo(Grouping.Form.WORD);
        assertThat(whole.grouping().labels()).extracting(Object::toString).containsExactly("$by", "a", "b");
        assertThat(whole.inner()).isInstanceOf(VectorSelector.class);
        assertThat(((Aggregate) parse("sum by $x (foo)").expr()).grouping().form()).isEqualTo(Grouping.Form.BARE);
        assertThat(message("sum $by (a, b + 1) (foo)")).isEqualTo("12-13 unexpected b in grouping opts, expected label");
        assertThat(message("sum by (a) (b) (c)")).isEqualTo("15-16 unexpected \"(\"");
    }

    @Test
    void infoTakesAnyLabels() {
        assertThat(parse("info(x, {__name__!=\"target_info\"})").errors()).isEmpty();
        assertThat(parse("info(info(x, {a=~\".*\"}), {b=~\".*\"})").errors()).isEmpty();
        assertThat(parse("info({a=~\".*\"}, {b=~\".*\"})").errors()).hasSize(1);
    }

    @Test
    void precedence() {
        assertThat(tree("-a ^ b * c")).isEqualTo("((-(a ^ b)) * c)");
        assertThat(tree("a ^ b ^ c")).isEqualTo("(a ^ (b ^ c))");
        assertThat(tree("a - b - c")).isEqualTo("((a - b) - c)");
        assertThat(tree("a or b and c == d + e * f")).isEqualTo("(a or (b and (c == (d + (e * f)))))");
        assertThat(tree("2 ^ -a * b")).isEqualTo("((2 ^ (-a)) * b)");
        assertThat(tree("-1 ^ 2")).isEqualTo("(-(1 ^ 2))");
        assertThat(tree("a atan2 b / c")).isEqualTo("((a atan2 b) / c)");
    }

    private static String tree(String query) {
        return tree(parse(query).expr());
    }

    private static String tree(Expr expr) {
        if (expr instanceof Binary b) {
            return "(" + tree(b.left()) + " " + b.op().symbol() + " " + tree(b.right()) + ")";
        }
        return expr instanceof Unary u ? "(" + (u.minus() ? "-" : "+") + tree(u.inner()) + ")" : Printer.print(expr);
    }

    @Test
    void errorsSayWhatIsWrongAndWhatMayBeMeant() {
        assertThat(message("holt_winters(foo[5m], 0.5, 0.5)")).isEqualTo("0-12 unknown function with name \"holt_winters\"; since Prometheus 3.0"
                + " it is `double_exponential_smoothing`, which needs --enable-feature=promql-experimental-functions");
        assertThat(message("rates(foo[5m])")).isEqualTo("0-5 unknown function with name \"rates\"; did you mean `rate`?");
        assertThat(message("rate(foo)")).isEqualTo("5-8 expected type range vector in call to function \"rate\", got instant vector");
        assertThat(message("sum(foo")).startsWith("7-7 unclosed left parenthesis");
        assertThat(message("foo{a=~\"(\"}")).startsWith("4-10 ");
        assertThat(message("1 == 2")).isEqualTo("2-4 comparisons between scalars must use BOOL modifier");
        assertThat(message("{a=~\".*\"}")).isEqualTo("0-9 vector selector must contain at least one non-empty matcher");
        assertThat(message("")).isEqualTo("0-0 no expression found in input");
    }

    @Test
    void spansOfEveryNodeReadAgain() {
        String query = "sum by (a) (rate(foo{b=\"c\"}[5m] offset 1h)) / on (a) group_left (d) -bar > bool 0.5";
        List<String> texts = new ArrayList<>();
        parse(query).expr().walk(e -> texts.add(e.span().text()));
        for (String text : texts) {
            assertThat(parse(text).isValid()).as(text).isTrue();
        }
        assertThat(texts).contains("rate(foo{b=\"c\"}[5m] offset 1h)", "foo{b=\"c\"}", "-bar");
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 100_000})
    void hostileTextsAreRefusedInBoundedTime(int size) {
        List<String> hostile = List.of("(".repeat(size) + "a" + ")".repeat(size), "a" + "+a".repeat(size), "-".repeat(size) + "a",
                "a" + "^a".repeat(size), "sum(".repeat(size), "{a=\"" + "x".repeat(size), "a[" + "(".repeat(size), "\uD800\uDC00".repeat(size),
                "\uD800".repeat(size), "a{b=~\"" + "(a*)*".repeat(size / 10) + "\"}", "foo[5m" + "+5m".repeat(size) + "]", "[[".repeat(size),
                "${".repeat(size), "a" + "[1m:1m]".repeat(size));
        for (String query : hostile) {
            Parsed parsed = parse(query);
            assertThat(parsed.isValid() || !parsed.errors().isEmpty()).isTrue();
        }
        assertThat(parse("(".repeat(size) + "a" + ")".repeat(size)).errors().get(0).message()).contains("nested deeper");
    }
}
