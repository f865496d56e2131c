package dev.guards.cli;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.Collection;
import java.util.List;

/** Says what one query evaluates to on a closed list of series or streams. */
interface QueryLanguage {
    /**
     * What can be said of a query.
     *
     * @param verdict    {@code data}, {@code empty} or {@code unknown}; null when the query is refused
     * @param type       of the result
     * @param guaranteed labels that every series has
     * @param possible   labels that some series may have
     * @param open       whether there may be other labels
     * @param labels     each label with its values in words
     * @param because    why it is empty, or why the query is refused; empty otherwise
     * @param help       what may be meant; empty when nothing is similar
     * @param start      offset in the query of the part to blame
     * @param end        behind its last character; equal to {@code start} when there is none
     */
    record Answer(String verdict, String type, Collection<String> guaranteed, Collection<String> possible, boolean open,
            List<String> labels, String because, String help, int start, int end) {
        static Answer refused(String because, String help, int start, int end) {
            return new Answer(null, "", List.of(), List.of(), false, List.of(), because, help, start, end);
        }
    }

    /** A suggestion in words; empty for null. */
    static String meant(String nearest) {
        return nearest == null ? "" : "did you mean `" + nearest + "`?";
    }

    /**
     * Answers one query.
     *
     * @param load    what exists: a sequence of mappings
     * @param request other settings of the request; {@link dev.guards.text.Absent} when there are none
     */
    Answer answer(Text query, Node load, Node request);
}
