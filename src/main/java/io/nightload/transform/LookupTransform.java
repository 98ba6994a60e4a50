package io.nightload.transform;

import io.nightload.expression.Expressions;
import io.nightload.model.TableName;
import io.nightload.part.Databases;
import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.RowByRow;
import io.nightload.part.Stage;
import io.nightload.part.StepRuntime;
import io.nightload.part.Transform;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import io.nightload.spec.sql.BoundSql;
import io.nightload.transform.lookup.Lookup;
import io.nightload.transform.lookup.LookupStage;
import io.nightload.transform.lookup.TheirColumns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Takes columns from another table by a key. */
@Part(
        name = "lookup",
        description =
                "Takes columns from a table or query of PostgreSQL by a key: one query for all keys of a chunk, and the"
                        + " 100,000 keys that were asked for last are remembered.",
        example = """
                lookup:
                  table: shop.prices
                  match: { product_id: product_id }
                  as_of: { valid_from: ordered_on }
                  take: { list_price: price }
                  missing: reject
                """)
final class LookupTransform implements Transform<LookupTransform.Options> {

    /** PostgreSQL's code for a table that is not there. */
    private static final String UNDEFINED_TABLE = "42P01";

    record Options(
            @Option("the table; or `query`") @Nullable Located<String> table,

            @Option("a SELECT in place of a table, with :name for parameters")
            Node.@Nullable Scalar query,

            @Option(value = "the connection of the table; the target's is `target`", defaultValue = Databases.TARGET)
            Located<String> connection,

            @Option(
                    value = "the key, as their column: our expression; a key with a NULL matches nothing",
                    required = true)
            Map<Located<String>, Node.Scalar> match,

            @Option(
                    "the newest row that holds at a time, as their column: our expression: theirs is the greatest that is not"
                            + " after ours")
            Map<Located<String>, Node.Scalar> asOf,

            @Option(value = "the columns that are taken, as our name: their column", required = true)
            Map<Located<String>, Located<String>> take,

            @Option(
                    value =
                            "what becomes of a row whose key is not there: `reject` it, `fail` the step, or null for columns"
                                    + " that are NULL",
                    defaultValue = "reject")
            Node missing) {}

    @Override
    public Plan plan(Options options, Schema input, Planning planning) {
        Map<Located<String>, Node.Scalar> keys = new LinkedHashMap<>(options.match());
        keys.putAll(options.asOf());
        if (options.asOf().size() > 1) {
            planning.problem(
                    "as_of takes one column, there are " + options.asOf().size());
        }
        Optional<BoundSql> from = from(options, planning);
        Optional<TheirColumns> theirs = from.flatMap(sql -> theirColumns(sql, options, planning))
                .filter(columns -> isKnown(columns, options, planning));
        Expressions ours = Computing.compile(List.copyOf(keys.values()), input, planning);
        List<Lookup.Taken> taken = new ArrayList<>();
        options.take().forEach((name, column) -> {
            ColumnType type = theirs.map(columns -> columns.type(column.value()))
                    .orElse(planning.earlierSql() ? ColumnType.TEXT : Expressions.UNKNOWN);
            int slot = ~(input.computed() + taken.size());
            taken.add(new Lookup.Taken(new Column(name.value(), type, TextFormat.STANDARD, slot), column.value()));
        });
        List<Column> columns = new ArrayList<>(input.columns());
        taken.forEach(one -> columns.add(one.ours()));
        Schema output = input.withColumns(
                Names.distinct(columns, options.take().keySet(), planning).columns());
        Lookup.Missing missing = missing(options.missing(), planning);
        if (from.isEmpty() || ours.expressions().isEmpty()) {
            return new RowByRow(output, Set.of(), row -> row);
        }
        List<Lookup.Key> all = new ArrayList<>();
        for (Located<String> their : keys.keySet()) {
            all.add(new Lookup.Key(their.value(), ours.expressions().get(all.size())));
        }
        int matched = options.match().size();
        Lookup lookup = new Lookup(
                options.connection().value(),
                from.get(),
                planning.parameters(),
                List.copyOf(all.subList(0, matched)),
                List.copyOf(all.subList(matched, all.size())),
                List.copyOf(taken),
                missing);
        return new Planned(lookup, input, output);
    }

