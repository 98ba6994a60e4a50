package io.nightload.pool.guard;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement whose executions are counted; a batch is one. */
final class WatchedStatement implements InvocationHandler {

    private final Statement statement;
    private final Connection connection;
    private final Traffic traffic;
    private String text;

    private WatchedStatement(Statement statement, String text, Connection connection, Traffic traffic) {
        this.statement = statement;
        this.text = text;
        this.connection = connection;
        this.traffic = traffic;
    }

    static Statement of(Statement statement, String text, Connection connection, Traffic traffic) {
        return (Statement) Proxy.newProxyInstance(
                WatchedStatement.class.getClassLoader(),
                new Class<?>[] {kind(statement)},
                new WatchedStatement(statement, text, connection, traffic));
    }

    private static Class<?> kind(Statement statement) {
        if (statement instanceof CallableStatement) {
            return CallableStatement.class;
        }
        return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            if (name.equals("addBatch") || name.startsWith("execute")) {
                text = sql;
            }
        }
        if (name.startsWith("execute")) {
            traffic.beforeStatement(text);
        }
        return switch (name) {
            case "getConnection" -> connection;
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> WatchedConnection.call(statement, method, arguments);
        };
    }
}
