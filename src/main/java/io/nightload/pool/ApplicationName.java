package io.nightload.pool;

import io.nightload.connection.DatabaseSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Names a pool's connections in the server's {@code pg_stat_activity}. */
final class ApplicationName {

    private static final String PROPERTY = "ApplicationName";

    /** What a connection is called unless {@code nightload.yaml} says otherwise. */
    private static final String DEFAULT = "nightload";

    private ApplicationName() {}

    /** The same connections, called {@code nightload job/step/connection}; one that a person has named keeps its name. */
    static DataSource named(DataSource connections, String pool) {
        DatabaseSource named = () -> {
            Connection connection = connections.getConnection();
            try {
                if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                        && DEFAULT.equals(connection.getClientInfo(PROPERTY))) {
                    connection.setClientInfo(PROPERTY, DEFAULT + " " + pool);
                }
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        };
        return named;
    }
}
