package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A replace that is killed with SIGKILL and resumed, while others read its table. */
@ExtendWith(TestDatabaseExtension.class)
class ReplaceKillTest {

    private static final int ROWS = 20_000;
    private static final int READERS = 20;
    private static final int KILLS = 2;

    /** What a reader may see: the slice's rows before, and those after. */
    private static final String SEEN = "SELECT count(*) || ' of ' || coalesce(min(version), 0) || ' to '"
            + " || coalesce(max(version), 0) FROM mart.facts WHERE day = '2026-11-21'";

    private static final String OLD = "10000 of 1 to 1";
    private static final String NEW = "20000 of 2 to 2";

    @TempDir
    private Path home;

    private TestDatabase target;
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final AtomicBoolean loaded = new AtomicBoolean();

    @BeforeEach
    void makeTableAndFile(TestDatabase given) {
        target = given;
        target.execute("""
                CREATE SCHEMA mart;
                CREATE TABLE mart.facts (id int PRIMARY KEY, day date NOT NULL, version int NOT NULL);
                CREATE INDEX ON mart.facts (day);
                INSERT INTO mart.facts SELECT i, '2026-11-21', 1 FROM generate_series(1, 10000) i;
                INSERT INTO mart.facts SELECT -i, '2026-11-20', 1 FROM generate_series(1, 100) i;
                CREATE TABLE mart.notes (fact int NOT NULL REFERENCES mart.facts);
                INSERT INTO mart.notes VALUES (7), (-7);
                CREATE VIEW mart.versions AS SELECT DISTINCT version FROM mart.facts
                """);
        try (Writer csv = Files.newBufferedWriter(home.resolve("facts.csv"))) {
            csv.write("id,day,version\n");
            for (int i = 1; i <= ROWS; i++) {
                csv.write(i + ",2026-11-21,2\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aReplacedSliceThatIsKilledEndsLikeOneThatIsNotAndIsSeenWholeOrNotAtAll() throws Exception {
        isSeenWholeOrNotAtAll("", 1);
        assertThat(target.query("SELECT counts FROM nightload.checkpoint"))
                .containsExactly("{\"READ\": 20000, \"REMOVED\": 10000, \"INSERTED\": 20000}");
    }

    @Test
    void soDoesOneThatMerges() throws Exception {
        isSeenWholeOrNotAtAll(", key: [id]", 1);
        assertThat(target.query("SELECT counts FROM nightload.checkpoint"))
                .containsExactly("{\"READ\": 20000, \"UPDATED\": 10000, \"INSERTED\": 10000}");
    }

    @Test
    void soDoesOneThatIsReadInPartitions() throws Exception {
        isSeenWholeOrNotAtAll(", key: [id]", 3);
        assertThat(target.query(
                        "SELECT count(*), sum((counts ->> 'READ')::int), bool_and(complete) FROM nightload.checkpoint"
                                + " WHERE partition > 0"))
                .containsExactly("3|20000|t");
    }

    private void isSeenWholeOrNotAtAll(String key, int partitions) throws Exception {
        Program program =
                new Project(home).job("facts", """
                        parameters: { date: { type: date } }
                        steps:
                          - name: facts
                            source: { csv: { path: facts.csv } }
                            target: { table: { name: mart.facts, mode: replace, where: "day = :date"%s } }
                            chunk: 200
                            partitions: %d
                        """.formatted(key, partitions)).program(target);
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (Connection early = target.dataSource().getConnection()) {
            early.setAutoCommit(false);
            early.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThat(read(early)).isEqualTo(OLD);
            List<Future<?>> reading = new ArrayList<>();
            for (int i = 1; i < READERS; i++) {
                reading.add(readers.submit(this::readUntilLoaded));
            }

            killOnTheWay(program);
            assertThat(program.run("run", "facts", "date=2026-11-21"))
                    .satisfies(ended ->
                            assertThat(ended.exitCode()).as(ended.all()).isZero());
            loaded.set(true);

            for (Future<?> reader : reading) {
                reader.get();
            }
            assertThat(read(early)).isEqualTo(OLD);
        } finally {
            loaded.set(true);
            readers.shutdownNow();
        }
        assertThat(seen).containsExactly(OLD, NEW);
        assertThat(target.query("SELECT count(*), sum(id), max(id) FROM mart.facts"))
                .containsExactly("20100|200004950|20000");
        assertThat(target.query("SELECT version FROM mart.versions ORDER BY version"))
                .containsExactly("1", "2");
        assertThat(target.query("SELECT fact FROM mart.notes JOIN mart.facts ON id = fact ORDER BY fact"))
                .containsExactly("-7", "7");
        assertThat(target.query("SELECT relname FROM pg_class WHERE relname LIKE 'stage%'"))
                .isEmpty();
    }

    /** Only kills count that hit after the checkpoint moved, and before the last chunk. */
    private void killOnTheWay(Program program) {
        Checkpoints checkpoints = new Checkpoints(target);
        int kills = 0;
        while (kills < KILLS) {
            long before = checkpoints.chunks("facts");
            try (Program.Running running = program.start("run", "facts", "date=2026-11-21")) {
                checkpoints.awaitChunks("facts", before + 1, running);
                Program.Ended ended = running.kill();
                assertThat(ended.exitCode()).as(ended.all()).isEqualTo(137);
            }
            kills += checkpoints.chunks("facts") > before ? 1 : 0;
            assertThat(checkpoints.complete("facts"))
                    .as("complete after %d kills", kills)
                    .isFalse();
        }
    }

    private void readUntilLoaded() {
        try (Connection connection = target.dataSource().getConnection()) {
            while (!loaded.get()) {
                seen.add(read(connection));
                // They are to watch the program, not to starve it: together they still look every 5 ms.
                LockSupport.parkNanos(100_000_000);
            }
            seen.add(read(connection));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SEEN)) {
            row.next();
            return row.getString(1);
        }
    }
}
