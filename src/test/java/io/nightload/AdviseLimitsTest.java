package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The time that {@code advise} takes, and what it can tell in it. */
@ExtendWith(TestDatabaseExtension.class)
class AdviseLimitsTest {

    private static final String STEP = """
            steps:
              - name: numbers
                source: { table: shop.numbers }
                target: { table: mart.numbers }
            """;

    private static final String AT_WORK = "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE state = 'active'"
            + " AND query LIKE '%mart%numbers%' AND query NOT LIKE '%pg_stat_activity%'";

    private final TestDatabase database;
    private final Project project;

    AdviseLimitsTest(TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.project = new Project(folder);
    }

    @BeforeEach
    void aSlowTable() {
        database.execute("""
                DROP SCHEMA IF EXISTS shop CASCADE; DROP SCHEMA IF EXISTS mart CASCADE;
                CREATE SCHEMA shop; CREATE SCHEMA mart;
                CREATE TABLE shop.numbers (n int PRIMARY KEY);
                CREATE TABLE mart.numbers (n int PRIMARY KEY);
                INSERT INTO shop.numbers SELECT pg_catalog.generate_series(1, 3000);
                CREATE FUNCTION mart.slow() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN PERFORM pg_catalog.pg_sleep(0.01); RETURN NEW; END $$;
                CREATE TRIGGER slow BEFORE INSERT ON mart.numbers FOR EACH ROW EXECUTE FUNCTION mart.slow()""");
    }

    @Test
    void aChunkThatTakesLongerThanItsStepMayIsCancelledAndRolledBack() {
        project.job("load", STEP); // a chunk takes 30 s

        Instant begun = Instant.now();
        Program.Ended ended = project.program(database).runHere("advise", "load", "--seconds", "2");

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(1);
        assertThat(ended.out()).contains("not one chunk of it ended in 2 s", "raise --seconds");
        assertThat(database.count(AT_WORK)).isZero();
        assertThat(database.count("SELECT count(*) FROM mart.numbers")).isZero();
    }

    @Test
    void chunksThatThereIsNoTimeForAreSaidToBeUntried() {
        project.job("load", STEP + "    chunk: 5\n");

        Program.Ended ended = project.program(database).runHere("advise", "load", "--seconds", "3");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(ended.out()).contains("chunks of 10,000 were not tried: one takes about ");
    }

    @Test
    void sigtermCancelsTheChunkThatIsTried() {
        project.job("load", STEP);

        try (Program.Running running = project.program(database).start("advise", "load", "--seconds", "3600")) {
            Checkpoints.await(() -> database.count(AT_WORK) > 0, "a chunk to be tried");
            Instant signal = Instant.now();
            running.terminate();
            Program.Ended ended = running.end();

            assertThat(Duration.between(signal, Instant.now())).as(ended.all()).isLessThan(Duration.ofSeconds(15));
            assertThat(ended.exitCode()).as(ended.all()).isEqualTo(143);
            assertThat(ended.out()).contains("stopped before its trials were through");
        }
    }
}
