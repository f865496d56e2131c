package dev.guards.report;

import dev.guards.guard.Coverage;
import dev.guards.guard.Finding;
import dev.guards.guard.Outcome;
import dev.guards.guard.Severity;
import dev.guards.text.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** For people: one frame a finding, its proof as notes, its repair as help, and the summary. */
public final class ConsoleReport implements Report {
    private static final int SUBJECTS_SHOWN = 6;
    private static final int PLACES_SHOWN = 6;

    private final boolean colours;
    private final Severity least;

    /**
     * @param colours whether escape sequences may be written
     * @param least   the mildest severity that is wanted, without the summary; null for everything
     */
    public ConsoleReport(boolean colours, Severity least) {
        this.colours = colours;
        this.least = least;
    }

    @Override
    public void write(Outcome outcome, Appendable out) throws IOException {
        int milder = 0;
        for (Finding finding : outcome.findings()) {
            if (least == null || finding.severity().isAtLeast(least)) {
                finding(finding, out);
            } else {
                milder++;
            }
        }
        if (least == null) {
            summary(outcome, out);
        } else if (milder > 0 && milder < outcome.findings().size()) {
            out.append(plural(milder, "finding")).append(" below ").append(least.word()).append(" not shown\n");
        }
    }

    private void finding(Finding finding, Appendable out) throws IOException {
        Severity severity = finding.severity();
        out.append(paint(colour(severity), severity.word() + "[" + finding.rule().id() + "]"));
        out.append(bold(": " + Frame.clean(finding.message()))).append('\n');
        int line = finding.span().line();
        int gutter = Integer.toString(line).length();
        out.append(" ".repeat(gutter)).append("--> ").append(Frame.clean(finding.span().place())).append('\n');
        if (!finding.span().source().text().isEmpty()) {
            Frame.of(finding.span()).write(out, line, gutter, start(colour(severity)), reset());
        }
        for (String subject : subjects(finding)) {
            detail(out, gutter, "in", subject);
        }
        for (Finding.Note note : finding.notes()) {
            detail(out, gutter, "note", (note.span() == null ? "" : note.span().place() + ": ") + note.message());
        }
        if (finding.places().size() > 1) {
            detail(out, gutter, "note", "here too: " + elsewhere(finding.places().subList(1, finding.places().size())));
        }
        if (!finding.help().isEmpty()) {
            detail(out, gutter, "help", finding.help());
        }
        out.append('\n');
    }

    /** {@code dashboard › panel › query}, the panels of one dashboard on one line when there are several. */
    private static List<String> subjects(Finding finding) {
        List<String> lines = new ArrayList<>();
        List<Finding.Subject> all = finding.subjects();
        for (Finding.Subject subject : all.subList(0, Math.min(SUBJECTS_SHOWN, all.size()))) {
            StringBuilder line = new StringBuilder(subject.dashboard());
            if (!subject.panel().isEmpty()) {
                line.append(" › ").append(subject.panel());
            }
            if (!subject.query().isEmpty()) {
                line.append(" › ").append(subject.query());
            }
            lines.add(line.toString());
        }
        if (all.size() > SUBJECTS_SHOWN) {
            lines.add("and " + (all.size() - SUBJECTS_SHOWN) + " more");
        }
        return lines;
    }

    /** {@code file:line:column}, the file once where several places of one follow each other. */
    private static String elsewhere(List<Span> places) {
        StringBuilder text = new StringBuilder();
        Span last = null;
        for (Span place : places.subList(0, Math.min(PLACES_SHOWN, places.size()))) {
            boolean sameFile = last != null && last.source() == place.source();
            text.append(last == null ? "" : ", ").append(sameFile ? place.line() + ":" + place.column() : place.place());
            last = place;
        }
        int more = places.size() - PLACES_SHOWN;
        return more > 0 ? text.append(" and ").append(more).append(more == 1 ? " more place" : " more places").toString() : text.toString();
    }

    private void detail(Appendable out, int gutter, String word, String text) throws IOException {
        out.append(" ".repeat(gutter)).append(" = ").append(bold(word + ":")).append(' ').append(Frame.clean(text)).append('\n');
    }

    private void summary(Outcome outcome, Appendable out) throws IOException {
        MatrixTable.write(outcome.matrix(), out);
        for (String note : outcome.notes()) {
            out.append("note: ").append(Frame.clean(note)).append('\n');
        }
        long errors = outcome.count(Severity.ERROR);
        long warnings = outcome.count(Severity.WARNING);
        long infos = outcome.count(Severity.INFO);
        out.append(plural(errors, "error")).append(" · ").append(plural(warnings, "warning")).append(" · ")
                .append(Long.toString(infos)).append(" info")
                .append(outcome.suppressed().isEmpty() ? "" : " · " + outcome.suppressed().size() + " suppressed").append('\n');
        StringBuilder tiers = new StringBuilder();
        for (Outcome.Tier tier : outcome.tiers()) {
            tiers.append(tiers.length() == 0 ? "" : " · ").append(tier.name()).append(" guards: ").append(tier.passed())
                    .append('/').append(tier.run()).append(" passed");
        }
        out.append(tiers).append('\n');
        for (Coverage coverage : outcome.coverage()) {
            out.append("queries").append(outcome.coverage().size() > 1 ? " (" + Frame.clean(coverage.environment()) + ")" : "")
                    .append(": ").append(Integer.toString(coverage.queries())).append(" · data ")
                    .append(Integer.toString(coverage.data())).append(" · empty ").append(Integer.toString(coverage.empty()))
                    .append(" · unknown ").append(Integer.toString(coverage.unknown())).append('\n');
        }
        if (outcome.incomplete()) {
            out.append("some input could not be read; everything else was checked\n");
        }
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case ERROR -> "\u001b[1;31m";
            case WARNING -> "\u001b[1;33m";
            default -> "\u001b[1;36m";
        };
    }

    private String start(String colour) {
        return colours ? colour : "";
    }

    private String reset() {
        return colours ? "\u001b[0m" : "";
    }

    private String paint(String colour, String text) {
        return start(colour) + text + reset();
    }

    private String bold(String text) {
        return start("\u001b[1m") + text + reset();
    }
}
