package io.nightload.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.Migrations;
import io.nightload.part.Counts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(TestDatabaseExtension.class)
class StepCheckpointTest {

    private static final CheckpointKey KEY =
            new CheckpointKey(new InstanceKey("shop", "nightly", "date=2026-11-20", 0), "orders", 0);

    /** Long enough for a server to notice, short enough to wait for it some times. */
    private static final Duration SHORT = Duration.ofMillis(50);

    private TestDatabase database;
    private SingleConnectionDataSource writer;

    @BeforeEach
    void migrate(TestDatabase given) throws SQLException {
        database = given;
        Migrations.target(database.dataSource());
        writer = session();
    }

    @AfterEach
    void disconnect() {
        writer.destroy();
    }

    @Test
    void whatAChunkWroteIsThereWhenTheCheckpointIsTakenAgain() {
        StepCheckpoint checkpoint = StepCheckpoint.take(writer, database.dataSource(), KEY);
        checkpoint.begin("[\"a.csv\"]", "abc", Map.of());
        checkpoint.write(Map.of("source.offset", 5_000_000_000L, "source.file", "a.csv"), counts(7), false);
        checkpoint.write(Map.of("source.offset", 1), counts(9), true);

        Checkpoint held =
                StepCheckpoint.take(writer, database.dataSource(), KEY).held();

        assertThat(held)
                .isEqualTo(new Checkpoint(
                        2, Map.of("source.offset", 1L), Map.of(Counts.Kind.READ, 9L), 2, "[\"a.csv\"]", "abc", true));
    }

    @Test
    void aWriterThatWasOvertakenWritesNothing() {
        StepCheckpoint overtaken = StepCheckpoint.take(writer, database.dataSource(), KEY);
        StepCheckpoint.take(writer, database.dataSource(), KEY); // another session would have ended this one

        assertThatThrownBy(() -> overtaken.write(Map.of(), counts(1), false))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("another run has taken over step orders of job nightly");
        assertThat(database.queryOne("SELECT chunks::text FROM nightload.checkpoint"))
                .isEqualTo("0");
    }

    @Test
    void whoStandsStillWhileTakingItIsNotWaitedFor() {
        SingleConnectionDataSource paused = session();
        JdbcTransactionManager transactions = new JdbcTransactionManager(paused);
        TransactionStatus taking = transactions.getTransaction(null);
        StepCheckpoint.take(paused, database.dataSource(), KEY);

        long fence =
                StepCheckpoint.take(writer, database.dataSource(), KEY).held().fence();

        assertThat(fence).isEqualTo(1);
        assertThatThrownBy(() -> transactions.commit(taking)).isNotNull();
        paused.destroy();
    }

    @Test
    void takingItEndsAWriterInTheMiddleOfItsChunk() {
        SingleConnectionDataSource paused = session();
        StepCheckpoint overtaken = StepCheckpoint.take(paused, database.dataSource(), KEY);
        JdbcTransactionManager transactions = new JdbcTransactionManager(paused);
        TransactionStatus chunk = transactions.getTransaction(null);
        overtaken.write(Map.of(), counts(1), false);

        long fence =
                StepCheckpoint.take(writer, database.dataSource(), KEY).held().fence();

        assertThat(fence).isEqualTo(2);
        assertThatThrownBy(() -> transactions.commit(chunk)).isInstanceOf(DataAccessException.class);
        paused.destroy();
        assertThat(database.queryOne("SELECT chunks::text FROM nightload.checkpoint"))
                .isEqualTo("0");
    }

    @Test
    void afterALostAnswerItTellsThatTheChunkIsIn() {
        StepCheckpoint checkpoint = StepCheckpoint.take(writer, database.dataSource(), KEY);
        new TransactionTemplate(new JdbcTransactionManager(writer))
                .executeWithoutResult(chunk -> checkpoint.write(Map.of(), counts(1), false));

        assertThat(checkpoint.isLastWriteCommitted()).isTrue();
    }

