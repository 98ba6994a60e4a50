package io.nightload.part;

import io.nightload.spec.Parameters;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What a part sees of its step while it is planned.
 *
 * @param position of the part in the job file
 * @param problems where it says what is wrong
 * @param parameters of the run, for {@code :name}
 * @param zone for timestamps without an offset
 * @param base the project's folder: paths are relative to it
 * @param databases that may be asked
 * @param atOnce whether a target shall hold its rows back until all of the step are there
 * @param earlierSql whether a {@code sql} step stands before this one, so that a table which is missing now may be made
 */
public record Planning(
        Position position,
        Problems problems,
        Parameters parameters,
        ZoneId zone,
        Path base,
        Databases databases,
        boolean atOnce,
        boolean earlierSql) {

    /** Of a step that publishes each chunk. */
    public Planning(
            Position position,
            Problems problems,
            Parameters parameters,
            ZoneId zone,
            Path base,
            Databases databases,
            boolean earlierSql) {
        this(position, problems, parameters, zone, base, databases, false, earlierSql);
    }

    /** The step's target, or empty where it is not to be asked. */
    public Optional<DataSource> target() {
        return databases.find(Databases.TARGET);
    }

    /** A database by its name; empty where it is not to be asked, or where there is none, which is a problem then. */
    public Optional<DataSource> database(Located<String> connection) {
        try {
            return databases.find(connection.value());
        } catch (NoSuchElementException e) {
            problem(connection.position(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    public void problem(Position at, String message) {
        problems.add(at, message);
    }

    public void problem(String message) {
        problems.add(position, message);
    }
}
