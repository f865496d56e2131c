package dev.guards.report;

import dev.guards.guard.Outcome;
import dev.guards.guard.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * One page for a team to look at, without network: dashboards and panels by verdict, the proof of each query, findings, what the
 * jobs make, and a graph of the stack. Texts of files come as data only, and the content security policy names the one style
 * sheet and the one script that may run, so that no title can become markup.
 */
public final class HtmlReport implements Report {
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");
    private static final String[][] TABS = {{"dashboards", "Dashboards"}, {"matrix", "By environment"}, {"findings", "Findings"},
        {"inventory", "Inventory"}, {"graph", "Graph"}};

    @Override
    public void write(Outcome outcome, Appendable out) throws IOException {
        head(out);
        header(outcome, out);
        out.append("<main>\n<div id=\"view\"></div>\n</main>\n<dialog id=\"panel\"></dialog>\n")
                .append("<noscript>The report is drawn by its script.</noscript>\n<script type=\"application/json\" id=\"report\">");
        new HtmlData(outcome).write(out);
        out.append("</script>\n<script>").append(SCRIPT).append("</script>\n</body>\n</html>\n");
    }

    private static void head(Appendable out) throws IOException {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '").append(hash(STYLE))
                .append("'; script-src '").append(hash(SCRIPT)).append("'; base-uri 'none'; form-action 'none'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>guards</title>\n<style>")
                .append(STYLE).append("</style>\n</head>\n");
    }

    private static void header(Outcome outcome, Appendable out) throws IOException {
        out.append("<body>\n<header>\n<h1>guards</h1>\n<p class=\"soft\">").append(summary(outcome)).append("</p>\n");
        if (!outcome.stacks().isEmpty()) {
            out.append("<div class=\"bar\">\n<select id=\"environments\" aria-label=\"environment\"></select>\n");
        } else {
            out.append("<div class=\"bar\">\n");
        }
        out.append("<input type=\"search\" id=\"search\" placeholder=\"Search (press /)\" aria-label=\"search\">\n");
        if (!outcome.stacks().isEmpty()) {
            for (String verdict : new String[] {"data", "empty", "unknown"}) {
                out.append("<button data-verdict=\"").append(verdict).append("\" aria-pressed=\"true\">").append(verdict).append("</button>\n");
            }
        }
        out.append("</div>\n</header>\n");
        if (!outcome.stacks().isEmpty()) {
            out.append("<nav class=\"tabs\" aria-label=\"views\">\n");
            for (String[] tab : TABS) {
                if (!tab[0].equals("matrix") || !outcome.matrix().dashboards().isEmpty()) {
                    out.append("<button data-tab=\"").append(tab[0]).append("\">").append(tab[1]).append("</button>\n");
                }
            }
            out.append("</nav>\n");
        }
    }

    /** Numbers and words of ours only. */
    private static String summary(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        text.append("error ").append(outcome.count(Severity.ERROR)).append(" · warning ").append(outcome.count(Severity.WARNING))
                .append(" · info ").append(outcome.count(Severity.INFO)).append(" · suppressed ").append(outcome.suppressed().size());
        for (Outcome.Tier tier : outcome.tiers()) {
            text.append(" · ").append(tier.name()).append(" guards: ").append(tier.passed()).append('/').append(tier.run()).append(" passed");
        }
        return text.append(outcome.incomplete() ? " · some input could not be read" : "").toString();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            // A browser takes the hash of the text as parsed, in which line ends are line feeds.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
