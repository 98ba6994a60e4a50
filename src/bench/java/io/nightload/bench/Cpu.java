package io.nightload.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processor time that contenders and the server have taken, from Linux's {@code /proc}: unlike the clock it does not
 * depend on what else the machine does. In hundredths of a second, as the kernel counts.
 */
final class Cpu {

    private static final double TICKS_PER_SECOND = 100;
    private static final int PARENT = 1;
    private static final int OWN = 11;
    private static final int CHILDREN = 13;

    private final long postmaster;

    Cpu(BenchDatabase database) throws Exception {
        this.postmaster = Long.parseLong(
                database.value("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)").strip());
    }

    /** Of the processes that this one has started and that have ended. */
    double clients() throws IOException {
        return times(Path.of("/proc/self/stat"), CHILDREN);
    }

    /** Of the server and all of its processes. */
    double server() throws IOException {
        Path main = Path.of("/proc/" + postmaster + "/stat");
        while (true) {
            double ended = times(main, CHILDREN);
            double all = ended + times(main, OWN);
            for (Path process : processes()) {
                List<String> fields = fields(process);
                if (!fields.isEmpty() && Long.parseLong(fields.get(PARENT)) == postmaster) {
                    all += times(process, OWN);
                }
            }
            if (times(main, CHILDREN) == ended) {
                return all; // else one has ended meanwhile, and may be in neither sum
            }
        }
    }

    private static List<Path> processes() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .map(path -> path.resolve("stat"))
                    .toList();
        }
    }

    private static double times(Path stat, int first) throws IOException {
        List<String> fields = fields(stat);
        return fields.isEmpty()
                ? 0
                : (Long.parseLong(fields.get(first)) + Long.parseLong(fields.get(first + 1))) / TICKS_PER_SECOND;
    }

    /** Those behind the name, which may hold anything; none where the process has ended. */
    private static List<String> fields(Path stat) {
        try {
            String text = Files.readString(stat);
            return List.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
        } catch (IOException e) {
            return List.of();
        }
    }
}
