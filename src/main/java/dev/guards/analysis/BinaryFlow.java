package dev.guards.analysis;

import dev.guards.inventory.Labels;
import dev.guards.promql.Binary;
import dev.guards.promql.BinaryOp;
import dev.guards.promql.Call;
import dev.guards.promql.Expr;
import dev.guards.promql.Matching;
import dev.guards.promql.ValueType;
import dev.guards.promql.VectorSelector;
import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.List;

/** Binary operators of PromQL on rows. */
final class BinaryFlow {
    private final LabelFlow flow;
    private final Binary binary;
    private final BinaryOp op;

    BinaryFlow(LabelFlow flow, Binary binary) {
        this.flow = flow;
        this.binary = binary;
        this.op = binary.op();
    }

    Flow flow() {
        Flow left = flow.visit(binary.left());
        Flow right = flow.visit(binary.right());
        if (op == null || left.type() == ValueType.UNKNOWN || right.type() == ValueType.UNKNOWN) {
            return unknown(left, right);
        }
        if (left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR) {
            return flow.scalar(binary);
        }
        if (left.type() == ValueType.SCALAR || right.type() == ValueType.SCALAR) {
            if (isNeverTrue()) {
                return flow.vectorOf(binary, List.of(), never(left, right));
            }
            boolean swapped = left.type() == ValueType.SCALAR;
            return withScalar(swapped ? right : left, swapped);
        }
        if (isNeverTrue()) {
            return flow.vectorOf(binary, List.of(), never(left, right));
        }
        Signature signature = Signature.of(binary.matching(), flow.filler());
        if (op.isSet()) {
            return set(left, right, signature);
        }
        return joined(left, right, signature);
    }

    /** A variable decides about the operator or an operand: either side may come through, with fewer labels. */
    private Flow unknown(Flow left, Flow right) {
        boolean mayBeEmpty = op != null && !op.isSet();
        Flow.Emptiness empty = mayBeEmpty && left.empty() != null ? left.empty() : mayBeEmpty ? right.empty() : null;
        if (empty != null && binary.matching().fillLeft() == null && binary.matching().fillRight() == null) {
            return new Flow(binary, ValueType.VECTOR, List.of(), empty);
        }
        boolean plain = mayBeEmpty && !binary.matching().on() && binary.matching().labels().isEmpty()
                && binary.matching().card() == Matching.Card.ONE_TO_ONE;
        if (plain && left.type() == ValueType.VECTOR) {
            return besideHole(left, false);
        }
        if (plain && right.type() == ValueType.VECTOR) {
            return besideHole(right, true);
        }
        List<Row> rows = new ArrayList<>();
        for (Flow side : List.of(left, right)) {
            for (Row row : side.rows()) {
                Row doubtful = row.withDoubtfulLabels().with(Stage.DERIVED).with(Samples.EITHER).nameDropped(false);
                rows.add(doubtful.certain(row.certain() && op != null && !op.isSet()));
            }
        }
        boolean vector = left.type() == ValueType.VECTOR || right.type() == ValueType.VECTOR;
        boolean open = !binary.matching().include().isEmpty();
        List<Row> all = new ArrayList<>(rows);
        if (open || rows.isEmpty()) {
            all.add(Row.anything());
        }
        return new Flow(binary, vector ? ValueType.VECTOR : ValueType.UNKNOWN, Rows.compact(all), null);
    }

    /** Whether the hole brings a number or series: without {@code on} or {@code ignoring} the labels are those of the known side. */
    private Flow besideHole(Flow known, boolean isRight) {
        List<Row> rows = new ArrayList<>();
        for (Row row : known.rows()) {
            Row next = row.with(Samples.EITHER).with(stage(row));
            if (changesSchema() || binary.bool()) {
                next = flow.dropName(next);
            } else if (isRight) {
                next = next.with(next.labels().with(VectorSelector.NAME, ValueSet.any()));
            }
            rows.add(next);
        }
        return flow.vectorOf(binary, rows, known.empty());
    }

