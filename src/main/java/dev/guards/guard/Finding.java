package dev.guards.guard;

import dev.guards.inventory.Evidence;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Something wrong, with its proof. Built by a guard through {@link Findings#report}; the message is the fact (lower
 * case, no final period, names in backticks), {@link #help} the repair, each {@link Note} a link of the proof.
 */
public final class Finding {
    /** A link of the proof: what another place says; the span is null for a fact that has no place. */
    public record Note(Span span, String message) {
    }

    /**
     * Where in a dashboard or rule file the finding belongs.
     *
     * @param dashboard title of the dashboard, or the path of the rule file
     * @param panel     title of the panel, name of the variable, alert or record; empty for the dashboard itself
     * @param query     refId and the like; empty when not about one query
     */
    public record Subject(String dashboard, String panel, String query) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Subject s && dashboard.equals(s.dashboard) && panel.equals(s.panel) && query.equals(s.query);
        }

        @Override
        public int hashCode() {
            return (dashboard.hashCode() * 31 + panel.hashCode()) * 31 + query.hashCode();
        }
    }

    /** One place where the cause shows, with what it concerns there; the subject is null when it is about no dashboard or rule. */
    public record Occurrence(Span span, Subject subject) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Occurrence other && span.equals(other.span) && Objects.equals(subject, other.subject);
        }

        @Override
        public int hashCode() {
            return span.hashCode() * 31 + Objects.hashCode(subject);
        }
    }

    private final Rule rule;
    private final String guard;
    private final Span span;
    private final String message;
    private final List<Note> notes = new ArrayList<>();
    private final Set<Span> places = new LinkedHashSet<>();
    private final List<Occurrence> concerned = new ArrayList<>();
    private Span latest;
    private Severity severity;
    private String verdict = "";
    private String help = "";
    private String expression = "";
    private Edit fix;
    private Span cause;
    private String consequence = "";

    public Finding(Rule rule, String guard, Span span, String message) {
        this.rule = rule;
        this.guard = guard;
        this.span = span;
        this.message = message;
        this.severity = rule.severity();
        this.latest = span;
        places.add(span);
    }

    public Finding note(Span place, String text) {
        notes.add(new Note(place, text));
        return this;
    }

    /** A chain of evidence, link by link. */
    public Finding proof(Iterable<Evidence> evidence) {
        for (Evidence link : evidence) {
            note(link.span(), link.message());
        }
        return this;
    }

    /** Another place of the same cause, which subjects named from now on belong to. */
    public Finding elsewhere(Span place) {
        latest = place;
        places.add(place);
        return this;
    }

    public Finding help(String text) {
        this.help = text;
        return this;
    }

    /** What the finding empties or concerns at the place last named; several for one cause that hits several panels. */
    public Finding subject(Subject subject) {
        Occurrence occurrence = new Occurrence(latest, subject);
        if (!concerned.contains(occurrence)) {
            concerned.add(occurrence);
        }
        return this;
    }

    /** {@code empty}, {@code unknown} or {@code data}; empty text when the rule is not about a verdict. */
    public Finding verdict(String word) {
        this.verdict = word;
        return this;
    }

    /** The query as written, for reports. */
    public Finding expression(String query) {
        this.expression = query;
        return this;
    }

    public Finding fix(Edit edit) {
        this.fix = edit;
        return this;
    }

    /**
     * What this follows from: where another guard reports an empty query at that place, this finding only adds to it what follows.
     *
     * @param place       of the selector or matcher that is to blame
     * @param consequence what follows, lower case, no final period
     */
    public Finding follows(Span place, String consequence) {
        this.cause = place;
        this.consequence = consequence;
        return this;
    }

    public Finding severity(Severity resolved) {
        this.severity = resolved;
        return this;
    }

    /** The place of the cause, see {@link #follows}; null when it stands for itself. */
    Span cause() {
        return cause;
    }

    String consequence() {
        return consequence;
    }

    public Rule rule() {
        return rule;
    }

    public String guard() {
        return guard;
    }

    public Span span() {
        return span;
    }

    public String message() {
        return message;
    }

    public List<Note> notes() {
        return notes;
    }

    /** All that it concerns, each once. */
    public List<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>();
        concerned.forEach(occurrence -> subjects.add(occurrence.subject()));
        return List.copyOf(subjects);
    }

    /** The links of the proof, then each further place of the same cause. */
    public List<Note> evidence() {
        List<Note> all = new ArrayList<>(notes);
        for (Span place : places) {
            if (!place.equals(span)) {
                all.add(new Note(place, "here too"));
            }
        }
        return all;
    }

    /** Where the cause shows: {@link #span} first. */
    public List<Span> places() {
        return List.copyOf(places);
    }

    /** The places with what it concerns at each; at least one for each place. */
    public List<Occurrence> occurrences() {
        List<Occurrence> all = new ArrayList<>();
        for (Span place : places) {
            int before = all.size();
            for (Occurrence occurrence : concerned) {
                if (occurrence.span().equals(place)) {
                    all.add(occurrence);
                }
            }
            if (all.size() == before) {
                all.add(new Occurrence(place, null));
            }
        }
        return all;
    }

    /** The same finding at some of its occurrences alone; the repair goes with the first place. */
    Finding only(List<Occurrence> some) {
        Finding part = new Finding(rule, guard, some.get(0).span(), message);
        for (Occurrence occurrence : some) {
            part.elsewhere(occurrence.span());
            if (occurrence.subject() != null) {
                part.subject(occurrence.subject());
            }
        }
        part.notes.addAll(notes);
        return part.severity(severity).verdict(verdict).help(help).expression(expression).fix(part.span.equals(span) ? fix : null);
    }

    public Severity severity() {
        return severity;
    }

    public String verdict() {
        return verdict;
    }

    public String help() {
        return help;
    }

    public String expression() {
        return expression;
    }

    /** The repair as text edits; null when there is none. */
    public Edit fix() {
        return fix;
    }

    @Override
    public String toString() {
        return span.place() + ": " + severity.word() + "[" + rule.id() + "] " + message;
    }
}
