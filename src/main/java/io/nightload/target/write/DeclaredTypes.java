package io.nightload.target.write;

import io.nightload.target.copy.ColumnsChangedException;
import io.nightload.target.table.TargetColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The types for which rows are encoded: COPY's binary format does not tell the server, which would read 1 as 4.9e-324. */
final class DeclaredTypes {

    private final WritePlan plan;
    private final Map<String, Long> planned;

    DeclaredTypes(WritePlan plan) {
        this.plan = plan;
        this.planned =
                plan.targetColumns().stream().collect(Collectors.toMap(TargetColumn::name, TargetColumn::typeId));
    }

    /**
     * To be asked behind a COPY into the table itself, which keeps its columns as they are to the end of the transaction.
     *
     * @throws ColumnsChangedException if they were changed before
     */
    void require(Statement statement) throws SQLException {
        Map<String, Long> found = new HashMap<>();
        try (ResultSet column = statement.executeQuery("SELECT attname, atttypid FROM pg_catalog.pg_attribute"
                + " WHERE attrelid OPERATOR(pg_catalog.=) " + statement.enquoteLiteral(plan.target())
                + "::pg_catalog.regclass AND attnum OPERATOR(pg_catalog.>) 0")) {
            while (column.next()) {
                found.put(column.getString(1), column.getLong(2));
            }
        }
        if (!found.entrySet().containsAll(planned.entrySet())) {
            throw new ColumnsChangedException(plan.table().name());
        }
    }
}
