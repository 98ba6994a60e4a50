package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a scheduler sees of the program as it is installed: a test for each row of the README's table. */
@ExtendWith(TestDatabaseExtension.class)
class ExitCodeTest {

    private static final String SLEEPING =
            "FROM pg_catalog.pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";

    @TempDir
    private static Path installed;

    private static Launcher launcher;

    @TempDir
    private Path home;

    private Project project;

    @BeforeAll
    static void installs() {
        launcher = Launcher.in(installed);
    }

    @BeforeEach
    void makesAProject() {
        project = new Project(home);
    }

    @Test
    void aRunThatFailsEndsWith1AndTheSameCommandLaterWith0(TestDatabase target) {
        project.job("late", "steps:\n  - name: late\n    sql: SELECT id FROM public.late\n");

        assertEndsWith(1, program(target).run("run", "late"));
        target.execute("CREATE TABLE public.late (id int)");
        assertEndsWith(0, program(target).run("run", "late"));
    }

    @Test
    void aWrongCommandLineEndsWith2(TestDatabase target) {
        assertEndsWith(2, program(target).run("rnu", "late"));
    }

    @Test
    void aWrongJobEndsWith2(TestDatabase target) {
        project.job("wrong", "steps:\n  - name: wrong\n    sqll: SELECT 1\n");

        assertEndsWith(2, program(target).run("run", "wrong"));
    }

    @Test
    void moreRejectsThanAllowedEndWith3(TestDatabase target) {
        loads(target, "one");

        assertEndsWith(3, program(target).run("run", "load"));
    }

    @Test
    void aRunBesideALiveOneEndsWith4AndSigtermEndsThatOneWith143(TestDatabase target) {
        try (Program.Running running = sleeping(target)) {
            assertEndsWith(4, program(target).run("run", "sleepy"));
            running.terminate();
            assertEndsWith(143, running.end());
        }
    }

    @Test
    void aRunThatAPersonStopsEndsWith5AndSoDoesItsRetry(TestDatabase target) {
        try (Program.Running running = sleeping(target)) {
            assertEndsWith(0, program(target).run("stop", "1"));
            assertEndsWith(5, running.end());
        }
        assertEndsWith(5, program(target).run("run", "sleepy"));
    }

    @Test
    void sigintEndsARunWith130(TestDatabase target) {
        try (Program.Running running = sleeping(target)) {
            running.interrupt();
            assertEndsWith(130, running.end());
        }
    }

    @Test
    void aSecondSigintDoesNotWaitForTheChunkInFlight(TestDatabase target) {
        loads(target, "1");
        target.execute("""
                CREATE FUNCTION public.sleep() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN PERFORM pg_catalog.pg_sleep(600); RETURN NEW; END';
                CREATE TRIGGER sleep BEFORE INSERT ON public.loaded FOR EACH ROW EXECUTE FUNCTION public.sleep()""");

        try (Program.Running running = program(target).start("run", "load")) {
            awaitSleep(target);
            Checkpoints.await(
                    () -> {
                        running.interrupt();
                        return !running.isAlive();
                    },
                    "the program to end");
            assertEndsWith(130, running.end());
        }
        target.query("SELECT pg_catalog.pg_terminate_backend(pid) " + SLEEPING);
    }

    /** A job that loads one row, and allows no reject. */
    private void loads(TestDatabase target, String id) {
        target.execute("CREATE TABLE public.loaded (id int)");
        project.file("rows.csv", "id\n" + id + "\n");
        project.job("load", """
                steps:
                  - name: load
                    source: { csv: rows.csv }
                    target: { table: { name: public.loaded, mode: append } }
                    rejects: { limit: 0 }
                """);
    }

    private Program program(TestDatabase target) {
        return launcher.at(home).loadingInto(target);
    }

    /** A run in a statement that takes ten minutes. */
    private Program.Running sleeping(TestDatabase target) {
        project.job("sleepy", "steps:\n  - name: sleepy\n    sql: SELECT pg_catalog.pg_sleep(600)\n");
        Program.Running running = program(target).start("run", "sleepy");
        awaitSleep(target);
        return running;
    }

    private static void awaitSleep(TestDatabase target) {
        Checkpoints.await(() -> target.count("SELECT count(*) " + SLEEPING) > 0, "the run to sleep");
    }

    private static void assertEndsWith(int exitCode, Program.Ended ended) {
        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(exitCode);
    }
}