    private record Planned(Lookup lookup, Schema input, Schema schema) implements Plan {

        @Override
        public Set<Integer> reads() {
            Set<Integer> reads = new HashSet<>();
            lookup.match().forEach(key -> reads.addAll(key.ours().reads()));
            lookup.asOf().forEach(key -> reads.addAll(key.ours().reads()));
            return reads;
        }

        @Override
        public List<String> connections() {
            return List.of(lookup.connection());
        }

        @Override
        public Stage stage(StepRuntime runtime) {
            return new LookupStage(lookup, input, schema, runtime);
        }
    }

    private static Optional<BoundSql> from(Options options, Planning planning) {
        Located<String> table = options.table();
        Node.Scalar query = options.query();
        if (query != null && table == null) {
            return query(query, planning);
        }
        if (table != null && query == null) {
            return table(table, planning);
        }
        planning.problem("lookup takes either a table or a query");
        return Optional.empty();
    }

    private static Optional<BoundSql> query(Node.Scalar query, Planning planning) {
        BoundSql sql = BoundSql.parse("(" + query.value() + "\n)");
        sql.requireKnown(planning.parameters(), offset -> query.at(Math.max(0, offset - 1)), planning.problems());
        boolean known = sql.parameters().stream()
                .allMatch(one -> planning.parameters().find(one.name()).isPresent());
        return known ? Optional.of(sql) : Optional.empty();
    }

    private static Optional<BoundSql> table(Located<String> table, Planning planning) {
        try {
            return Optional.of(BoundSql.parse(TableName.parse(table.value()).quoted()));
        } catch (IllegalArgumentException e) {
            planning.problem(table.position(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Empty where there is no asking, and where an earlier step may make the table. */
    private static Optional<TheirColumns> theirColumns(BoundSql from, Options options, Planning planning) {
        Optional<DataSource> database = planning.database(options.connection());
        if (database.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = database.get().getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!product.equals("PostgreSQL")) {
                planning.problem(
                        options.connection().position(),
                        "lookup asks PostgreSQL, and " + options.connection().value() + " is " + product
                                + ": load the table into PostgreSQL in a step before");
                return Optional.empty();
            }
            return Optional.of(TheirColumns.of(connection, from, planning.parameters()));
        } catch (SQLException e) {
            if (!UNDEFINED_TABLE.equals(e.getSQLState()) || !planning.earlierSql()) {
                planning.problem("looking up in " + from.sql() + ": " + e.getMessage());
            }
            return Optional.empty();
        }
    }

    private static boolean isKnown(TheirColumns columns, Options options, Planning planning) {
        List<Located<String>> named = new ArrayList<>(options.match().keySet());
        named.addAll(options.asOf().keySet());
        named.addAll(options.take().values());
        List<Located<String>> unknown = named.stream()
                .filter(name -> !columns.names().contains(name.value()))
                .toList();
        unknown.forEach(name -> planning.problem(
                name.position(),
                "there is no column '" + name.value() + "' to look up"
                        + NearestWord.hint(name.value(), columns.names())));
        return unknown.isEmpty();
    }

    /** YAML's null is a value here. */
    private static Lookup.Missing missing(Node node, Planning planning) {
        String word = node instanceof Node.Scalar scalar ? scalar.value() : "";
        boolean isNull = node instanceof Node.Scalar scalar && scalar.tag() == Node.Tag.NULL;
        if (isNull || word.equals("null")) {
            return Lookup.Missing.NULL;
        }
        if (!word.equals("reject") && !word.equals("fail")) {
            planning.problem(
                    node.position(),
                    "'missing' cannot be '" + word + "'" + NearestWord.hint(word, List.of("null", "reject", "fail")));
        }
        return word.equals("fail") ? Lookup.Missing.FAIL : Lookup.Missing.REJECT;
    }
}
