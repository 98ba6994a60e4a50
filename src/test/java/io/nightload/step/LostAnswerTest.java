package io.nightload.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.DatabaseSource;
import io.nightload.part.Counts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class LostAnswerTest {

    private final AtomicBoolean lost = new AtomicBoolean();

    /** Who finds no server, once; a pool that replaces its dead connection asks from another thread. */
    private final AtomicReference<Thread> refused = new AtomicReference<>();

    @Test
    void aPublicationThatWasCommittedUnheardIsInTheReportOfTheNextAttempt(TestDatabase database) throws Exception {
        StepReport report = new StepRun(database, 5, StepRun.chunks(2)).publishing(losingTheLastAnswer(database));

        assertThat(lost).isTrue();
        assertThat(report.error()).isNull();
        assertThat(report.retries()).isNotNull();
        assertThat(report.counts()).isEqualTo(Map.of(Counts.Kind.READ, 5L, Counts.Kind.INSERTED, 5L));
        assertThat(report.executionCounts()).isEqualTo(report.counts());
    }

    /** The commit that completes the step comes through, its answer does not, and then no server is there to be asked. */
    private DatabaseSource losingTheLastAnswer(TestDatabase database) {
        return () -> {
            if (refused.compareAndSet(Thread.currentThread(), null)) {
                throw new SQLException("no server", "08001");
            }
            Connection connection = database.dataSource().getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        try {
                            Object result = method.invoke(connection, arguments);
                            if (method.getName().equals("commit")
                                    && isComplete(database)
                                    && lost.compareAndSet(false, true)) {
                                refused.set(Thread.currentThread());
                                connection.close();
                                throw new SQLException("the answer is lost", "08006");
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        };
    }

    private static boolean isComplete(TestDatabase database) {
        return database.count("SELECT count(*) FROM nightload.checkpoint WHERE partition = 0 AND complete") == 1;
    }
}
