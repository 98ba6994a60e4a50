package example;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A part of a user's that takes a connection and keeps it. */
public final class Taker {

    private Taker() {}

    public static Connection take(DataSource source) throws SQLException {
        return source.getConnection();
    }
}
