package io.nightload;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link TestDatabase} as a parameter: use it with {@code @ExtendWith(TestDatabaseExtension.class)}. A
 * constructor or {@code @BeforeAll} method that asks for one makes it the database of the whole class; otherwise
 * each test has its own, the same in its {@code @BeforeEach} methods and itself. It is dropped after.
 *
 * <p>{@code -Dnightload.test.database} says where from: {@code testcontainers}, {@code embedded}, or a
 * {@code jdbc:postgresql:} URL with a superuser's name and password. By default it is Testcontainers where a Docker engine
 * answers, the embedded PostgreSQL elsewhere. {@code -Dnightload.test.postgres=14} makes the embedded one a PostgreSQL 14, the
 * oldest that Nightload loads into. One server serves the whole JVM.
 */
public final class TestDatabaseExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(TestDatabaseExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(TestDatabase.class, type -> TestServer.first().create(), TestDatabase.class);
    }
}
