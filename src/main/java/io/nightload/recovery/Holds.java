package io.nightload.recovery;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.run.Hold;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people want of job instances, in {@code nightload.hold} of the control database: one wish for each. */
public final class Holds {

    private static final String OF = " WHERE (project, job, identity, again) = (?, ?, ?, ?)";

    private final JdbcTemplate jdbc;

    public Holds(DataSource control) {
        this(new JdbcTemplate(control));
    }

    Holds(JdbcTemplate control) {
        this.jdbc = control;
    }

    /**
     * Wishes that the instance stops, or goes on being stopped; an abandoned one stays abandoned.
     *
     * @param person as {@code user@host}
     */
    public void stop(InstanceKey key, long executionId, String person) {
        put(key, executionId, person, Hold.Kind.STOPPED, "ON CONFLICT DO NOTHING");
    }

    void abandon(InstanceKey key, long executionId, String person) {
        put(
                key,
                executionId,
                person,
                Hold.Kind.ABANDONED,
                "ON CONFLICT (project, job, identity, again) DO UPDATE SET kind = excluded.kind,"
                        + " execution_id = excluded.execution_id, person = excluded.person, since = excluded.since");
    }

    private void put(InstanceKey key, long executionId, String person, Hold.Kind kind, String onConflict) {
        jdbc.update(
                "INSERT INTO nightload.hold (project, job, identity, again, execution_id, person, kind)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) " + onConflict,
                key.project(),
                key.job(),
                key.identity(),
                key.again(),
                executionId,
                person,
                kind.text());
    }

    Optional<Hold> find(InstanceKey key) {
        return jdbc
                .query(
                        "SELECT kind, execution_id, person, since FROM nightload.hold" + OF,
                        Holds::hold,
                        key.project(),
                        key.job(),
                        key.identity(),
                        key.again())
                .stream()
                .findFirst();
    }

    /** Lets a stopped instance go on; an abandoned one stays abandoned. */
    public void release(InstanceKey key) {
        jdbc.update(
                "DELETE FROM nightload.hold" + OF + " AND kind = 'stopped'",
                key.project(),
                key.job(),
                key.identity(),
                key.again());
    }

    private static Hold hold(ResultSet row, int number) throws SQLException {
        return new Hold(
                Hold.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getLong("execution_id"),
                row.getString("person"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
