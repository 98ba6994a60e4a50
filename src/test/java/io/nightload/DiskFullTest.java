package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tablespace on a file system that is too small. Only root may mount one, and only beside the server: where either is not so
 * the test says that it was skipped, because a full disk is nothing that PostgreSQL can be told to feign.
 */
@ExtendWith(TestDatabaseExtension.class)
class DiskFullTest {

    private static final int ROWS = 40_000;

    @TempDir
    private Path home;

    @TempDir
    private Path disk;

    @Test
    void aFullDiskIsAClearFailureAndTheSameCommandGoesOnWhenThereIsRoom(TestDatabase target) {
        assumeTrue(ServerCrash.of(target).isPresent(), "the server runs on another machine or in a container");
        assumeTrue(
                does("mount", "-t", "tmpfs", "-o", "size=3m,mode=0700", "tmpfs", disk.toString()),
                "mount is not allowed");
        String tablespace = "small_" + ProcessHandle.current().pid();
        try {
            target.administer("CREATE TABLESPACE " + tablespace + " LOCATION '" + disk + "'");
            target.administer(
                    "CREATE SCHEMA shop; GRANT ALL ON SCHEMA shop TO PUBLIC; CREATE TABLE shop.rows (id bigint, name text)"
                            + " TABLESPACE " + tablespace + "; ALTER TABLE shop.rows OWNER TO " + target.username());
            failsAndResumes(target);
            target.administer("DROP TABLE shop.rows");
            target.administer("DROP TABLESPACE " + tablespace);
        } finally {
            does("umount", "-l", disk.toString());
        }
    }

    private void failsAndResumes(TestDatabase target) {
        Project project = new Project(home).job("rows", """
                steps:
                  - name: rows
                    source: { csv: { path: rows.csv, columns: { id: bigint } } }
                    target: { table: { name: shop.rows, mode: append } }
                    chunk: 1000
                    retry: { attempts: 2, pause: 50ms }
                """);
        project.file(
                "rows.csv",
                IntStream.range(0, ROWS)
                        .mapToObj(i -> i + "," + "name ".repeat(20) + "\n")
                        .collect(Collectors.joining("", "id,name\n", "")));

        Program.Ended full = project.program(target).runHere("run", "rows");

        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.out())
                .contains(
                        "No space left on device",
                        "the same command resumes it: nightload run rows",
                        "tried again 1 time");
        assertThat(new Checkpoints(target).chunks("rows")).isBetween(1L, ROWS / 1000 - 1L);

        assertThat(does("mount", "-o", "remount,size=64m", disk.toString())).isTrue();
        Program.Ended resumed = project.program(target).runHere("run", "rows");

        assertThat(resumed.exitCode()).as(resumed.all()).isZero();
        assertThat(target.query("SELECT count(*), count(DISTINCT id) FROM shop.rows"))
                .containsExactly(ROWS + "|" + ROWS);
    }

    private static boolean does(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