    @Test
    void afterALostAnswerItTellsThatTheChunkIsNotIn() {
        StepCheckpoint checkpoint = StepCheckpoint.take(writer, database.dataSource(), KEY);
        JdbcTransactionManager transactions = new JdbcTransactionManager(writer);
        TransactionStatus chunk = transactions.getTransaction(null);
        checkpoint.write(Map.of(), counts(1), false);

        boolean committed = checkpoint.isLastWriteCommitted();

        assertThat(committed).isFalse();
        assertThatThrownBy(() -> transactions.commit(chunk)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void theBackendThatWillWriteIsNamedAgainBeforeTheNextChunk() {
        StepCheckpoint checkpoint = StepCheckpoint.take(writer, database.dataSource(), KEY);
        checkpoint.write(Map.of(), counts(1), false);
        checkpoint.isLastWriteCommitted();
        writer.resetConnection(); // the writer's backend was ended by it

        checkpoint.beforeChunk();

        Integer backend = new JdbcTemplate(writer).queryForObject("SELECT pg_backend_pid()", Integer.class);
        assertThat(database.queryOne("SELECT writer_pid::text FROM nightload.checkpoint"))
                .isEqualTo(String.valueOf(backend));
    }

    @Test
    void whatARivalHasTakenIsNotTakenBack() {
        StepCheckpoint overtaken = StepCheckpoint.take(writer, database.dataSource(), KEY);
        SingleConnectionDataSource other = session();
        StepCheckpoint rival = StepCheckpoint.take(other, database.dataSource(), KEY);

        assertThatThrownBy(overtaken::isLastWriteCommitted)
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("another run has taken over step orders of job nightly");
        rival.write(Map.of(), counts(1), false); // by a session that was left alone
        other.destroy();

        assertThat(database.query("SELECT fence, chunks FROM nightload.checkpoint"))
                .containsExactly("2|1");
    }

    @Test
    void whoHasLostTheStepTakesNoneOfItsPartitionsAndEndsNobody() {
        StepCheckpoint overtaken = StepCheckpoint.take(writer, database.dataSource(), KEY);
        SingleConnectionDataSource other = session();
        StepCheckpoint rival = StepCheckpoint.take(database.dataSource(), database.dataSource(), KEY)
                .takePartition(other, database.dataSource(), 1);
        SingleConnectionDataSource woken = session();

        assertThatThrownBy(() -> overtaken.takePartition(woken, database.dataSource(), 1))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("another run has taken over step orders of job nightly (fence 1 is passed)");
        rival.write(Map.of(), counts(1), false); // by a session that was left alone
        other.destroy();
        woken.destroy();

        assertThat(database.query("SELECT partition, fence, chunks FROM nightload.checkpoint ORDER BY partition"))
                .containsExactly("0|2|0", "1|1|1");
    }

    @Test
    void whatWasLeftEndsNobodyWhenItIsTaken() {
        StepCheckpoint step = StepCheckpoint.take(database.dataSource(), database.dataSource(), KEY);
        step.takePartition(writer, database.dataSource(), 1).leave();
        SingleConnectionDataSource other = session();

        StepCheckpoint taken = step.takePartition(other, database.dataSource(), 1);
        other.destroy();

        assertThat(taken.held().fence()).isEqualTo(2);
        assertThat(new JdbcTemplate(writer).queryForObject("SELECT 'alive'", String.class))
                .isEqualTo("alive");
    }

    @Test
    void aRowThatIsLockedIsTriedAgain() throws SQLException {
        StepCheckpoint.take(writer, database.dataSource(), KEY);
        Connection blocker = lockTheRow();
        DataSource unlocksOnTheSecondTry = new DelegatingDataSource(writer) {
            private int asked;

            @Override
            public Connection getConnection() throws SQLException {
                asked++;
                if (asked == 3) { // a try asks twice: to end the writer, and to take the row
                    blocker.close();
                }
                return super.getConnection();
            }
        };

        long fence = StepCheckpoint.take(unlocksOnTheSecondTry, database.dataSource(), KEY, SHORT)
                .held()
                .fence();

        assertThat(fence).isEqualTo(2);
    }

    @Test
    void aRunThatWasOvertakenBetweenTwoStepsTakesNoCheckpointAndEndsNobody() throws Exception {
        Instances instances = new Instances(database.dataSource());
        UUID overtaken = UUID.randomUUID();
        UUID live = UUID.randomUUID();
        assertThat(instances.begin(KEY.instance(), overtaken, "the test")).isFalse();
        assertThat(instances.begin(KEY.instance(), live, "the test")).isTrue();
        StepCheckpoint held = StepCheckpoint.take(writer, database.dataSource(), KEY, live);

        assertThatThrownBy(() -> StepCheckpoint.take(database.dataSource(), database.dataSource(), KEY, overtaken))
                .isInstanceOf(FencedException.class)
                .hasMessage(
                        "another run has taken over job nightly before step orders began; this run stops and has committed"
                                + " nothing since");
        held.write(Map.of(), new Counts(), true);
        assertThat(StepCheckpoint.peek(database.dataSource(), KEY))
                .hasValueSatisfying(now -> assertThat(now.complete()).isTrue());
    }

    @Test
    void aRowThatStaysLockedIsAnErrorInTheEnd() throws SQLException {
        StepCheckpoint.take(writer, database.dataSource(), KEY);

        try (Connection blocker = lockTheRow()) {
            assertThat(blocker.isClosed()).isFalse();
            assertThatThrownBy(() -> StepCheckpoint.take(writer, database.dataSource(), KEY, SHORT))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("lock timeout");
        }
    }

    private Connection lockTheRow() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("SELECT FROM nightload.checkpoint FOR UPDATE");
        return connection;
    }

    private SingleConnectionDataSource session() {
        return new SingleConnectionDataSource(database.url(), database.username(), database.password(), true);
    }

    private static Counts counts(long read) {
        Counts counts = new Counts();
        counts.add(Counts.Kind.READ, read);
        return counts;
    }
}
