package io.nightload.target.write;

import io.nightload.target.search.RowFault;
import io.nightload.target.table.TableInfo;
import java.sql.SQLException;
import java.sql.Statement;

/** When a table's constraints are checked, and whether its bad rows can be told from good ones. */
record Judgement(TableInfo table) {

    /** Has the server check, now that a chunk's last row is there, what would otherwise wait for the COMMIT. */
    void hasten(Statement statement) throws SQLException {
        if (table.judging().deferred()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
    }

    /** @throws SQLException the refusal, where no row is to blame for it or none can be looked for */
    void requireSearchable(SQLException refusal) throws SQLException {
        boolean searchable = RowFault.isOfARow(refusal)
                && table.access().temporaryTables()
                && !table.judging().rules();
        if (!searchable) {
            throw refusal;
        }
    }
}
