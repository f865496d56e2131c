package dev.guards.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.Documents;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Language;
import dev.guards.syntax.Predictions;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.atn.DecisionInfo;
import org.junit.jupiter.api.Test;

/** What the grammar promises: no prediction at run time, and variables as operators. */
class PromQlGrammarTest {
    private static final String[] QUERIES = {
        "sum by (a, b,) (rate(foo{a=\"b\", c=~\"d|e\",}[5m] offset -1h @ end())) / on (a) group_left (b) fill (0) (x or -y ^ 2)",
        "$a $op $b{c=\"d\"} > bool 0", "foo{$x job=\"y\" $z}[$r:${s}m]", "topk without (a $b) ($n, $f(x)) $suffix", "group_left_total + group_left",
    };

    @Test
    void oneTokenDecides() throws IOException {
        List<String> queries = new ArrayList<>(List.of(QUERIES));
        List<Problem> problems = new ArrayList<>();
        for (DashboardQuery query : GrafanaFiles.of(Documents.read(new Workspace(Path.of("fixtures"), problems::add), problems::add)).queries()) {
            if (query.language() == Language.PROMQL) {
                queries.add(query.expr().value());
            }
        }
        assertThat(queries).hasSizeGreaterThan(100);
        for (String query : queries) {
            PromQLParser parser = new PromQLParser(Tokens.of(query, Options.GRAFANA));
            parser.removeErrorListeners();
            parser.setErrorHandler(new Unexpected());
            parser.setInterpreter(Predictions.of(parser));
            parser.setProfile(true);
            try {
                parser.query();
            } catch (Unexpected.Stop e) {
                // Counts all the same.
            }
            for (DecisionInfo decision : parser.getParseInfo().getDecisionInfo()) {
                assertThat(decision.invocations).as("%s: predictions of decision %s", query, decision.decision).isZero();
                assertThat(decision.ambiguities).isEmpty();
                assertThat(decision.LL_Fallback).isZero();
            }
        }
    }

    @Test
    void aVariableBetweenOperandsIsTheOperator() {
        Binary plain = (Binary) expr("$a $op $b");
        assertThat(plain.op()).isNull();
        assertThat(plain.operator().toString()).isEqualTo("$op");
        assertThat(plain.right()).isInstanceOf(HoleExpr.class);
        assertThat(((VectorSelector) ((Binary) expr("$a $op $b{c=\"d\"}")).right()).matchers()).hasSize(1);
        assertThat(expr("foo $suffix")).isInstanceOf(Suffixed.class);
        assertThat(((Binary) expr("a + b $op 5")).left()).isInstanceOf(Binary.class);
    }

    @Test
    void operatorsBehindAnOffsetInParenthesesBelongToIt() {
        assertThat(Printer.print(expr("foo offset (5s) * 3 + 2"))).isEqualTo("foo offset (5s) * 3 + 2");
        assertThat(expr("foo offset (5s) * 3 + 2")).isInstanceOf(VectorSelector.class);
        assertThat(expr("foo offset 5s * 3")).isInstanceOf(Binary.class);
        assertThat(PromQl.parse(Text.of("foo offset (5s) * bar")).errors().get(0).start()).isEqualTo(18);
    }

    private static Expr expr(String query) {
        Parsed parsed = PromQl.parse(Text.of(query));
        assertThat(parsed.errors()).as(query).isEmpty();
        return parsed.expr();
    }
}
