package io.nightload.connection.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says of a server.
 *
 * @param folder its data folder, as it was called when the server started
 * @param ready whether it takes connections
 */
record Postmaster(long pid, Path folder, int port, boolean ready) {

    static final String FILE = "postmaster.pid";

    /** PostgreSQL's {@code src/include/utils/pidfile.h} numbers these lines from 1. */
    private static final int PID = 0;

    private static final int FOLDER = 1;
    private static final int PORT = 3;
    private static final int STATUS = 7;

    /** Empty where there is no file; one that lives nowhere where a crash has left half of the file. */
    static Optional<Postmaster> read(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve(FILE));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(PID).strip()),
                    Path.of(lines.get(FOLDER)),
                    Integer.parseInt(lines.get(PORT).strip()),
                    lines.size() > STATUS && lines.get(STATUS).strip().equals("ready")));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.of(new Postmaster(0, data, 0, false));
        }
    }

    /**
     * Whether this server lives and is the one of this folder: after a crash of the machine, or in a new container, its
     * number may be another process's, even another server's, and in a copied folder the file speaks of the original's.
     */
    boolean serves(Path data) throws IOException {
        boolean lives = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
        boolean copied = Files.exists(folder) && !Files.isSameFile(folder, data);
        return lives && !copied && !worksElsewhere(data);
    }

    /** A server works in its data folder; false where the system does not tell. */
    private boolean worksElsewhere(Path data) throws IOException {
        Path workingFolder = Path.of("/proc", Long.toString(pid), "cwd");
        return Files.isReadable(workingFolder) && !Files.isSameFile(workingFolder, data);
    }
}
