package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Replays that are killed on their way, or meet another one. Their table has no key: what is loaded twice is there twice. */
@ExtendWith(TestDatabaseExtension.class)
class ReplayKillTest {

    private static final int ROWS = 60_000;
    private static final int KILLS = 3;
    private static final String REPLAYED = "SELECT count(*) FROM nightload.reject WHERE replayed IS NOT NULL";

    @TempDir
    Path home;

    private Program program;

    @BeforeEach
    void rejectsAllRows(TestDatabase target) {
        program = new Project(home).job("rows", """
                        steps:
                          - name: rows
                            source: { csv: rows.csv }
                            target: { table: { name: shop.rows } }
                            chunk: 500
                        """).program(target);
        try (Writer csv = Files.newBufferedWriter(home.resolve("rows.csv"))) {
            csv.write("id\n");
            for (int i = 0; i < ROWS; i++) {
                csv.write(i + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.rows (id uuid)");
        assertThat(program.runHere("run", "rows").out()).contains("60,000 rejected");
        target.execute("ALTER TABLE shop.rows ALTER id TYPE int USING NULL");
    }

    @Test
    void whatIsKilledAgainAndAgainLoadsEachRowOnce(TestDatabase target) {
        Random random = new Random();
        for (int kills = 0; kills < KILLS; kills++) {
            long before = target.count(REPLAYED);
            try (Program.Running running = program.start("rejects", "replay", "rows")) {
                awaitReplayed(target, before + 1 + random.nextInt(5_000), running);
                assertThat(running.kill().exitCode()).isEqualTo(137);
            }
            assertThat(target.count(REPLAYED)).isBetween(before + 1, ROWS - 1L);
        }

        Program.Ended ended = program.run("rejects", "replay", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.queryOne("SELECT count(*) || ' ' || count(DISTINCT id) FROM shop.rows"))
                .isEqualTo(ROWS + " " + ROWS);
        assertThat(target.count(REPLAYED)).isEqualTo(ROWS);
        assertThat(target.queryOne("SELECT counts->>'READ' || ' ' || (counts->>'INSERTED') FROM nightload.checkpoint"
                        + " WHERE partition = -1"))
                .isEqualTo(ROWS + " " + ROWS);
    }

    @Test
    void aRunAndAnotherReplayAreToldWhoReplays(TestDatabase target) {
        try (Program.Running running = program.start("rejects", "replay", "rows")) {
            awaitReplayed(target, 1, running);
            assertThat(program.runHere("rejects", "replay", "rows"))
                    .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(4))
                    .satisfies(ended -> assertThat(ended.err()).contains("job rows is running already"));
            assertThat(program.runHere("run", "rows").exitCode()).isEqualTo(4);

            running.terminate();
            Program.Ended ended = running.end();
            assertThat(ended.exitCode()).as(ended.all()).isEqualTo(143);
            assertThat(ended.out()).contains("interrupted after replaying", "the same command goes on");
        }
        assertThat(target.count("SELECT count(*) FROM shop.rows"))
                .isEqualTo(target.count(REPLAYED))
                .isLessThan(ROWS);
    }

    private static void awaitReplayed(TestDatabase target, long rows, Program.Running running) {
        new Checkpoints(target).awaitNumber(REPLAYED, rows, running);
        assertThat(running.isAlive()).as("the replay that was to be disturbed").isTrue();
    }
}
