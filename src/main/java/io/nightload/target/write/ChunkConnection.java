package io.nightload.target.write;

import io.nightload.model.TableName;
import io.nightload.row.Origin;
import io.nightload.target.copy.CopyException;
import io.nightload.target.copy.Refusals;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** The connection of the chunk's transaction, and what the server says of rows in it. */
record ChunkConnection(DataSource target) {

    /** What is done on the connection. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /**
     * @param origins the origin of the row that was sent as this line, from 1; null where there is none
     * @throws CopyException if the server refuses; the transaction can then only be rolled back
     */
    void work(TableName table, IntFunction<@Nullable Origin> origins, Work work) {
        Connection connection = DataSourceUtils.getConnection(target);
        try {
            work.on(connection);
        } catch (SQLException e) {
            throw Refusals.of(e, table, origins);
        } finally {
            DataSourceUtils.releaseConnection(connection, target);
        }
    }
}
