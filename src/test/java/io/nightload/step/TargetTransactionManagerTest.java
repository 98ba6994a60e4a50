package io.nightload.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.connection.Migrations;
import io.nightload.part.Counts;
import io.nightload.pool.guard.ChunkGuard;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(TestDatabaseExtension.class)
class TargetTransactionManagerTest {

    private static final CheckpointKey KEY = new CheckpointKey(new InstanceKey("p", "j", "", 0), "s", 0);

    private TestDatabase database;

    @BeforeEach
    void makeTable(TestDatabase given) throws SQLException {
        database = given;
        Migrations.target(database.dataSource());
        database.execute("CREATE TABLE public.t (a int CONSTRAINT one UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    }

    /** What becomes of a COMMIT on its way. */
    private enum Fate {
        ANSWER_LOST,
        NEVER_ARRIVED,
        ARRIVED
    }

    @Test
    void aCommitWhoseAnswerWasLostCounts() {
        chunk(Fate.ANSWER_LOST, "INSERT INTO public.t VALUES (1)");

        assertThat(database.count("SELECT count(*) FROM public.t")).isEqualTo(1);
        assertThat(database.queryOne("SELECT chunks::text FROM nightload.checkpoint"))
                .isEqualTo("1");
    }

    @Test
    void aCommitThatNeverArrivedFails() {
        assertThatThrownBy(() -> chunk(Fate.NEVER_ARRIVED, "INSERT INTO public.t VALUES (1)"))
                .isInstanceOf(DataAccessException.class);

        assertThat(database.count("SELECT count(*) FROM public.t")).isZero();
        assertThat(database.queryOne("SELECT chunks::text FROM nightload.checkpoint"))
                .isEqualTo("0");
    }

    @Test
    void aViolationAtCommitIsNoLostAnswer() {
        assertThatThrownBy(() -> chunk(Fate.ARRIVED, "INSERT INTO public.t VALUES (1), (1)"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("one");

        assertThat(database.queryOne("SELECT fence::text FROM nightload.checkpoint"))
                .isEqualTo("1");
    }

    private void chunk(Fate fate, String sql) {
        SingleConnectionDataSource session =
                new SingleConnectionDataSource(database.url(), database.username(), database.password(), true);
        Wire target = new Wire(session, fate);
        StepCheckpoint checkpoint = StepCheckpoint.take(target, database.dataSource(), KEY);
        target.breaks = true;
        try {
            new TransactionTemplate(new TargetTransactionManager(target, checkpoint, new ChunkGuard("load", null)))
                    .executeWithoutResult(status -> {
                        new JdbcTemplate(target).update(sql);
                        checkpoint.write(Map.of(), new Counts(), false);
                    });
        } finally {
            session.destroy();
        }
    }

    /** A network that can lose a COMMIT or its answer. */
    private static final class Wire extends DelegatingDataSource {

        private final Fate fate;
        private boolean breaks;

        Wire(SingleConnectionDataSource session, Fate fate) {
            super(session);
            this.fate = fate;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (!method.getName().equals("commit") || !breaks || fate == Fate.ARRIVED) {
                            return invoke(connection, method, arguments);
                        }
                        if (fate == Fate.ANSWER_LOST) {
                            connection.commit();
                        }
                        throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
                    });
        }

        private static @Nullable Object invoke(Connection connection, Method method, @Nullable Object[] arguments)
                throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }
}
