package io.nightload.connection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.copy.CopyDual;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/** Tells of each COPY before it begins: it goes by the driver's own interface, where a proxy of JDBC's does not see it. */
public final class WatchedCopies extends CopyManager {

    private final Consumer<String> begins;

    private WatchedCopies(BaseConnection connection, Consumer<String> begins) throws SQLException {
        super(connection);
        this.begins = begins;
    }

    /**
     * What a watched connection shows instead of the driver's.
     *
     * @param unwrapped what the driver's connection is behind its pool; anything else comes back as it is
     * @param watched answers what JDBC asks, so that a COMMIT does not go past it
     * @param begins hears the statement of each COPY
     */
    public static Object of(Object unwrapped, Connection watched, Consumer<String> begins) {
        if (unwrapped == watched || !(unwrapped instanceof BaseConnection driver)) {
            return unwrapped;
        }
        return Proxy.newProxyInstance(
                WatchedCopies.class.getClassLoader(),
                new Class<?>[] {BaseConnection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getCopyAPI")) {
                        return new WatchedCopies(driver, begins);
                    }
                    boolean ofJdbc = method.getDeclaringClass().isAssignableFrom(Connection.class);
                    try {
                        return method.invoke(ofJdbc ? watched : driver, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
        begins.accept(sql);
        return super.copyIn(sql);
    }

    @Override
    public CopyOut copyOut(String sql) throws SQLException {
        begins.accept(sql);
        return super.copyOut(sql);
    }

    @Override
    public CopyDual copyDual(String sql) throws SQLException {
        begins.accept(sql);
        return super.copyDual(sql);
    }
}
