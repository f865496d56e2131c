package dev.guards.guard.simple;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.DashboardQuery;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Language;
import dev.guards.config.grafana.Panel;
import dev.guards.guard.Edit;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.promql.Options;
import dev.guards.promql.Parsed;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.List;

/** Units of panels that are not those of the values they show. */
public final class PanelUnits implements SimpleGuard {
    private static final Rule MISMATCH = Rule.warning("panel-unit-mismatch", "a panel shows its values in another unit than the query yields");
    private static final Rule UNKNOWN = Rule.info("panel-unit-unknown", "the unit of a panel is no id of Grafana, which then writes it behind the number");

    @Override
    public String id() {
        return "panel-units";
    }

    @Override
    public String summary() {
        return "panels show values in the unit that their queries yield";
    }

    @Override
    public List<Rule> rules() {
        return List.of(MISMATCH, UNKNOWN);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        for (DashboardQuery query : repository.grafana().queries()) {
            Panel panel = query.panel();
            Text unit = query.usage() == DashboardQuery.Usage.PANEL && panel != null && query.language() == Language.PROMQL ? unit(panel) : null;
            Quantity shown = unit == null ? null : DisplayUnit.of(unit.value());
            if (shown != null && !query.query().hidden() && isShownAsItIs(panel)) {
                Parsed parsed = repository.promql(query.expr(), Options.GRAFANA);
                Quantity held = parsed.isValid() ? Quantity.of(parsed.expr()) : null;
                String wrong = held == null ? null : mismatch(held, shown);
                if (wrong != null) {
                    report(query, unit, held, wrong, findings);
                }
            }
        }
        for (GrafanaFiles.Placed placed : repository.grafana().dashboards()) {
            for (Panel panel : placed.dashboard().panels()) {
                unknown(placed.dashboard(), panel, findings);
            }
        }
    }

    /** The unit of all values of a panel; null when there is none, or there are several. */
    private static Text unit(Panel panel) {
        if (panel.isType("graph") && panel.model().get("yaxes").isPresent()) {
            boolean two = !panel.model().get("seriesOverrides").items().isEmpty();
            List<Node> axes = panel.model().get("yaxes").items();
            return two || axes.isEmpty() ? null : axes.get(0).get("format").text();
        }
        for (Node override : panel.fieldConfig().get("overrides").items()) {
            for (Node property : override.get("properties").items()) {
                if (property.get("id").string("").equals("unit")) {
                    return null;
                }
            }
        }
        return panel.fieldConfig().at("defaults", "unit").text();
    }

    private static boolean isShownAsItIs(Panel panel) {
        return panel.transformations().isEmpty() && !panel.isType("table") && !panel.isType("heatmap") && !panel.isType("histogram");
    }

    /** What is wrong in words; null when nothing is. */
    private static String mismatch(Quantity held, Quantity shown) {
        boolean ofTime = held.kind() == Quantity.Kind.SECONDS && held.perSecond();
        if (held.kind() == Quantity.Kind.COUNT || ofTime && shown.kind() == Quantity.Kind.SECONDS) {
            return null;
        }
        Quantity.Kind kind = ofTime ? Quantity.Kind.RATIO : held.kind();
        if (kind != shown.kind()) {
            return "the values are " + words(held);
        }
        if (Quantity.isNear(held.scale(), shown.scale())) {
            return null;
        }
        double factor = held.scale() / shown.scale();
        double times = factor < 1 ? 1 / factor : factor;
        String shownTimes = times < 10 && Math.abs(times - Math.round(times)) > 0.05 ? Double.toString(Math.round(times * 10) / 10.0) : Long.toString(Math.round(times));
        return "the values are " + words(held) + ", so that it shows " + shownTimes + " times too " + (factor < 1 ? "much" : "little");
    }

    private static String words(Quantity quantity) {
        String each = quantity.perSecond() ? " per second" : "";
        double scale = quantity.scale();
        boolean whole = Quantity.isNear(scale, 1);
        return switch (quantity.kind()) {
            case SECONDS -> (whole ? "seconds" : Quantity.isNear(scale, 0.001) ? "milliseconds" : "times in units of " + scale + " seconds") + each;
            case BYTES -> (whole ? "bytes" : Quantity.isNear(scale, 0.125) ? "bits" : "bytes in units of " + Math.round(scale)) + each;
            case RATIO -> whole ? "shares of one" : Quantity.isNear(scale, 0.01) ? "shares of a hundred" : "shares";
            case COUNT -> "numbers of things" + each;
        };
    }

    private static void report(DashboardQuery query, Text unit, Quantity held, String wrong, Findings findings) {
        Object key = List.of(MISMATCH.id(), unit.span());
        Finding finding = findings.again(key, unit.span());
        if (finding == null) {
            finding = findings.remember(key, findings.report(MISMATCH, unit.span(), "the panel shows `" + unit + "`, and by the names of the metrics " + wrong));
            finding.note(query.span(), "the query");
            String better = better(held);
            finding.help(better == null ? "" : "use the unit `" + better + "`, or change the query");
            if (better != null && unit.isVerbatim()) {
                finding.fix(Edit.proposed(unit.span(), better));
            }
        }
        finding.subject(new Finding.Subject(query.dashboardName(), query.owner(), query.refId())).expression(query.expr().value());
    }

    /** Null when no unit fits. */
    private static String better(Quantity held) {
        boolean whole = Quantity.isNear(held.scale(), 1);
        return switch (held.kind()) {
            case SECONDS -> held.perSecond() ? whole ? "percentunit" : null : whole ? "s" : Quantity.isNear(held.scale(), 0.001) ? "ms" : null;
            case BYTES -> whole ? held.perSecond() ? "Bps" : "bytes" : Quantity.isNear(held.scale(), 0.125) ? held.perSecond() ? "bps" : "bits" : null;
            case RATIO -> whole ? "percentunit" : Quantity.isNear(held.scale(), 0.01) ? "percent" : null;
            case COUNT -> null;
        };
    }

    private static void unknown(Dashboard dashboard, Panel panel, Findings findings) {
        Text unit = panel.fieldConfig().at("defaults", "unit").text();
        String meant = unit == null ? null : DisplayUnit.meant(unit.value());
        if (meant != null) {
            findings.report(UNKNOWN, unit.span(), "Grafana has no unit `" + unit + "`, and writes the word behind the number")
                    .help("did you mean `" + meant + "`?").fix(unit.isVerbatim() ? Edit.proposed(unit.span(), meant) : null)
                    .subject(new Finding.Subject(dashboard.name(), panel.name(), ""));
        }
    }
}
