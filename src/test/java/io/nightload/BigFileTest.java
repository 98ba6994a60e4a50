package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A file that is many times larger than the heap. */
@ExtendWith(TestDatabaseExtension.class)
class BigFileTest {

    private static final int BLOCKS = 1_024;
    private static final int ROWS_A_BLOCK = 2_048;
    private static final int BYTES_A_ROW = 512;

    private static final long RESIDENT_KB = 400 * 1_024;

    @TempDir
    Path home;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the peak of the resident memory is read from /proc")
    void aGigabyteLoadsInASmallHeap(TestDatabase target) {
        Project project = new Project(home);
        project.job("big", """
                steps:
                  - name: big
                    source:
                      csv: { path: big.csv, columns: { id: int } }
                    transform:
                      - set: { padding: padding is not null }
                    target:
                      table: { name: shop.big, mode: append }
                """);
        writesAGigabyte(home.resolve("big.csv"));
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.big (id int, padding boolean)");

        Program program = project.program(target).withJvm("-Xmx128m");
        long peak;
        Program.Ended ended;
        try (Program.Running running = program.start("run", "big")) {
            peak = peakResidentKb(running);
            ended = running.end();
        }

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(peak).isBetween(1L, RESIDENT_KB);
        long rows = (long) BLOCKS * ROWS_A_BLOCK;
        assertThat(target.query("SELECT count(*), sum(id), bool_and(padding) FROM shop.big"))
                .containsExactly(rows + "|" + rows * (ROWS_A_BLOCK - 1) / 2 + "|t");
    }

    private static void writesAGigabyte(Path file) {
        StringBuilder block = new StringBuilder();
        for (int id = 0; id < ROWS_A_BLOCK; id++) {
            String begin = id + ",";
            block.append(begin)
                    .append("x".repeat(BYTES_A_ROW - begin.length() - 1))
                    .append('\n');
        }
        byte[] bytes = block.toString().getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("id,padding\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < BLOCKS; i++) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kernel keeps the peak; it is lost with the process, so that the last look before its end counts. */
    private static long peakResidentKb(Program.Running running) {
        Path status = Path.of("/proc/" + running.pid() + "/status");
        long peak = 0;
        while (running.isAlive()) {
            try {
                peak = Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElse(peak);
            } catch (IOException ended) {
                return peak;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return peak;
    }
}
