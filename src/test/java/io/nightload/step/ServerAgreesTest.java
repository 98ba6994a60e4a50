package io.nightload.step;

import static org.assertj.core.api.Assertions.assertThat;

import example.Committer;
import io.nightload.Checkpoints;
import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** What the report counts is what the server counts. */
@ExtendWith(TestDatabaseExtension.class)
class ServerAgreesTest {

    private TestDatabase database;

    @BeforeEach
    void makeTable(TestDatabase given) {
        database = given;
        database.execute("CREATE TABLE public.t (a int)");
    }

    @Test
    void theServerExecutesAsManyStatementsAsAreCounted() throws Exception {
        administration("CREATE EXTENSION pg_stat_statements SCHEMA public");
        StepRun run = new StepRun(database, 39, StepRun.chunks(10));
        administration("SELECT public.pg_stat_statements_reset()");

        StepReport report = run.writing((runtime, rows) -> {
            Committer.say(runtime.target(), "CREATE TEMPORARY TABLE IF NOT EXISTS stage (a int) ON COMMIT DELETE ROWS");
            CopyIn copy = DataSourceUtils.getConnection(runtime.target())
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY stage FROM STDIN");
            copy.writeToCopy("1\n2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, 4);
            copy.endCopy();
            Committer.say(runtime.target(), "INSERT INTO public.t SELECT a FROM stage");
        });

        assertThat(report.error()).isNull();
        assertThat(report.chunkStatements()).isEqualTo(4 * 4);
        assertThat(counted("NOT query ~ '^(BEGIN|COMMIT|SHOW|SET application_name|SELECT r[.]rolname)'"))
                .isEqualTo(report.statements());
        assertThat(
                        counted(
                                "query ~ '^(COPY|CREATE TEMPORARY|INSERT INTO public|UPDATE nightload.checkpoint SET position)'"))
                .isEqualTo(report.chunkStatements());
    }

    @Test
    void theServerCommitsOncePerChunkAndAFewTimesMore() throws Exception {
        database.assumeServer(15); // older ones count commits some time later
        StepRun run = new StepRun(database, 500, StepRun.chunks(1));
        long before = commits();

        StepReport report =
                run.writing((runtime, rows) -> Committer.say(runtime.target(), "INSERT INTO public.t VALUES (1)"));

        assertThat(report.commits()).isEqualTo(report.chunks()).isEqualTo(501);
        assertThat(commits() - before - report.chunks()).isBetween(1L, 25L);
    }

    private long counted(String which) throws SQLException {
        return database.count(
                "SELECT coalesce(sum(calls), 0) FROM public.pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid"
                        + " WHERE d.datname = current_database() AND s.userid = 'nightload'::regrole AND " + which);
    }

    /** A session's counts are there when it has ended. */
    private long commits() throws SQLException {
        try (Connection admin = database.admin().getConnection();
                Statement statement = admin.createStatement()) {
            String others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
            admin.setAutoCommit(false);
            Checkpoints.await(() -> "0".equals(uncounted(admin, statement, others)), "the step's sessions to end");
            return Long.parseLong(one(statement.executeQuery(
                    "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")));
        }
    }

    /** What a transaction answers that is no commit. */
    private static String uncounted(Connection admin, Statement statement, String query) {
        try {
            String answer = one(statement.executeQuery(query));
            admin.rollback();
            return answer;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static String one(ResultSet rows) throws SQLException {
        try (rows) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    /** Runs as a superuser, and gives back what the statement answers, if anything. */
    private String administration(String sql) throws SQLException {
        try (Connection admin = database.admin().getConnection();
                Statement statement = admin.createStatement()) {
            return statement.execute(sql) ? one(statement.getResultSet()) : "";
        }
    }
}
