package io.nightload.plan;

import io.nightload.part.Option;
import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The options of an {@code sql} step. */
record SqlOptions(
        @Option(value = "one or more SQL statements, in one transaction; parameters are bound as :name", main = true)
        Node.@Nullable Scalar statement,

        @Option("a file of SQL statements, relative to the project's folder") @Nullable
        String script) {

    /** It is held whole, and so are its statements. */
    private static final long MOST_BYTES = 16 << 20;

    /**
     * SQL and where it stands.
     *
     * @param name for the report
     */
    record Script(String name, String text, IntFunction<Position> positions) {

        Position at(int offset) {
            return positions.apply(offset);
        }
    }

    Optional<Script> read(Path home, Problems problems, Position position) {
        if ((statement == null) == (script == null)) {
            problems.add(position, "sql takes either 'statement' or 'script'");
            return Optional.empty();
        }
        return statement != null
                ? Optional.of(new Script("sql", statement.value(), statement::at))
                : readFile(home, problems, position, java.util.Objects.requireNonNull(script));
    }

    private static Optional<Script> readFile(Path home, Problems problems, Position position, String script) {
        Path base = home.toAbsolutePath().normalize();
        Path file = base.resolve(script).normalize();
        try {
            // As it is written first: whether a file outside is there is nobody's business.
            if (!file.startsWith(base) || !file.toRealPath().startsWith(base.toRealPath())) {
                problems.add(position, script + " lies outside of the project's folder " + base);
                return Optional.empty();
            }
            if (Files.size(file) > MOST_BYTES) {
                problems.add(
                        position, script + " is larger than 16 MB: load rows from a file of data, not by statements");
                return Optional.empty();
            }
            String text = Files.readString(file);
            return Optional.of(new Script(script, text, offset -> lineAndColumn(script, text, offset)));
        } catch (NoSuchFileException e) {
            problems.add(position, "there is no file " + script + " in " + base);
        } catch (MalformedInputException e) {
            problems.add(position, script + " is not UTF-8");
        } catch (IOException e) {
            problems.add(position, "reading " + script + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Position lineAndColumn(String file, String text, int offset) {
        String before = text.substring(0, offset);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Position(file, line, offset - before.lastIndexOf('\n'));
    }
}
