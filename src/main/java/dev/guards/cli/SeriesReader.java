package dev.guards.cli;

import dev.guards.promql.SeriesDescription;
import dev.guards.promql.SeriesPrinter;
import dev.guards.promql.SyntaxError;
import dev.guards.promql.VectorSelector;
import dev.guards.text.Text;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The series of rule tests: labels and values. They have no variables, and no other form over several lines. */
final class SeriesReader implements QueryReader {
    @Override
    public Outcome read(Text query, boolean plain) {
        SeriesDescription.Outcome outcome = SeriesDescription.parse(query);
        if (!outcome.isValid()) {
            SyntaxError error = outcome.error();
            return Outcome.refused(error.message(), error.help(), error.start(), error.end());
        }
        SeriesDescription series = outcome.series();
        Set<String> labels = new TreeSet<>(series.labels().keySet());
        labels.remove(VectorSelector.NAME);
        String metric = series.labels().get(VectorSelector.NAME);
        String printed = SeriesPrinter.print(series);
        return new Outcome(true, "series", printed, printed, metric == null ? List.of() : List.of(metric), labels, List.of(), false, "", "", 0, 0);
    }
}
