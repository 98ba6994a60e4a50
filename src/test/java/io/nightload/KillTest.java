package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the program with SIGKILL again and again, always starting the same command anew. Only kills count that hit between
 * two chunks of the load: after the checkpoint moved, and before the last chunk.
 */
@ExtendWith(TestDatabaseExtension.class)
class KillTest {

    private static final int ROWS = 300_000;
    private static final int CHUNK = 1_000;
    private static final int KILLS = 10;
    private static final int KILLS_IN_PARTITIONS = 6;

    @TempDir
    static Path home;

    @BeforeAll
    static void writesTheFile() {
        Project project = new Project(home);
        project.job("append", job("keep: \"mod(id, 10) <> 3\"", "mode: append", 1));
        project.job("upsert", job("", "mode: upsert, key: [id]", 1));
        project.job("append-in-two", job("keep: \"mod(id, 10) <> 3\"", "mode: append", 2));
        project.job("upsert-in-two", job("", "mode: upsert, key: [id]", 2));
        try (Writer csv = Files.newBufferedWriter(home.resolve("rows.csv"))) {
            csv.write("id,name,amount,on_day\n");
            for (int i = 0; i < ROWS; i++) {
                // Every 1,000th is a reject, every 10th can be filtered; each 5,000th has the key of a row in an
                // earlier
                // chunk, and never in the other partition, which begins between rows 149,999 and 153,499.
                int id = i % 5_000 == 4_999 ? i - 1_500 : i;
                String amount = i % 1_000 == 17 ? "much" : i % 977 + ".25";
                csv.write(id + ",\"row " + i + (i % 50 == 0 ? "\nsecond line" : "") + "\"," + amount + ",2026-11-"
                        + (10 + i % 20) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String job(String transform, String target, int partitions) {
        return """
                steps:
                  - name: rows
                    source:
                      csv: { path: rows.csv, columns: { id: bigint, amount: "numeric(12,2)" } }
                    transform: [%s]
                    target:
                      table: { name: shop.rows, %s }
                    chunk: %d
                    partitions: %d
                """.formatted(transform, target, CHUNK, partitions);
    }

    @Test
    void anAppendThatIsKilledEndsLikeOneThatIsNot(TestDatabase target) {
        endsLikeAnUndisturbedLoad("append", target, Program.at(home).loadingInto(target));
    }

    @Test
    void anUpsertThatIsKilledEndsLikeOneThatIsNot(TestDatabase target) {
        endsLikeAnUndisturbedLoad("upsert", target, Program.at(home).loadingInto(target));
    }

    @Test
    void anAppendInTwoPartitionsThatIsKilledEndsLikeOneThatIsNot(TestDatabase target) {
        endsLikeAnUndisturbedLoad("append-in-two", target, Program.at(home).loadingInto(target));
    }

    @Test
    void soDoesAnUpsertInTwoPartitions(TestDatabase target) {
        endsLikeAnUndisturbedLoad("upsert-in-two", target, Program.at(home).loadingInto(target));
    }

    @Test
    void theControlDatabaseMayBeOnAnotherServer(TestDatabase target) {
        Program program = Program.at(home).loadingInto(target).controlledIn(target.secondServer());
        endsLikeAnUndisturbedLoad("upsert", target, program);
    }

    private static void endsLikeAnUndisturbedLoad(String job, TestDatabase target, Program program) {
        TestDatabase undisturbed = target.another();
        makeTable(job, undisturbed);
        assertThat(Program.at(home).loadingInto(undisturbed).run("run", job.replace("-in-two", "")))
                .satisfies(KillTest::completed);

        makeTable(job, target);
        int kills = 0;
        int wanted = job.endsWith("in-two") ? KILLS_IN_PARTITIONS : KILLS;
        while (kills < wanted) {
            kills += killedOnTheWay(job, program, target) ? 1 : 0;
            assertThat(new Checkpoints(target).complete("rows"))
                    .as("complete after %d kills", kills)
                    .isFalse();
        }
        assertThat(program.run("run", job)).satisfies(KillTest::completed);

        assertThat(content(target)).isEqualTo(content(undisturbed));
        assertThat(rejects(target)).isEqualTo(rejects(undisturbed)).hasSize(ROWS / 1_000);
        assertThat(counts(target)).isEqualTo(counts(undisturbed));
    }

    /** Lets it commit at least one chunk, a few more by chance, then kills it somewhere within the next one. */
    private static boolean killedOnTheWay(String job, Program program, TestDatabase target) {
        Checkpoints checkpoints = new Checkpoints(target);
        Random random = new Random();
        long before = checkpoints.chunks("rows");
        try (Program.Running running = program.start("run", job)) {
            checkpoints.awaitChunks("rows", before + 1 + random.nextInt(12), running);
            spin(random.nextInt(10_000_000));
            Program.Ended ended = running.kill();
            assertThat(ended.exitCode()).as(ended.all()).isIn(137, 0);
        }
        return checkpoints.chunks("rows") > before && !checkpoints.complete("rows");
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void makeTable(String job, TestDatabase database) {
        database.execute(
                "CREATE SCHEMA shop; CREATE TABLE shop.rows (id bigint, name text, amount numeric(12,2), on_day date)");
        if (job.startsWith("upsert")) {
            database.execute("ALTER TABLE shop.rows ADD PRIMARY KEY (id)");
        }
    }

    private static void completed(Program.Ended ended) {
        assertThat(ended.exitCode()).as(ended.all()).isZero();
    }

    private static List<String> content(TestDatabase database) {
        return database.query("""
                SELECT count(*), md5(string_agg(concat_ws('|', id, name, amount, to_char(on_day, 'YYYYMMDD')), E'\\n'
                  ORDER BY id, name COLLATE "C", amount))
                FROM shop.rows
                """);
    }

    private static List<String> rejects(TestDatabase database) {
        return database.query("SELECT line, byte_offset, raw, reason FROM nightload.reject ORDER BY byte_offset");
    }

    private static List<String> counts(TestDatabase database) {
        return database.query("""
                SELECT key, sum(value::bigint) FROM nightload.checkpoint, jsonb_each_text(counts::jsonb)
                GROUP BY key ORDER BY key
                """);
    }
}
