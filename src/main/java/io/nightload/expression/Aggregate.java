package io.nightload.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/** The functions that fold nested rows to one value, with PostgreSQL's result types. */
enum Aggregate {
    SUM(
            "the sum",
            new Form(Type.INTEGER, Type.BIGINT, Type.BIGINT, Accumulators::bigintSum),
            new Form(Type.BIGINT, Type.NUMERIC, Type.NUMERIC, Accumulators::numericSum),
            new Form(Type.NUMERIC, Accumulators::numericSum),
            new Form(Type.DOUBLE, Accumulators::doubleSum),
            new Form(Type.INTERVAL, Accumulators::intervalSum)),
    COUNT(
            "how many rows of a collection, or how many values that are not NULL",
            new Form(Type.ANY, Type.ANY, Type.BIGINT, Accumulators::count)),
    AVG(
            "the mean",
            new Form(Type.INTEGER, Type.NUMERIC, Type.NUMERIC, Accumulators::numericAverage),
            new Form(Type.BIGINT, Type.NUMERIC, Type.NUMERIC, Accumulators::numericAverage),
            new Form(Type.NUMERIC, Accumulators::numericAverage),
            new Form(Type.DOUBLE, Accumulators::doubleAverage)),
    MIN("the least", ordered(Accumulators::min)),
    MAX("the greatest", ordered(Accumulators::max)),
    BOOL_AND("whether all are true", new Form(Type.BOOLEAN, Accumulators::and)),
    EVERY("whether all are true", new Form(Type.BOOLEAN, Accumulators::and)),
    BOOL_OR("whether any is true", new Form(Type.BOOLEAN, Accumulators::or)),
    STRING_AGG("the texts, joined with a separator between them", new Form(Type.TEXT, Accumulators::joined));

    private final String does;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final List<Form> forms;

    Aggregate(String does, Form... forms) {
        this.does = does;
        this.forms = List.of(forms);
    }

    /**
     * What it does with values of one type.
     *
     * @param given the type
     * @param computed the type that they are made before they are folded
     */
    record Form(Type given, Type computed, Type result, Supplier<Accumulator> state) {

        Form(Type type, Supplier<Accumulator> state) {
            this(type, type, type, state);
        }
    }

    private static Form[] ordered(Supplier<Accumulator> state) {
        return List.of(
                        Type.INTEGER,
                        Type.BIGINT,
                        Type.NUMERIC,
                        Type.DOUBLE,
                        Type.TEXT,
                        Type.DATE,
                        Type.TIMESTAMP,
                        Type.TIMESTAMPTZ,
                        Type.TIME,
                        Type.INTERVAL)
                .stream()
                .map(type -> new Form(type, state))
                .toArray(Form[]::new);
    }

    /** The aggregate that this is a call of. */
    static Optional<Aggregate> named(SqlNode node) {
        String name = node instanceof SqlCall call ? call.getOperator().getName() : "";
        return Arrays.stream(values())
                .filter(aggregate -> aggregate.sqlName().equalsIgnoreCase(name))
                .findFirst();
    }

    /** What to say of a path through a collection outside of any aggregate. */
    static String needed(String path) {
        return "'" + path + "' is a collection, of any number of rows: fold it with "
                + known()
                + ", or make a row of each with `unnest`";
    }

    /** The names of all. */
    static String known() {
        return Arrays.stream(values()).map(Aggregate::sqlName).collect(Collectors.joining(", "));
    }

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it gives; a sentence without a full stop. */
    String does() {
        return does;
    }

    Optional<Form> on(Type type) {
        return forms.stream()
                .filter(form -> form.given == type || form.given == Type.ANY)
                .findFirst();
    }

    /** {@code sum(integer), sum(bigint)}. */
    String signatures() {
        String separator = this == STRING_AGG ? ", text" : "";
        return forms.stream()
                .map(form -> sqlName() + "(" + form.given + separator + ") → " + form.result)
                .collect(Collectors.joining("; "));
    }
}
