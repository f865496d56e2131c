package dev.guards.analysis;

import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.template.Format;
import dev.guards.template.Hole;
import dev.guards.template.Literal;
import dev.guards.template.Part;
import dev.guards.template.PrometheusEscape;
import dev.guards.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the values of variables where they stand, as Grafana's Prometheus datasource does: one selected value at a time,
 * escaped for a regular expression when the variable allows several; formats switch the escaping off.
 */
final class Filler {
    /** More texts than this are not told apart. */
    private static final int MOST_TEXTS = 1_000;
    private static final Set<String> PLAIN_FORMATS = Set.of("raw", "csv", "pipe", "glob", "distributed", "json", "join");
    /** Formats that write one value in another way. */
    private static final Set<String> WRITTEN_FORMATS = Set.of("singlequote", "doublequote", "sqlstring", "lucene", "html", "percentencode",
            "uriencode", "queryparam", "customqueryparam");

    private static final boolean[] QUOTES_TOO = {false, true};

    private final Domains domains;

    Filler(Domains domains) {
        this.domains = domains;
    }

    /** All texts that may come of a template, null when they cannot be listed. */
    List<String> texts(Template template, boolean isPattern) {
        List<String> texts = List.of("");
        for (Part part : template.parts()) {
            List<String> choices = part instanceof Literal l ? List.of(l.text().value()) : choices((Hole) part, isPattern);
            if (choices == null || (long) texts.size() * choices.size() > MOST_TEXTS) {
                return null;
            }
            List<String> longer = new ArrayList<>();
            for (String text : texts) {
                for (String choice : choices) {
                    longer.add(text + choice);
                }
            }
            texts = longer;
        }
        return texts;
    }

    private List<String> choices(Hole hole, boolean isPattern) {
        Domain domain = domains.of(hole.name());
        if (domain == Domain.UNKNOWN && hole.isCaptureGroup()) {
            return List.of(hole.text().value());
        }
        boolean escaped = hole.format().equals("regex") || hole.format().isEmpty() && domain.several();
        String format = hole.format().indexOf(':') < 0 ? hole.format() : hole.format().substring(0, hole.format().indexOf(':'));
        boolean written = WRITTEN_FORMATS.contains(format);
        boolean known = escaped || written || format.isEmpty() || PLAIN_FORMATS.contains(format);
        if (!known || !domain.isListed() || !hole.fieldPath().isEmpty() || domain.values().values().size() > MOST_TEXTS) {
            return null;
        }
        Set<String> choices = new TreeSet<>();
        for (String value : domain.values().values()) {
            if (hole.format().isEmpty()) {
                add(value, domain.several(), choices);
            } else if (escaped) {
                choices.add(Re2.quote(value));
            }
            if (!escaped || !isPattern) {
                choices.add(written ? Format.apply(hole.format(), hole.name(), List.of(value), false, value) : value);
            }
        }
        if (domain.allValue() != null) {
            choices.add(domain.allValue());
        }
        if (choices.isEmpty()) {
            choices.add("");
        }
        return new ArrayList<>(choices);
    }

    /** As the datasource writes it into a string; whether it escapes quotes as well is a feature toggle of Grafana. */
    private static void add(String value, boolean several, Set<String> choices) {
        for (boolean quotesToo : QUOTES_TOO) {
            String written = several ? PrometheusEscape.regex(value, quotesToo) : PrometheusEscape.label(value, quotesToo);
            choices.add(written.replace("\\\\", "\\").replace("\\\"", "\""));
        }
    }

    /** At least the texts that may come of a template: any where a variable is not known. */
    ValueSet values(Template template) {
        List<String> texts = texts(template, false);
        if (texts != null) {
            return ValueSet.ofAll(texts);
        }
        List<ValueSet> parts = new ArrayList<>();
        for (Part part : template.parts()) {
            parts.add(part instanceof Literal l ? ValueSet.of(l.text().value()) : ValueSet.any());
        }
        return ValueSet.concat(parts, "").inexact();
    }

    /** True when the template has a hole whose values cannot be listed. */
    boolean isUnknown(Template template) {
        return template.hasHoles() && texts(template, false) == null;
    }
}
