package io.nightload.pool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of the limits on connections that a server holds us to, and what is left of it.
 *
 * @param key the same for each connection that falls under this limit
 * @param owner whose limit it is, for people
 * @param limit what was set
 * @param reserved of it for others
 * @param used of it by sessions, without the one that asked
 * @param alone whether those are the run's own alone, so that everything else is free
 * @param remedy what raises it, to be followed by a number
 */
record ServerRoom(String key, String owner, int limit, int reserved, int used, boolean alone, String remedy) {

    /**
     * Of other roles' sessions {@code pg_stat_activity} shows an ordinary role the role and the database but not the kind;
     * a role is what client backends have and autovacuum workers have not.
     */
    private static final String QUERY = """
            SELECT r.rolname, r.rolsuper, r.rolconnlimit, d.datname, d.datconnlimit,
              pg_catalog.pg_postmaster_start_time()::text || pg_catalog.current_setting('port') AS server,
              pg_catalog.current_setting('max_connections')::int AS most,
              CASE WHEN r.rolsuper THEN 0
                ELSE pg_catalog.current_setting('superuser_reserved_connections')::int
                  + CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_roles g WHERE g.rolname = 'pg_use_reserved_connections'
                      AND pg_catalog.pg_has_role(r.oid, g.oid, 'USAGE')) THEN 0
                    ELSE coalesce(pg_catalog.current_setting('reserved_connections', true)::int, 0) END
              END AS reserved,
              count(a.pid) AS used,
              count(a.pid) FILTER (WHERE a.usesysid = r.oid) AS used_by_role,
              count(a.pid) FILTER (WHERE a.datid = d.oid) AS used_in_database
            FROM pg_catalog.pg_roles r
            JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
            LEFT JOIN pg_catalog.pg_stat_activity a
              ON a.datid IS NOT NULL AND a.usesysid IS NOT NULL AND a.pid <> pg_catalog.pg_backend_pid()
                AND coalesce(a.backend_type, 'client backend') = 'client backend'
            WHERE r.rolname = session_user
            GROUP BY r.oid, r.rolname, r.rolsuper, r.rolconnlimit, d.oid, d.datname, d.datconnlimit""";

    /** All limits on this connection's kind; none where the server is no PostgreSQL and they are not known. */
    static List<ServerRoom> of(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(QUERY);
                ResultSet row = statement.executeQuery()) {
            row.next();
            String server = row.getString("server");
            ServerRoom all = new ServerRoom(
                    server,
                    "the server",
                    row.getInt("most"),
                    row.getInt("reserved"),
                    row.getInt("used"),
                    false,
                    "raise its max_connections to");
            if (row.getBoolean("rolsuper")) {
                return List.of(all); // a superuser has no other limit
            }
            return List.of(
                    all,
                    limited(
                            server,
                            "role",
                            row.getString("rolname"),
                            row.getInt("rolconnlimit"),
                            row.getInt("used_by_role")),
                    limited(
                            server,
                            "database",
                            row.getString("datname"),
                            row.getInt("datconnlimit"),
                            row.getInt("used_in_database")));
        }
    }

    private static ServerRoom limited(String server, String kind, String name, int limit, int used) {
        String owner = kind + " " + name;
        return new ServerRoom(
                server + owner,
                owner,
                limit < 0 ? Integer.MAX_VALUE : limit,
                0,
                used,
                false,
                "ALTER %s \"%s\" CONNECTION LIMIT".formatted(kind.toUpperCase(Locale.ROOT), name));
    }

    /**
     * The same where nobody else is connected.
     *
     * @param own sessions that a run has beside its steps
     */
    ServerRoom empty(int own) {
        return new ServerRoom(key, owner, limit, reserved, own, true, remedy);
    }

    /**
     * Holds a need against what is left.
     *
     * @param taken of it by the step's other pools
     * @return what is wrong, or empty where it fits
     */
    Optional<String> refusal(PoolNeed need, int taken) {
        int left = limit - reserved - used - taken;
        if (need.connections() <= left) {
            return Optional.empty();
        }
        return Optional.of("%s, and %s has %d %s (%s): %s%s%s %d"
                .formatted(
                        need,
                        owner,
                        Math.max(left, 0),
                        alone ? "at most" : "left",
                        arithmetic(taken),
                        need.isPartitioned() ? "lower partitions, " : "",
                        alone ? "" : "close other clients, ",
                        need.isPartitioned() || !alone ? "or " + remedy : remedy,
                        limit + need.connections() - left));
    }

    private String arithmetic(int taken) {
        String limited = remedy.contains("max_connections") ? "max_connections " : "connection limit ";
        return limited
                + limit
                + (reserved == 0 ? "" : " − " + reserved + " reserved")
                + (alone ? own() : " − " + used + " in use")
                + (taken == 0 ? "" : " − " + taken + " for the step's other pools");
    }

    private String own() {
        return used == 0 ? "" : " − " + used + " for the run's lease and job repository";
    }
}
