package dev.guards.guard;

import dev.guards.inventory.Evidence;
import dev.guards.text.Span;
import java.util.ArrayList;
import java.util.List;

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
    }

    private final Rule rule;
    private final String guard;
    private final Span span;
    private final String message;
    private final List<Note> notes = new ArrayList<>();
    private final List<Subject> subjects = new ArrayList<>();
    private Severity severity;
    private String verdict = "";
    private String help = "";
    private String expression = "";
    private Edit fix;

    public Finding(Rule rule, String guard, Span span, String message) {
        this.rule = rule;
        this.guard = guard;
        this.span = span;
        this.message = message;
        this.severity = rule.severity();
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

    /** Another place of the same cause. */
    Finding elsewhere(Span place) {
        Note here = new Note(place, "here too");
        if (!notes.contains(here)) {
            notes.add(here);
        }
        return this;
    }

    public Finding help(String text) {
        this.help = text;
        return this;
    }

    /** What the finding empties or concerns; several for one cause that hits several panels. */
    public Finding subject(Subject subject) {
        if (!subjects.contains(subject)) {
            subjects.add(subject);
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

    public Finding severity(Severity resolved) {
        this.severity = resolved;
        return this;
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

    public List<Subject> subjects() {
        return subjects;
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
