package io.nightload.target.write;

import io.nightload.target.copy.ColumnsChangedException;
import io.nightload.target.table.TargetColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;

/** The types for which rows are encoded: COPY's binary format does not tell the server, which would read 1 as 4.9e-324. */
final class PlannedTypes {

    private final WritePlan plan;
    private final boolean copied;
    private final String[] relations;
    private final Map<String, Declared> planned;

    /** @param modifier such as a numeric's scale, or -1 */
    private record Declared(long type, int modifier) {}

    private PlannedTypes(WritePlan plan, boolean copied, String... relations) {
        this.plan = plan;
        this.copied = copied;
        this.relations = relations;
        this.planned = plan.targetColumns().stream()
                .collect(Collectors.toMap(TargetColumn::name, c -> declared(c.typeId(), c.modifier())));
    }

    /** In the table itself, which judges lengths and rounds as it is declared when the rows arrive. */
    static PlannedTypes inTable(WritePlan plan) {
        return new PlannedTypes(plan, false, plan.target());
    }

    /**
     * In relations that rows are copied between: what the first one has cut or rounded the next one does not get back.
     *
     * @param relations for SQL
     */
    static PlannedTypes inAll(WritePlan plan, String... relations) {
        return new PlannedTypes(plan, true, relations);
    }

    private Declared declared(long type, int modifier) {
        return new Declared(type, copied ? modifier : -1);
    }

    /** A query of the types that are declared now, for {@link #holdIn}. */
    String sql(Statement statement) throws SQLException {
        StringBuilder names = new StringBuilder();
        for (String relation : relations) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append(statement.enquoteLiteral(relation))
                    .append("::pg_catalog.regclass");
        }
        return "SELECT attname, atttypid, atttypmod FROM pg_catalog.pg_attribute"
                + " WHERE attnum OPERATOR(pg_catalog.>) 0 AND attrelid OPERATOR(pg_catalog.=) ANY (ARRAY[" + names
                + "]::pg_catalog.oid[])";
    }

    /** Whether no column that is written has become another; one that is gone is for the server to tell. */
    boolean holdIn(ResultSet columns) throws SQLException {
        boolean hold = true;
        while (columns.next()) {
            Declared expected = planned.get(columns.getString(1));
            hold &= expected == null || expected.equals(declared(columns.getLong(2), columns.getInt(3)));
        }
        return hold;
    }

    /** To be asked where the transaction has locked the relations: they then keep their columns as they are to its end. */
    boolean hold(Statement statement) throws SQLException {
        try (ResultSet columns = statement.executeQuery(sql(statement))) {
            return holdIn(columns);
        }
    }

    /** @throws ColumnsChangedException if they do not {@link #hold} */
    void require(Statement statement) throws SQLException {
        if (!hold(statement)) {
            throw new ColumnsChangedException(plan.table().name());
        }
    }
}
