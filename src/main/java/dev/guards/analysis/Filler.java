package dev.guards.analysis;

import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
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
    /** Values unlike each other: a pattern that lets these through lets any value through that is put into it. */
    private static final List<String> SAMPLES = List.of("a", "db-1.example.com:9100", "/Var lib");

    private final Domains domains;

    Filler(Domains domains) {
        this.domains = domains;
    }

    /** All texts that may come of a template, null when they cannot be listed. */
    List<String> texts(Template template, boolean isPattern) {
        return texts(template, isPattern, false);
    }

    /** Some texts that surely may come of a template: with what a variable holds at first, or what its All stands for. */
    List<String> possible(Template template, boolean isPattern) {
        List<String> texts = texts(template, isPattern, true);
        return texts == null ? List.of() : texts;
    }

    /** The one text that can come of a template; null when there may be another. */
    String only(Template template) {
        List<String> texts = texts(template, false);
        return texts != null && texts.size() == 1 ? texts.get(0) : null;
    }

    /** The text of a template until somebody chooses another value; null when that is not known. */
    String first(Template template) {
        List<String> texts = possible(template, false);
        return texts.size() == 1 ? texts.get(0) : null;
    }

    /** @param some of a variable whose values cannot be listed, those that are known are taken */
    private List<String> texts(Template template, boolean isPattern, boolean some) {
        List<String> texts = List.of("");
        for (Part part : template.parts()) {
            List<String> choices = part instanceof Literal l ? List.of(l.text().value()) : choices((Hole) part, isPattern, some);
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

    private List<String> choices(Hole hole, boolean isPattern, boolean some) {
        Domain domain = domains.of(hole.name());
        if (domain == Domain.UNKNOWN && hole.isCaptureGroup()) {
            return List.of(hole.text().value());
        }
        boolean listed = domain.isListed() && domain.values().values().size() <= MOST_TEXTS;
        if (!isPlaced(hole, domain) || !listed && !some) {
            return null;
        }
        List<String> values = listed ? domain.values().values() : domain.initial() == null ? List.of() : List.of(domain.initial());
        boolean escaped = isEscaped(hole, domain);
        boolean written = WRITTEN_FORMATS.contains(format(hole));
        Set<String> choices = new TreeSet<>();
        for (String value : values) {
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
        if (choices.isEmpty() && listed) {
            choices.add("");
        }
        return choices.isEmpty() ? null : new ArrayList<>(choices);
    }

    private static String format(Hole hole) {
        int colon = hole.format().indexOf(':');
        return colon < 0 ? hole.format() : hole.format().substring(0, colon);
    }

    private static boolean isEscaped(Hole hole, Domain domain) {
        return hole.format().equals("regex") || hole.format().isEmpty() && domain.several();
    }

    /** Whether it is known how a value is written here. */
    private static boolean isPlaced(Hole hole, Domain domain) {
        String format = format(hole);
        return hole.fieldPath().isEmpty() && (isEscaped(hole, domain) || WRITTEN_FORMATS.contains(format) || format.isEmpty()
                || PLAIN_FORMATS.contains(format));
    }

    /**
     * Where the values are read that a template asks for: those of its one variable when it asks for just these, or in a pattern
     * for at least these ({@code .*$x.*}); null otherwise.
     */
    Origin origin(Template template, boolean isPattern) {
        List<Hole> holes = template.holes();
        Hole hole = holes.size() == 1 ? holes.get(0) : null;
        Domain domain = hole == null ? Domain.UNKNOWN : domains.of(hole.name());
        if (domain.origin() == null || !isPlaced(hole, domain) || WRITTEN_FORMATS.contains(format(hole))) {
            return null;
        }
        if (!isPattern) {
            return template.isHole() && !isEscaped(hole, domain) ? domain.origin() : null;
        }
        for (String sample : SAMPLES) {
            if (!letsThrough(template, sample)) {
                return null;
            }
        }
        return domain.origin();
    }

    private static boolean letsThrough(Template template, String value) {
        StringBuilder pattern = new StringBuilder();
        for (Part part : template.parts()) {
            pattern.append(part instanceof Literal l ? l.text().value() : Re2.quote(value));
        }
        try {
            return Re2.compile(pattern.toString()).matches(value);
        } catch (Re2Exception e) {
            return false;
        }
    }

    /** Why the texts of a template cannot be listed: the first of its variables that cannot, and what is known of it. */
    String doubt(Template template) {
        for (Hole hole : template.holes()) {
            Domain domain = domains.of(hole.name());
            if (!domain.isListed()) {
                return "`" + hole.text() + "` " + (domain.because().isEmpty() ? "may have any value" : domain.because());
            }
        }
        return "a variable of the selector may have any value";
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
