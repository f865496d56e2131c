package dev.guards.analysis;

import dev.guards.catalog.Family;
import dev.guards.regex.ValueSet;
import java.util.List;

/**
 * Where the values of a variable are read: a label of series, or of log streams. Whatever values those have when the
 * environment runs, Grafana offers exactly them; so a selector over series that share the label's values matches some of its
 * series, although nobody can list one value.
 *
 * @param rows    the series that the variable's query selects; those that surely exist count
 * @param streams the same for Loki
 */
record Origin(String label, List<Row> rows, List<LogRow> streams) {

    /** The values of a row's label that the variable offers for sure; none when the row's values may be others. */
    ValueSet offered(Row row, String of) {
        ValueSet offered = ValueSet.none();
        for (Row source : rows) {
            if (source.certain() && of.equals(label) && isShared(source, row)) {
                offered = offered.union(source.labels().get(label).withoutAbsent());
            }
        }
        return offered.intersect(row.labels().get(of));
    }

    /** The same for a log stream, which shares its values with itself only. */
    ValueSet offered(LogRow row, String of) {
        ValueSet offered = ValueSet.none();
        for (LogRow source : streams) {
            if (source.certain() && of.equals(label) && source.evidence().equals(row.evidence())) {
                offered = offered.union(source.stream().get(of).withoutAbsent());
            }
        }
        return offered.intersect(row.stream().get(of));
    }

    /** Labels of one target are the same on all of its series; what the exporter adds is by subject. */
    private boolean isShared(Row source, Row row) {
        if (source.target() == null || source.target() != row.target()) {
            return false;
        }
        if (source.target().labels().has(label) && source.labels().get(label).equals(row.labels().get(label))) {
            return true;
        }
        return source.member() != null && row.member() != null && isOneSubject(source.member().family(), row.member().family());
    }

    /**
     * Whether a label of both families names the same things: {@code device} is a disk for one collector of node_exporter and a
     * network interface for another. Families of one collector, of an exporter without collectors, or with names that begin
     * with the same two words are taken to be about the same.
     */
    private static boolean isOneSubject(Family a, Family b) {
        return a.group().equals(b.group()) || subject(a.name()).equals(subject(b.name()));
    }

    private static String subject(String name) {
        int first = name.indexOf('_');
        int second = first < 0 ? -1 : name.indexOf('_', first + 1);
        return second < 0 ? name : name.substring(0, second);
    }
}
