package dev.guards.logql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grafana's variables wherever people put them. */
class HolesTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "$query", "${query:raw}", "[[query]]", "{$matchers}", "{app=\"x\", $matchers}", "{app=\"x\" $more}", "{$label=\"x\"}", "{app=$app}",
        "{app=${app:doublequote}}", "{app=~\"$app\"}", "{app=~\"$app|${other:pipe}\"}", "{app $op \"x\"}", "{pre_${env}_post=\"x\"}",
        "$stream | json", "$stream |= \"x\"", "{a=\"b\"} $filter", "{a=\"b\"} $op \"text\"", "{a=\"b\"} |= \"$search\"", "{a=\"b\"} |= `$search`",
        "{a=\"b\"} |= $search", "{a=\"b\"} |~ \"(?i)$search\"", "{a=\"b\"} |= \"x\" or $y", "{a=\"b\"} | $filter", "{a=\"b\"} | json | $filter",
        "{a=\"b\"} | json $fields", "{a=\"b\"} | logfmt $fields | x=\"y\"", "{a=\"b\"} | json f=\"$path\"", "{a=\"b\"} | level=$level",
        "{a=\"b\"} | level=~\"$level\"", "{a=\"b\"} | $label=\"x\"", "{a=\"b\"} | level $op \"x\"", "{a=\"b\"} | size > $min",
        "{a=\"b\"} | x=\"y\" or $filter", "{a=\"b\"} | line_format $format", "{a=\"b\"} | line_format \"{{.$field}}\"",
        "{a=\"b\"} | label_format x=$y", "{a=\"b\"} | label_format $assignments", "{a=\"b\"} | drop $labels", "{a=\"b\"} | keep a, $labels",
        "rate({a=\"b\"}[$__auto])", "rate({a=\"b\"}[$__interval])", "rate({a=\"b\"}[${__range}])", "rate({a=\"b\"}[${n}m])",
        "rate({a=\"b\"}[[[interval]]])", "rate({a=\"b\"}[5$unit])", "rate({a=\"b\"}[$__auto] offset $off)", "rate({a=\"b\"}[5m] offset -$off)",
        "rate($stream[5m])", "rate($stream | json [5m])", "sum(rate($query))", "rate({a=\"b\"} | unwrap $field [5m])",
        "rate({a=\"b\"} | unwrap duration($field) [5m])", "sum_over_time({a=\"b\"} | $unwrap [5m])", "sum by ($g) (rate({a=\"b\"}[5m]))",
        "sum by (a, ${g:csv}) (rate({a=\"b\"}[5m]))", "sum $grouping (rate({a=\"b\"}[5m]))", "sum(rate({a=\"b\"}[5m])) $grouping",
        "$agg(rate({a=\"b\"}[5m]))", "$agg by (x) (rate({a=\"b\"}[5m]))", "$fn({a=\"b\"}[5m])", "sum($fn({a=\"b\"} | json [5m]))",
        "topk($n, rate({a=\"b\"}[5m]))", "quantile_over_time($q, {a=\"b\"} | unwrap x [5m])", "rate({a=\"b\"}[5m]) / $__range_s",
        "rate({a=\"b\"}[5m]) * ${__interval_ms} / 1000", "rate({a=\"b\"}[5m]) > $threshold", "$a + $b", "vector($n)",
        "label_replace(rate({a=\"b\"}[5m]), \"$dst\", \"$1\", \"src\", \"(.*)\")", "label_replace(rate({a=\"b\"}[5m]), $dst, \"$1\", \"s\", \"(.*)\")",
        "sum by $g (rate({a=\"b\"}[5m]))", "sum $by (x) (rate({a=\"b\"}[5m]))", "sum(rate({a=\"b\"}[5m])) by $g", "rate({a=\"b\"}[5m]) $op 5",
        "rate({a=\"b\"}[5m]) $op rate({a=\"c\"}[5m])", "quantile_over_time(0.$q, {a=\"b\"} | unwrap x [5m])", "{app$op\"x\"}", "{$a b=\"c\"}",
        "{$a, $b, c=\"d\"}", "sum by (le $g) (rate({a=\"b\"}[5m]))", "{a=\"b\"} | size > -$n"})
    void parseAndPrintAsTheyStand(String query) {
        Parsed parsed = LogQl.parse(Text.of(query), Options.GRAFANA);
        assertThat(parsed.error()).isNull();
        String printed = Printer.print(parsed.expr());
        Parsed again = LogQl.parse(Text.of(printed), Options.GRAFANA);
        assertThat(again.error()).as(printed).isNull();
        assertThat(Printer.print(again.expr())).isEqualTo(printed);
        assertThat(again.isLog()).isEqualTo(parsed.isLog());
        assertThat(PrettyPrinter.print(parsed.expr(), 10)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "sum by (job) (count_over_time({a=\"b\",c=~\"d\"} |= \"x\" | json | status >= 400 and m=\"GET\" [5m] offset 1h))"
            + " / on (job) group_left (x) max without (y) (rate({b=\"c\"}[1m])) > bool 0.5",
        "{a=\"b\"} != \"x\" |~ \"y\" or \"z\" | logfmt --strict a, b=\"c\" | line_format \"{{.a}}\" | label_format a=b, c=\"d\" | drop x, y=\"z\" | keep q",
        "{a=\"b\"} | pattern \"<a> x\" | regexp \"(?P<x>y)\" | unpack | decolorize | d > 5s or s < 1KB, ip = ip(\"1.2.3.4\")",
        "topk(5, sum(rate({a=\"b\"}[5m])) by (job)) or vector(1) and sum(rate({c=\"d\"}[1m])) unless rate({e=\"f\"}[1m])",
        "quantile_over_time(0.9, {a=\"b\"} | json x=\"y\" | unwrap duration(z) | __error__=\"\" [5m]) by (p)",
        "sum_over_time(({a=\"b\"})[5m] | unwrap x) * ignoring (a) group_right sum(rate({a=\"b\"}[1m]))",
        "label_replace(rate({a=\"b\"}[1m]), \"d\", \"$1\", \"s\", \"(.*)\") == 3 ^ 2 - 1", "{a=\"b\"} |> \"<_> x\" | json | (a=\"b\" or c=\"d\") and e!=\"f\""})
    void standForAnyToken(String query) {
        Scanner scanner = new Scanner(query);
        Deque<Integer> open = new ArrayDeque<>();
        for (int type = scanner.next(); type > 0; type = scanner.next()) {
            switch (type) {
                case LogQLLexer.OPEN_PAREN, LogQLLexer.OPEN_BRACE -> open.push(scanner.start());
                case LogQLLexer.CLOSE_PAREN, LogQLLexer.CLOSE_BRACE -> {
                    int start = open.pop();
                    parseAndPrintAsTheyStand(query.substring(0, start) + "$v" + query.substring(scanner.end()));
                    parseAndPrintAsTheyStand(query.substring(0, start + 1) + "$v" + query.substring(scanner.end() - 1));
                }
                default -> parseAndPrintAsTheyStand(query.substring(0, scanner.start()) + " $v " + query.substring(scanner.end()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum(rate({a=\"b\"}[5m])) * on $x sum(rate({c=\"d\"}[5m]))", "rate({a=\"b\"}[5m]) * on (a) group_left $l rate({c=\"d\"}[5m])",
        "{a=\"b\"} | x=\"y\" $and z=\"1\"", "{a=\"b\"} | json | $filter", "{a=\"b\"} ${one}${two}", "sum $inner", "sum by (x) $inner",
        "rate({a=\"b\"} | json [5m] $offset)", "count_over_time(($query)[5m])", "{a=\"b\"} | json $a, b=\"c\"", "{a=\"b\"} | drop a != \"$x\""})
    void standForSyntax(String query) {
        parseAndPrintAsTheyStand(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a=$x}} | json", "sum(rate({a=\"b\"}[$__auto])", "{a=\"$x\"} | jsn y", "rate({a=\"b\"} |= \"$x\")", "{a=\"b\" $x",
        "sum(rate({a=\"b\"}[$__auto])) foo", "{a=$x} |= 'y'", "{a=\"b\"} | logfmt --stric", "nosuch({a=\"$b\"}[5m])"})
    void mendNotEverything(String query) {
        assertThat(LogQl.parse(Text.of(query), Options.GRAFANA).ok()).as(query).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{app=$app}", "$query", "rate({a=\"b\"}[$__auto])", "{a=\"b\"} | $filter", "topk($n, vector(1))"})
    void areErrorsInAPlainQuery(String query) {
        assertThat(LogQl.parse(Text.of(query), Options.PLAIN).ok()).isFalse();
    }

    @Test
    void areAllKeptInASelector() {
        Expr.LogQuery query = (Expr.LogQuery) LogQl.parse(Text.of("{a=\"b\", $f1 $f2, c$d}"), Options.GRAFANA).expr();
        assertThat(query.selector().holes()).extracting(Object::toString).containsExactly("$f1", "$f2", "c$d");
        assertThat(Printer.print(query)).isEqualTo("{a=\"b\", $f1, $f2, c$d}");
    }

    @Test
    void stayTextInStringsOfAPlainQuery() {
        Expr.LogQuery query = (Expr.LogQuery) LogQl.parse(Text.of("{app=\"$app\"}"), Options.PLAIN).expr();
        assertThat(query.selector().matchers().get(0).literal().value()).isEqualTo("$app");
    }

    @Test
    void knowTheirPlaceInsideEscapedStrings() {
        String text = "{app=\"x\\\"$app\"}";
        Expr.LogQuery query = (Expr.LogQuery) LogQl.parse(Text.of(text), Options.GRAFANA).expr();
        assertThat(query.selector().matchers().get(0).value().value().holes().get(0).span().start()).isEqualTo(text.indexOf('$'));
    }

    @Test
    void aLoneVariableMakesNoLogQuery() {
        assertThat(LogQl.parse(Text.of("$query"), Options.GRAFANA).isLog()).isFalse();
        assertThat(LogQl.parse(Text.of("$stream | json"), Options.GRAFANA).isLog()).isTrue();
    }
}
