package dev.guards.analysis;

import dev.guards.inventory.Labels;
import dev.guards.logql.BinaryOperator;
import dev.guards.logql.Expr;
import dev.guards.logql.Matching;
import dev.guards.regex.ValueSet;
import dev.guards.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Binary operators of LogQL on rows. */
final class LogBinaryFlow {
    private final Expr.Binary binary;
    private final Filler filler;

    LogBinaryFlow(Expr.Binary binary, Filler filler) {
        this.binary = binary;
        this.filler = filler;
    }

    LogFlow flow(LogFlow left, LogFlow right) {
        if (binary.operator() == null) {
            return unknown(left, right);
        }
        boolean leftNumber = binary.left() instanceof Expr.Number;
        if (leftNumber || binary.right() instanceof Expr.Number) {
            return withNumber(leftNumber ? right : left);
        }
        if (isUnknown(binary.left()) || isUnknown(binary.right())) {
            return unknown(left, right);
        }
        Signature signature = signature();
        return binary.operator().isSet() ? set(left, right, signature) : joined(left, right, signature);
    }

    /** A variable may bring a number as well as a vector. */
    private static boolean isUnknown(Expr.Metric side) {
        return side instanceof Expr.Hole;
    }

    private LogFlow unknown(LogFlow left, LogFlow right) {
        LogCause empty = binary.operator() == null || binary.operator().isSet() ? null : left.empty() != null ? left.empty() : right.empty();
        List<Row> rows = new ArrayList<>();
        for (LogFlow side : empty == null ? List.of(left, right) : List.<LogFlow>of()) {
            for (Row row : side.rows()) {
                rows.add(row.withDoubtfulLabels().certain(false));
            }
        }
        return new LogFlow(binary, Rows.compact(rows), empty);
    }

    private LogFlow withNumber(LogFlow vector) {
        boolean filters = binary.operator().isComparison() && !binary.matching().returnBool();
        List<Row> rows = new ArrayList<>();
        for (Row row : vector.rows()) {
            rows.add(filters ? row.certain(false) : row);
        }
        return new LogFlow(binary, rows, vector.empty());
    }

    private Signature signature() {
        Set<String> labels = new TreeSet<>();
        boolean known = true;
        for (Template template : binary.matching().labels()) {
            List<String> texts = filler.texts(template, false);
            if (texts == null || texts.size() > 1) {
                known = false;
            } else {
                labels.addAll(Signature.names(texts.get(0)));
            }
        }
        return new Signature(binary.matching().on(), labels, known);
    }

    private LogFlow set(LogFlow left, LogFlow right, Signature signature) {
        BinaryOperator operator = binary.operator();
        List<Row> rows = new ArrayList<>();
        for (Row row : left.rows()) {
            boolean met = false;
            boolean sure = false;
            for (Row other : right.rows()) {
                if (signature.mayMeet(row, other)) {
                    met = true;
                    sure |= other.certain() && signature.mustMeet(row, other);
                }
            }
            if (operator == BinaryOperator.UNLESS && sure && binary.right() instanceof Expr.Vector) {
                continue;
            }
            if (operator == BinaryOperator.OR || operator == BinaryOperator.UNLESS) {
                rows.add(row.certain(row.certain() && (operator == BinaryOperator.OR || !met)));
            } else if (met) {
                rows.add(row.certain(row.certain() && sure));
            }
        }
        if (operator == BinaryOperator.OR) {
            rows.addAll(right.rows());
        }
        LogCause empty = !rows.isEmpty() ? null : left.empty() != null ? left.empty() : right.empty() != null ? right.empty()
                : operator == BinaryOperator.UNLESS
                        ? new LogCause.Excluded(binary.operatorSpan(), "the right side of `unless` is always there, so it takes everything away")
                        : mismatch(left, right, signature);
        return new LogFlow(binary, Rows.compact(rows), empty);
    }

    private LogFlow joined(LogFlow left, LogFlow right, Signature signature) {
        boolean swapped = binary.matching().cardinality() == Matching.Cardinality.ONE_TO_MANY;
        boolean filters = binary.operator().isComparison() && !binary.matching().returnBool();
        List<Row> rows = new ArrayList<>();
        for (Row many : swapped ? right.rows() : left.rows()) {
            for (Row one : swapped ? left.rows() : right.rows()) {
                if (signature.mayMeet(many, one)) {
                    Labels labels = signature.narrowed(many, one);
                    boolean oneToOne = binary.matching().cardinality() == Matching.Cardinality.ONE_TO_ONE;
                    Row row = many.with(oneToOne ? signature.reduced(labels) : labels);
                    rows.add(included(row, one).certain(!filters && many.certain() && one.certain() && signature.mustMeet(many, one)));
                }
            }
            rows = rows.size() > Rows.MOST * 2 ? new ArrayList<>(Rows.compact(rows)) : rows;
        }
        LogCause empty = !rows.isEmpty() ? null : left.empty() != null ? left.empty() : right.empty() != null ? right.empty()
                : mismatch(left, right, signature);
        return new LogFlow(binary, Rows.compact(rows), empty);
    }

    private Row included(Row row, Row one) {
        Row result = row;
        for (Template template : binary.matching().include()) {
            List<String> texts = filler.texts(template, false);
            if (texts == null || texts.size() > 1) {
                Row doubtful = result.withDoubtfulLabels();
                result = doubtful.with(doubtful.labels().withOpenNames(ValueSet.any()));
                continue;
            }
            for (String name : Signature.names(texts.get(0))) {
                result = result.with(result.labels().with(name, one.labels().get(name)));
            }
        }
        return result;
    }

    private LogCause mismatch(LogFlow left, LogFlow right, Signature signature) {
        String label = signature.parting(left.rows(), right.rows());
        String message = label == null ? "no series of the left side has the same matching labels as one of the right side"
                : "no two series match: `" + label + "` is " + left.values(label).describe(4) + " on the left and "
                        + right.values(label).describe(4) + " on the right";
        return new LogCause.Excluded(binary.operatorSpan(), message);
    }
}
