package io.nightload.recovery;

import io.nightload.spec.LeaseTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The session that holds the lock of a lease, with what its process has said of itself. Times are the database's.
 *
 * @param who for people: host, process, since when, age of the heartbeat
 * @param machine where {@code process} is an id, or empty where it has not said so yet
 * @param silent since its last heartbeat
 * @param beats how often it says that it lives
 * @param expiry how long it may be silent
 * @param backendPid of the server's process
 * @param backendStart as the server writes it, to tell that process from a later one
 */
record Occupant(
        String who,
        String machine,
        long process,
        String born,
        Duration silent,
        Duration beats,
        Duration expiry,
        int backendPid,
        String backendStart) {

    /**
     * Who holds the lock of three parameters. A process that has the lock and has not written its name yet is as old as its
     * session's last word.
     */
    static final String FIND = """
            SELECT k.pid, a.backend_start::text, l.machine, l.process, l.born,
              extract(epoch FROM pg_catalog.clock_timestamp()
                - coalesce(l.heartbeat, a.state_change, pg_catalog.clock_timestamp())) AS silent,
              extract(epoch FROM coalesce(l.beats, '5 seconds')) AS beats,
              extract(epoch FROM coalesce(l.expiry, '1 minute')) AS expiry,
              coalesce(pg_catalog.format('on %%s, process %%s, since %%s UTC, heartbeat %%s s ago', l.host, l.process,
                pg_catalog.to_char(l.started AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                pg_catalog.round(extract(epoch FROM pg_catalog.clock_timestamp() - l.heartbeat)::numeric)),
                'by a process that has just begun') AS who
            FROM (SELECT ?::text AS project, ?::text AS job, ?::text AS identity) w
            JOIN pg_catalog.pg_locks k ON %s
            LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = k.pid
            LEFT JOIN nightload.lease l ON (l.project, l.job, l.identity) = (w.project, w.job, w.identity)
              AND l.backend_pid = k.pid""".formatted(LeaseLock.isHeldBy("w"));

    /** Tells the session to end, and waits for nothing, if it is still the one that was found; three parameters as of {@link #FIND}, then pid and start. */
    static final String END = """
            SELECT pg_catalog.pg_terminate_backend(k.pid)
            FROM (SELECT ?::text AS project, ?::text AS job, ?::text AS identity) w
            JOIN pg_catalog.pg_locks k ON %s
            JOIN pg_catalog.pg_stat_activity a ON a.pid = k.pid
            WHERE k.pid = ? AND a.backend_start::text = ?""".formatted(LeaseLock.isHeldBy("w"));

    static Occupant read(ResultSet row, int number) throws SQLException {
        return new Occupant(
                row.getString("who"),
                text(row, "machine"),
                row.getLong("process"),
                text(row, "born"),
                seconds(row, "silent"),
                seconds(row, "beats"),
                seconds(row, "expiry"),
                row.getInt("pid"),
                text(row, "backend_start"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    private static Duration seconds(ResultSet row, String column) throws SQLException {
        return Duration.ofMillis(Math.round(1_000 * row.getDouble(column)));
    }

    /** Whether it has missed so many heartbeats that it may not live. */
    boolean standsStill() {
        return silent.compareTo(beats.multipliedBy(LeaseTimes.BEATS)) > 0;
    }

    boolean isExpired() {
        return silent.compareTo(expiry) > 0;
    }

    boolean isGone() {
        return machine.equals(ThisProcess.machine()) && ThisProcess.isGone(process, born);
    }
}