    private boolean isNeverTrue() {
        boolean fills = binary.matching().fillLeft() != null || binary.matching().fillRight() != null;
        return !binary.bool() && !fills && Constants.neverHolds(op, binary.left(), binary.right());
    }

    private Flow.Emptiness never(Flow left, Flow right) {
        return left.empty() != null ? left.empty() : right.empty() != null ? right.empty()
                : new Flow.Emptiness(binary.span(), "the comparison never holds", null);
    }

    private boolean changesSchema() {
        return op.isArithmetic();
    }

    private Flow withScalar(Flow vector, boolean swapped) {
        List<Row> rows = new ArrayList<>();
        for (Row row : vector.rows()) {
            Samples samples = combined(swapped ? Samples.FLOAT : row.samples(), swapped ? row.samples() : Samples.FLOAT);
            if (samples != null) {
                Row next = changesSchema() || binary.bool() ? flow.dropName(row) : row;
                rows.add(next.with(samples).with(stage(row)));
            }
        }
        Flow.Emptiness empty = vector.empty() != null ? vector.empty() : incompatible();
        return flow.vectorOf(binary, rows, empty);
    }

    private Flow.Emptiness incompatible() {
        return new Flow.Emptiness(binary.span(), "`" + op.symbol() + "` has no result for these sample types", null);
    }

    private Stage stage(Row row) {
        return op.isComparison() && !binary.bool() ? row.stage() : row.stage() == Stage.RATE ? Stage.RATE : Stage.DERIVED;
    }

