package example;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Parts of a user's that end the chunk's transaction, each in a way of its own. */
public final class Committer {

    private Committer() {}

    public static void commit(DataSource target) throws SQLException {
        DataSourceUtils.getConnection(target).commit();
    }

    public static void rollBack(DataSource target) throws SQLException {
        DataSourceUtils.getConnection(target).rollback();
    }

    public static void say(DataSource target, String sql) throws SQLException {
        try (Statement statement = DataSourceUtils.getConnection(target).createStatement()) {
            statement.execute(sql);
        }
    }

    public static void writeBeside(DataSource target, String sql) throws SQLException {
        try (Connection other = target.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
    }
}
