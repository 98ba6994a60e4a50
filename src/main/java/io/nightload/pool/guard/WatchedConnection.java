package io.nightload.pool.guard;

import io.nightload.connection.WatchedCopies;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection that tells a guard what is sent through it, and its lender when it is given back. */
public final class WatchedConnection implements InvocationHandler {

    private static final String CONNECTION_DOES_NOT_EXIST = "08003";

    private final Connection connection;
    private final Traffic traffic;
    private final Return whenClosed;
    private boolean closed;

    /** Takes a connection back. */
    @FunctionalInterface
    public interface Return {
        void giveBack() throws SQLException;
    }

    private WatchedConnection(Connection connection, Traffic traffic, Return whenClosed) {
        this.connection = connection;
        this.traffic = traffic;
        this.whenClosed = whenClosed;
    }

    /**
     * Wraps a connection in autocommit mode.
     *
     * @param guard hears what is sent
     * @param writes whether its transactions are the chunks', and nobody else may end them
     * @param whenClosed called once, instead of closing the connection
     */
    public static Connection of(Connection connection, ChunkGuard guard, boolean writes, Return whenClosed) {
        return (Connection) Proxy.newProxyInstance(
                WatchedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new WatchedConnection(connection, new Traffic(guard, writes), whenClosed));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "close" -> close();
            case "isClosed" -> closed || connection.isClosed();
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> connection.toString();
            default -> watched((Connection) proxy, method, arguments);
        };
    }

    private @Nullable Object close() throws SQLException {
        if (!closed) {
            closed = true;
            whenClosed.giveBack();
        }
        return null;
    }

    private @Nullable Object watched(Connection proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (closed) {
            throw new SQLException("the connection was given back to its pool", CONNECTION_DOES_NOT_EXIST);
        }
        boolean wholeTransaction = arguments == null;
        switch (method.getName()) {
            case "commit" -> traffic.beforeEnd("commit()");
            case "rollback" -> {
                if (wholeTransaction) {
                    traffic.beforeEnd("rollback()");
                }
            }
            case "setAutoCommit" -> traffic.beforeAutoCommit(arguments != null && Boolean.TRUE.equals(arguments[0]));
            default -> {}
        }
        @Nullable Object result = call(connection, method, arguments);
        return switch (method.getName()) {
            case "commit" -> traffic.ended(true);
            case "rollback" -> wholeTransaction ? traffic.ended(false) : null;
            case "unwrap" -> unwrapped(result, proxy);
            default ->
                result instanceof Statement statement
                        ? WatchedStatement.of(statement, text(arguments), proxy, traffic)
                        : result;
        };
    }

    /** What goes by the driver's own interfaces is seen too. */
    private @Nullable Object unwrapped(@Nullable Object result, Connection proxy) {
        return result == null ? null : WatchedCopies.of(result, proxy, traffic::beforeCopy);
    }

    private static String text(@Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : "";
    }

    static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
