package io.nightload.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.cli.history.RejectLog.Rejects;
import io.nightload.cli.query.CsvRows;
import io.nightload.cli.query.JsonRows;
import io.nightload.cli.text.Terminal;
import io.nightload.connection.Migrations;
import io.nightload.step.StepReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class ExecutionLogTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:10:00Z"), ZoneId.of("Europe/Berlin"));

    private final TestDatabase database;
    private final Connection connection;
    private final ExecutionLog log;

    ExecutionLogTest(TestDatabase database) throws SQLException {
        Migrations.control(database.dataSource());
        Migrations.target(database.dataSource());
        this.database = database;
        this.connection = database.dataSource().getConnection();
        this.log = new ExecutionLog(connection, "shop");
    }

    @BeforeEach
    void twoExecutionsOfTheShopAndOneOfAnotherProject() {
        database.execute(
                "TRUNCATE nightload.batch_job_instance, nightload.report, nightload.lease, nightload.reject CASCADE");
        execution(1, "nightly", "FAILED", "'2026-11-21 03:00:00'", "'2026-11-21 03:00:02.5'", "shop");
        execution(2, "nightly", "COMPLETED", "'2026-11-21 03:05:00'", "'2026-11-21 03:05:01'", "shop");
        execution(3, "other", "COMPLETED", "'2026-11-21 03:06:00'", "'2026-11-21 03:06:01'", "elsewhere");
        report(
                1,
                "{\"READ\": 100, \"INSERTED\": 97, \"REJECTED\": 3}",
                "{\"READ\": 100, \"INSERTED\": 97, \"REJECTED\": 3}",
                "FAILED",
                "\"no space left\"");
        report(
                2,
                "{\"READ\": 1500, \"INSERTED\": 1490, \"REJECTED\": 10}",
                "{\"READ\": 1400, \"INSERTED\": 1393, \"REJECTED\": 7}",
                "COMPLETED",
                "null");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void execution(int id, String job, String status, String started, String ended, String project) {
        database.execute("""
                INSERT INTO nightload.batch_job_instance VALUES (%1$d, 0, '%2$s', '%1$d');
                INSERT INTO nightload.batch_job_execution (job_execution_id, version, job_instance_id, create_time, start_time,
                  end_time, status) VALUES (%1$d, 0, %1$d, now(), %4$s, %5$s, '%3$s');
                INSERT INTO nightload.batch_job_execution_params VALUES
                  (%1$d, 'nightload.project', 'String', '%6$s', 'Y'), (%1$d, 'nightload.again', 'Long', '0', 'Y'),
                  (%1$d, 'note', 'String', 'by hand', 'N'), (%1$d, 'date', 'String', '2026-11-20', 'Y')
                """.formatted(id, job, status, started, ended, project));
    }

    private void report(int id, String counts, String executionCounts, String status, String error) {
        database.execute("""
                INSERT INTO nightload.report VALUES (%d, 'customers', '{"step": "customers", "target": "shop.customers",
                  "status": "%s", "resumed": false, "counts": %s, "executionCounts": %s, "chunks": 2, "commits": 3,
                  "flushes": 2, "statements": 11, "roundTrips": 17, "chunkStatements": 8, "mostStatementsInAChunk": 5, "seconds": 1.0, "connectionWaits": 3, "connectionWaitMillis": 2.5,
                  "connectionWaitMaxMillis": 1.5, "peakHeapBytes": 88080384, "gcShare": 0.02, "error": %s}')
                """.formatted(id, status, counts, executionCounts, error));
    }

    private void reject(int execution, int line) {
        database.execute("""
                INSERT INTO nightload.reject (project, job, identity, again, execution_id, step, partition, file, line, reason)
                VALUES ('shop', 'nightly', 'date=2026-11-20', 0, %d, 'customers', 0, 'data/c.csv', %d, 'e-mail missing')
                """.formatted(execution, line));
    }

    private static String written(List<Execution> executions, boolean json) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(written, false, StandardCharsets.UTF_8);
        new HistoryTable(executions, Map.of(), CLOCK).write(json ? new JsonRows(out) : new CsvRows(out));
        out.flush();
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theNewestExecutionsOfTheProjectComeFirst() throws SQLException {
        assertThat(new HistoryTable(log.newest(new HistoryFilter(null, null, false), 20), Map.of(), CLOCK)
                        .lines(Terminal.PIPE))
                .containsExactly(
                        "execution  job      parameters                    status     started               time   read  written  rejected",
                        "        2  nightly  date=2026-11-20 note=by hand  completed  2026-11-21 03:05:00  1.0 s  1,400    1,393         7",
                        "        1  nightly  date=2026-11-20 note=by hand  failed     2026-11-21 03:00:00  2.5 s    100       97         3");
    }

    @Test
    void aJobAndALimitNarrowIt() throws SQLException {
        assertThat(log.newest("nightly", 1)).extracting(Execution::id).containsExactly(2L);
        assertThat(log.newest("other", 20)).isEmpty();
    }

    @Test
    void failuresAndAgesNarrowItToo() throws SQLException {
        execution(4, "nightly", "STARTED", "'2026-11-21 03:07:00'", "NULL", "shop");

        assertThat(log.newest(new HistoryFilter(null, null, true), 20))
                .extracting(Execution::status)
                .containsExactly("died", "failed");
        assertThat(log.newest(new HistoryFilter("nightly", LocalDateTime.of(2026, 11, 21, 3, 5), true), 20))
                .extracting(Execution::id)
                .containsExactly(4L);
    }

    @Test
    void anExecutionOfAnotherProjectIsNotFound() throws SQLException {
        assertThat(log.find(3)).isEmpty();
    }

    @Test
    void csvHasTimesWithTheirOffsetAndParametersAsJson() throws SQLException {
        assertThat(written(log.newest("nightly", 1), false))
                .isEqualTo(
                        "execution,job,parameters,again,status,started,ended,seconds,read,written,rejected,replayed\n"
                                + "2,nightly,\"{\"\"date\"\":\"\"2026-11-20\"\",\"\"note\"\":\"\"by hand\"\"}\",0,completed,"
                                + "2026-11-21T03:05:00+01:00,2026-11-21T03:05:01+01:00,1.0,1400,1393,7,0\n");
    }

    @Test
    void jsonHasParametersAsAnObject() throws SQLException {
        assertThat(written(log.newest("nightly", 1), true))
                .isEqualTo(
                        "[\n{\"execution\":2,\"job\":\"nightly\",\"parameters\":{\"date\":\"2026-11-20\",\"note\":\"by hand\"},"
                                + "\"again\":0,\"status\":\"completed\",\"started\":\"2026-11-21T03:05:00+01:00\","
                                + "\"ended\":\"2026-11-21T03:05:01+01:00\",\"seconds\":1.0,\"read\":1400,\"written\":1393,\"rejected\":7,\"replayed\":0}\n]\n");
    }

    @Test
    void anExecutionThatSaysItRunsButHoldsNoLeaseHasDied() throws SQLException {
        execution(4, "nightly", "STARTED", "'2026-11-21 04:00:00'", "NULL", "shop");
        Execution died = log.find(4).orElseThrow();
        assertThat(died.status()).isEqualTo("died");
        assertThat(died.seconds(CLOCK.instant().atZone(CLOCK.getZone()).toLocalDateTime()))
                .isEmpty();
    }

    @Test
    void anExecutionWhoseLeaseIsHeldRunsSinceItStarted() throws SQLException {
        execution(4, "nightly", "STARTED", "'2026-11-21 04:00:00'", "NULL", "shop");
        try (Connection holder = database.dataSource().getConnection()) {
            lease(holder, "hashtextextended(E'nightload\\nshop\\nnightly\\nx', 0)");
            Execution running = log.find(4).orElseThrow();
            assertThat(running.status()).isEqualTo("running");
            assertThat(running.seconds(CLOCK.instant().atZone(CLOCK.getZone()).toLocalDateTime()))
                    .hasValue(600.0);
        }
    }

    @Test
    void anExecutionWhoseSessionHoldsAnotherLockHasDied() throws SQLException {
        execution(4, "nightly", "STARTED", "'2026-11-21 04:00:00'", "NULL", "shop");
        try (Connection other = database.dataSource().getConnection()) {
            lease(other, "1");
            assertThat(log.find(4).orElseThrow().status()).isEqualTo("died");
        }
    }

    private static void lease(Connection holder, String lock) throws SQLException {
        holder.createStatement().execute("SELECT pg_advisory_lock(" + lock + ")");
        holder.createStatement().execute("""
                INSERT INTO nightload.lease VALUES
                  ('shop', 'nightly', 'x', 'host', 1, now(), now(), pg_backend_pid(), 4)""");
    }

    @Test
    void aReportOfAnExecutionShowsStepsEffortErrorsAndRejects() throws SQLException {
        reject(1, 7);
        Execution execution = log.find(1).orElseThrow();
        Rejects rejects = new RejectLog(connection).of(execution, 10);
        assertThat(new ExecutionReport(execution, log.steps(1), rejects).lines(Terminal.PIPE, CLOCK))
                .containsExactly(
                        "execution 1 of nightly date=2026-11-20 note=by hand: failed",
                        "started 2026-11-21 03:00:00, took 2.5 s",
                        "",
                        "step       target          read  inserted  rejected  rows/s   time  status",
                        "customers  shop.customers   100        97         3     100  1.0 s  failed",
                        "",
                        "step       chunks  commits  flushes  statements/chunk  queue wait  longest  peak heap    GC",
                        "customers       2        3        2               4.0      2.5 ms   1.5 ms     84 MiB  2.0%",
                        "",
                        "step customers: no space left",
                        "",
                        "step       file        line  reason",
                        "customers  data/c.csv     7  e-mail missing",
                        "with the rows themselves: nightload rejects 1");
    }

    @Test
    void aReportOfAnotherReleaseIsShownAsFarAsItIsKnown() throws SQLException {
        database.execute("UPDATE nightload.report SET report = report - 'chunkStatements' || '{\"later\": 1}'");

        assertThat(log.steps(1))
                .extracting(StepReport::chunks, StepReport::chunkStatements)
                .containsExactly(tuple(2L, 0L));
    }

    @Test
    void rejectsAreThoseOfTheInstanceUpToTheExecution() throws SQLException {
        reject(1, 7);
        reject(2, 900);
        RejectLog rejects = new RejectLog(connection);
        assertThat(rejects.of(log.find(1).orElseThrow(), 10).waiting()).isEqualTo(1);
        assertThat(rejects.of(log.find(2).orElseThrow(), 1)).satisfies(both -> {
            assertThat(both.waiting()).isEqualTo(2);
            assertThat(both.executions()).containsExactly(1L, 2L);
            assertThat(both.first()).hasSize(1);
        });
    }
}
