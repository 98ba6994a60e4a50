package io.nightload.recovery;

/** The advisory lock of a lease, in SQL of the control database. Everything in it is qualified: a search path may hide it. */
public final class LeaseLock {

    /** The lock's key, of the project, the job and the identity, in the places of the three {@code %s}. */
    private static final String KEY =
            "pg_catalog.hashtextextended(pg_catalog.concat_ws(E'\\n', 'nightload', %s, %s, %s), 0)";

    /** Tries to take it; three parameters. */
    static final String TRY = "SELECT pg_catalog.pg_try_advisory_lock(" + KEY.replace("%s", "?") + ")";

    /** Whether it is held by the session that the row {@code l} of {@code nightload.lease} names. */
    public static final String HELD =
            "EXISTS (SELECT FROM pg_catalog.pg_locks k WHERE k.pid = l.backend_pid AND " + isHeldBy("l") + ")";

    private LeaseLock() {}

    /** Whether the row {@code k} of {@code pg_locks} is this lock for what {@code work}, a row, names. */
    static String isHeldBy(String work) {
        return """
                k.granted AND k.locktype = 'advisory' AND k.objsubid = 1
                AND k.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
                AND (k.classid::pg_catalog.int8 << 32 | k.objid::pg_catalog.int8) = %s""".formatted(KEY.formatted(work + ".project", work + ".job", work + ".identity"));
    }
}
