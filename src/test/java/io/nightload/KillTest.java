package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final int KILLS_ON_TWO_SERVERS = 4;
    private static final int KILLS_FROM_TABLE_TO_TABLE = 4;

    /** What a load that nobody kills leaves, by the target's mode. */
    private static final Map<String, Loaded> UNDISTURBED = new HashMap<>();

    @TempDir
    static Path home;

    private final TestDatabase database;

    KillTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    static void loadsUndisturbed(TestDatabase database) {
        new Project(home)
                .job("append", job("keep: \"mod(id, 10) <> 3\"", "mode: append", 1))
                .job("upsert", job("", "mode: upsert, key: [id]", 1))
                .job("copy", """
                        steps:
                          - name: rows
                            source: { table: shop.own }
                            target: { table: shop.rows }
                            chunk: %d
                        """.formatted(CHUNK))
                .job("append-in-two", job("keep: \"mod(id, 10) <> 3\"", "mode: append", 2))
                .job("upsert-in-two", job("", "mode: upsert, key: [id]", 2));
        writeTheFile();
        for (String mode : List.of("append", "upsert")) {
            TestDatabase target = withTable(mode, database);
            assertThat(Program.at(home).loadingInto(target).runHere("run", mode))
                    .satisfies(KillTest::completed);
            UNDISTURBED.put(mode, Loaded.in(target));
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

    private static void writeTheFile() {
        try (Writer csv = Files.newBufferedWriter(home.resolve("rows.csv"))) {
            csv.write("id,name,amount,on_day\n");
            for (int i = 0; i < ROWS; i++) {
                // Every 1,000th is a reject, every 10th can be filtered; each 5,000th has the key of a row in an
                // earlier chunk, and never in the other partition, which begins between rows 149,999 and 153,499.
                int id = i % 5_000 == 4_999 ? i - 1_500 : i;
                String amount = i % 1_000 == 17 ? "much" : i % 977 + ".25";
                csv.write(id + ",\"row " + i + (i % 50 == 0 ? "\nsecond line" : "") + "\"," + amount + ",2026-11-"
                        + (10 + i % 20) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestDatabase withTable(String mode, TestDatabase database) {
        TestDatabase target = database.another();
        target.execute(
                "CREATE SCHEMA shop; CREATE TABLE shop.rows (id bigint, name text, amount numeric(12,2), on_day date"
                        + (mode.equals("upsert") ? ", PRIMARY KEY (id))" : ")"));
        return target;
    }

    @Test
    void anAppendThatIsKilledEndsLikeOneThatIsNot() {
        endsLikeAnUndisturbedLoad("append", "append", KILLS);
    }

    @Test
    void anUpsertThatIsKilledEndsLikeOneThatIsNot() {
        endsLikeAnUndisturbedLoad("upsert", "upsert", KILLS);
    }

    @Test
    void anAppendInTwoPartitionsThatIsKilledEndsLikeOneThatIsNot() {
        endsLikeAnUndisturbedLoad("append", "append-in-two", KILLS_IN_PARTITIONS);
    }

    @Test
    void soDoesAnUpsertInTwoPartitions() {
        endsLikeAnUndisturbedLoad("upsert", "upsert-in-two", KILLS_IN_PARTITIONS);
    }

    @Test
    void soDoRowsThatGoFromTableToTableAsTheyAre() {
        TestDatabase target = withTable("append", database);
        target.execute(
                "CREATE TABLE shop.own (LIKE shop.rows, PRIMARY KEY (id)); INSERT INTO shop.own SELECT n, 'row ' || n, n / 4.0,"
                        + " date '2026-11-10' + n % 20 FROM generate_series(1, " + ROWS + ") n");

        killAndFinish("copy", Program.at(home).loadingInto(target), target, KILLS_FROM_TABLE_TO_TABLE);

        assertThat(target.query("SELECT count(*), count(DISTINCT id) FROM shop.rows"))
                .containsExactly(ROWS + "|" + ROWS);
        assertThat(target.query("TABLE shop.own EXCEPT TABLE shop.rows")).isEmpty();
    }

    @Test
    void theControlDatabaseMayBeOnAnotherServer() {
        TestDatabase target = withTable("upsert", database);
        Program program = Program.at(home).loadingInto(target).controlledIn(database.secondServer());

        killAndFinish("upsert", program, target, KILLS_ON_TWO_SERVERS);

        assertThat(Loaded.in(target)).isEqualTo(UNDISTURBED.get("upsert"));
    }

    private void endsLikeAnUndisturbedLoad(String mode, String job, int kills) {
        TestDatabase target = withTable(mode, database);

        killAndFinish(job, Program.at(home).loadingInto(target), target, kills);

        assertThat(Loaded.in(target)).isEqualTo(UNDISTURBED.get(mode));
    }

    private static void killAndFinish(String job, Program program, TestDatabase target, int wanted) {
        int kills = 0;
        while (kills < wanted) {
            kills += killedOnTheWay(job, program, target) ? 1 : 0;
            assertThat(new Checkpoints(target).complete("rows"))
                    .as("complete after %d kills", kills)
                    .isFalse();
        }
        assertThat(program.run("run", job)).satisfies(KillTest::completed);
    }

    /** Lets it commit at least one chunk, a few more by chance, then kills it somewhere within the next one. */
    private static boolean killedOnTheWay(String job, Program program, TestDatabase target) {
        Checkpoints checkpoints = new Checkpoints(target);
        Random random = new Random();
        long before = checkpoints.chunks("rows");
        try (Program.Running running = program.start("run", job)) {
            checkpoints.awaitChunks("rows", before + 1 + random.nextInt(8), running);
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

    private static void completed(Program.Ended ended) {
        assertThat(ended.exitCode()).as(ended.all()).isZero();
    }

    /** Everything that a load leaves, but for the way that it took. */
    private record Loaded(List<String> content, List<String> rejects, List<String> counts) {

        static Loaded in(TestDatabase database) {
            List<String> content = database.query("""
                    SELECT count(*), md5(string_agg(concat_ws('|', id, name, amount, to_char(on_day, 'YYYYMMDD')), E'\\n'
                      ORDER BY id, name COLLATE "C", amount))
                    FROM shop.rows
                    """);
            List<String> rejects =
                    database.query("SELECT line, byte_offset, raw, reason FROM nightload.reject ORDER BY byte_offset");
            assertThat(rejects).hasSize(ROWS / 1_000);
            List<String> counts = database.query("""
                    SELECT key, sum(value::bigint) FROM nightload.checkpoint, jsonb_each_text(counts::jsonb)
                    GROUP BY key ORDER BY key
                    """);
            return new Loaded(content, rejects, counts);
        }
    }
}