    private Flow set(Flow left, Flow right, Signature signature) {
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
            if (op == BinaryOp.OR || op == BinaryOp.UNLESS && !met) {
                rows.add(row);
            } else if (op == BinaryOp.AND && met) {
                rows.add(row.certain(row.certain() && sure));
            } else if (op == BinaryOp.UNLESS && !isSame(binary.left(), binary.right()) && !(sure && isConstant(binary.right()))) {
                rows.add(row.certain(false));
            }
        }
        if (op == BinaryOp.OR) {
            rows.addAll(right.rows());
        }
        return flow.vectorOf(binary, rows, rows.isEmpty() ? setEmpty(left, right, signature) : null);
    }

    private Flow.Emptiness setEmpty(Flow left, Flow right, Signature signature) {
        if (left.empty() != null) {
            return left.empty();
        }
        if (op == BinaryOp.UNLESS) {
            return new Flow.Emptiness(binary.span(), isConstant(binary.right())
                    ? "the right side of `unless` is always there, so it takes everything away" : "both sides of `unless` are the same", null);
        }
        return right.empty() != null ? right.empty() : mismatch(left, right, signature);
    }

    /** The same expression twice, which meets itself whatever it selects. */
    /** {@code vector(..)} has its one sample at any time. */
    private static boolean isConstant(Expr expr) {
        return expr.bare() instanceof Call call && call.is("vector");
    }

    private boolean isSame(Expr left, Expr right) {
        return !binary.matching().on() && binary.matching().labels().isEmpty()
                && left.bare() instanceof VectorSelector a && right.bare() instanceof VectorSelector b
                && a.span().text().equals(b.span().text()) && a.span().text().indexOf('$') < 0;
    }

    private Flow joined(Flow left, Flow right, Signature signature) {
        Matching matching = binary.matching();
        boolean swapped = matching.card() == Matching.Card.ONE_TO_MANY;
        List<Row> many = swapped ? right.rows() : left.rows();
        List<Row> one = swapped ? left.rows() : right.rows();
        boolean anyFill = matching.fillLeft() != null || matching.fillRight() != null;
        // Prometheus 3.14 does not swap the fill values with the sides of group_right; a later one may.
        boolean fillOne = swapped ? anyFill : matching.fillRight() != null;
        boolean fillMany = swapped ? anyFill : matching.fillLeft() != null;
        List<Row> rows = new ArrayList<>();
        boolean met = false;
        for (Row m : many) {
            for (Row o : one) {
                if (signature.mayMeet(m, o)) {
                    met = true;
                    add(m, o, signature, swapped, m.certain() && o.certain() && signature.mustMeet(m, o), rows);
                }
            }
            if (fillOne) {
                add(m, signature.only(m), signature, swapped, m.certain(), rows);
            }
            if (rows.size() > Rows.MOST * 2) {
                rows = new ArrayList<>(Rows.compact(rows));
            }
        }
        if (fillMany) {
            for (Row o : one) {
                add(signature.only(o), o, signature, swapped, o.certain(), rows);
            }
        }
        if (!rows.isEmpty()) {
            return flow.vectorOf(binary, rows, null);
        }
        Flow.Emptiness empty = left.empty() != null ? left.empty() : right.empty() != null ? right.empty()
                : met ? incompatible() : mismatch(left, right, signature);
        return flow.vectorOf(binary, rows, empty);
    }

    private void add(Row many, Row one, Signature signature, boolean swapped, boolean certain, List<Row> rows) {
        Samples samples = swapped ? combined(one.samples(), many.samples()) : combined(many.samples(), one.samples());
        if (samples == null) {
            return;
        }
        Matching matching = binary.matching();
        Labels labels = signature.narrowed(many, one);
        if (matching.card() == Matching.Card.ONE_TO_ONE) {
            labels = signature.reduced(labels);
        }
        Row row = many.with(labels).with(samples).with(stage(many)).nameDropped(false).certain(certain);
        if (changesSchema()) {
            row = row.withoutName();
        } else if (binary.bool()) {
            row = flow.dropName(row);
        }
        rows.add(included(row, one));
    }

    private Row included(Row row, Row one) {
        Row result = row;
        for (dev.guards.template.Template template : binary.matching().include()) {
            List<String> names = flow.filler().texts(template, false);
            if (names == null) {
                Row doubtful = result.withDoubtfulLabels();
                result = doubtful.with(doubtful.labels().withOpenNames(ValueSet.any()));
                continue;
            }
            for (String text : names) {
                for (String name : text.split(",")) {
                    ValueSet values = one.labels().get(name.trim());
                    boolean sure = names.size() == 1;
                    result = result.with(result.labels().with(name.trim(),
                            sure ? values : values.union(result.labels().get(name.trim()))));
                }
            }
        }
        return result;
    }

    /** What the operator makes of samples of these kinds; null when it makes nothing of them. */
    private Samples combined(Samples left, Samples right) {
        boolean toFloat = false;
        boolean toHistogram = false;
        for (boolean l : new boolean[] {false, true}) {
            for (boolean r : new boolean[] {false, true}) {
                boolean possible = (l ? left.mayBeHistogram() : left.mayBeFloat()) && (r ? right.mayBeHistogram() : right.mayBeFloat());
                if (possible && isDefined(l, r)) {
                    boolean histogram = (l || r) && !binary.bool();
                    toHistogram |= histogram;
                    toFloat |= !histogram;
                }
            }
        }
        return toFloat && toHistogram ? Samples.EITHER : toFloat ? Samples.FLOAT : toHistogram ? Samples.HISTOGRAM : null;
    }

    private boolean isDefined(boolean leftHistogram, boolean rightHistogram) {
        switch (op) {
            case ADD:
            case SUB:
            case EQUAL:
            case NOT_EQUAL:
                return leftHistogram == rightHistogram;
            case MUL:
                return !leftHistogram || !rightHistogram;
            case DIV:
                return !rightHistogram;
            case TRIM_LOWER:
            case TRIM_UPPER:
                return leftHistogram && !rightHistogram;
            default:
                return !leftHistogram && !rightHistogram;
        }
    }

    private Flow.Emptiness mismatch(Flow left, Flow right, Signature signature) {
        String label = signature.parting(left.rows(), right.rows());
        String message = label == null ? "no series of the left side has the same matching labels as one of the right side"
                : "no two series match: `" + label + "` is " + left.values(label).describe(4) + " on the left and "
                        + right.values(label).describe(4) + " on the right";
        return new Flow.Emptiness(binary.span(), message, null);
    }
}
