package dev.guards.logql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guards.config.Documents;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Language;
import dev.guards.syntax.Predictions;
import dev.guards.text.Problem;
import dev.guards.text.Shared;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.atn.DecisionInfo;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.junit.jupiter.api.Test;

/** Properties of the grammar itself. */
class GrammarTest {
    /** This one is PromQL by mistake, in a panel whose datasource is Loki; Loki refuses it too. */
    private static final String PROMQL = "sum(container_memory_usage_bytes)";

    private static List<DashboardQuery> corpus() throws IOException {
        List<DashboardQuery> found = new ArrayList<>();
        for (Path file : Shared.files("corpus", ".json")) {
            if (Files.readString(file).contains("loki")) {
                found.addAll(queries(file));
            }
        }
        return found;
    }

    private static List<DashboardQuery> queries(Path path) throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<DashboardQuery> found = new ArrayList<>();
        Documents documents = Documents.read(new Workspace(path, problems::add), problems::add);
        for (DashboardQuery query : GrafanaFiles.of(documents).queries()) {
            if (query.language() == Language.LOGQL && query.certain() && !query.expr().value().equals(PROMQL)) {
                found.add(query);
            }
        }
        return found;
    }

    @Test
    void readsEveryQueryOfRealDashboards() throws IOException {
        List<String> refused = new ArrayList<>();
        List<DashboardQuery> corpus = corpus();
        for (DashboardQuery query : corpus) {
            Parsed parsed = query.usage() == DashboardQuery.Usage.MATCH ? LogQl.parseSelector(query.expr(), Options.GRAFANA)
                    : LogQl.parse(query.expr(), Options.GRAFANA);
            if (!parsed.ok()) {
                refused.add(parsed.error().span().place() + " " + parsed.error().message() + ": " + query.expr().value());
            }
        }
        assertThat(corpus.size()).isGreaterThan(50);
        assertThat(refused).isEmpty();
    }

    @Test
    void oneTokenDecides() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String table : List.of("logql-parse", "logql-eval", "logql-print", "logql-pretty")) {
            for (JsonNode row : Rows.of(table)) {
                texts.add(row.path("query").asText());
            }
        }
        corpus().forEach(query -> texts.add(query.expr().value()));
        assertDecided(texts);
    }

    @Test
    void oneTokenDecidesInFixtures() throws IOException {
        List<String> texts = new ArrayList<>();
        queries(Path.of("fixtures")).forEach(query -> texts.add(query.expr().value()));
        assertThat(texts).hasSizeGreaterThan(30);
        assertDecided(texts);
    }

    private static void assertDecided(List<String> texts) {
        for (String text : texts) {
            LogQLParser parser = new LogQLParser(Tokens.of(text, Options.GRAFANA));
            parser.removeErrorListeners();
            parser.setErrorHandler(new BailErrorStrategy());
            parser.setInterpreter(Predictions.of(parser));
            parser.setProfile(true);
            try {
                parser.query();
            } catch (ParseCancellationException e) {
                // Counts all the same.
            }
            for (DecisionInfo decision : parser.getParseInfo().getDecisionInfo()) {
                assertThat(decision.invocations).as("%s: predictions of decision %s", text, decision.decision).isZero();
            }
        }
    }

    /** A word more here is a label name less for users: a visible decision. */
    @Test
    void reservesTheWordsThatLokiReserves() {
        Set<String> words = new TreeSet<>();
        Vocabulary vocabulary = LogQLLexer.VOCABULARY;
        for (int type = 1; type <= vocabulary.getMaxTokenType(); type++) {
            String word = vocabulary.getSymbolicName(type) == null ? "" : vocabulary.getSymbolicName(type).toLowerCase(Locale.ROOT);
            if (!LogQl.parse(Text.of("{" + word + "=\"x\"}"), Options.PLAIN).ok()) {
                words.add(word);
            }
        }
        assertThat(words).containsExactlyInAnyOrder("and", "bool", "by", "decolorize", "drop", "group_left", "group_right", "ignoring", "json",
                "keep", "label_format", "line_format", "logfmt", "offset", "on", "or", "pattern", "regexp", "unless", "unpack", "unwrap",
                "without");
    }
}
