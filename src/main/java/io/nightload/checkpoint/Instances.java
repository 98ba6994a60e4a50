package io.nightload.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The job instances that a target knows, in {@code nightload.instance}. */
public final class Instances {

    private final JdbcTemplate jdbc;

    public Instances(DataSource target) {
        this.jdbc = new JdbcTemplate(target);
    }

    /** An instance, and whether all of its steps completed. */
    public record Instance(InstanceKey key, boolean complete) {}

    /**
     * A run that took an instance from another one.
     *
     * @param process that it runs in, for people
     * @param complete whether the instance is complete by now
     */
    public record Successor(String process, boolean complete) {}

    /** The newest instance of this work, whatever the key's {@code again} says. */
    public Optional<Instance> newest(InstanceKey key) {
        return jdbc
                .query(
                        """
                        SELECT again, completed IS NOT NULL FROM nightload.instance
                        WHERE project = ? AND job = ? AND identity = ? ORDER BY again DESC LIMIT 1""",
                        (row, n) -> new Instance(key.withAgain(row.getInt(1)), row.getBoolean(2)),
                        key.project(),
                        key.job(),
                        key.identity())
                .stream()
                .findFirst();
    }

    /** This very instance. */
    public Optional<Instance> find(InstanceKey key) {
        return jdbc
                .query(
                        """
                        SELECT completed IS NOT NULL FROM nightload.instance
                        WHERE project = ? AND job = ? AND identity = ? AND again = ?""",
                        (row, n) -> new Instance(key, row.getBoolean(1)),
                        key.project(),
                        key.job(),
                        key.identity(),
                        key.again())
                .stream()
                .findFirst();
    }

    /**
     * Notes that this run, which holds the lease, has begun or resumed the instance. From here on no earlier one takes a checkpoint
     * of it, also not again, and none is in the middle of a chunk: one that stands still behind the last row would keep the instance locked.
     *
     * @param process that it runs in, for people
     * @return whether it had begun before
     */
    public boolean begin(InstanceKey key, UUID run, String process) {
        @Nullable
        Boolean resumed = jdbc.execute((ConnectionCallback<Boolean>)
                session -> begin(new JdbcTemplate(new SingleConnectionDataSource(session, true)), key, run, process));
        return Boolean.TRUE.equals(resumed);
    }

    private static boolean begin(JdbcTemplate session, InstanceKey key, UUID run, String process) {
        session.query(
                Fence.END_WRITERS + "(c.project, c.job, c.identity, c.again) = (?, ?, ?, ?)",
                row -> {},
                key.project(),
                key.job(),
                key.identity(),
                key.again());
        return Boolean.TRUE.equals(session.queryForObject(
                """
                INSERT INTO nightload.instance AS i (project, job, identity, again, started, run, process)
                VALUES (?, ?, ?, ?, pg_catalog.clock_timestamp(), ?, ?)
                ON CONFLICT (project, job, identity, again) DO UPDATE SET run = excluded.run, process = excluded.process
                RETURNING i.xmax::text <> '0'""", Boolean.class, key.project(), key.job(), key.identity(), key.again(), run, process));
    }

    /** The run that has begun or resumed the instance after this one, if there is one. */
    public Optional<Successor> successor(InstanceKey key, UUID run) {
        return jdbc
                .query(
                        """
                        SELECT coalesce(process, 'an unnamed process'), completed IS NOT NULL FROM nightload.instance
                        WHERE project = ? AND job = ? AND identity = ? AND again = ? AND run IS DISTINCT FROM ?""",
                        (row, n) -> new Successor(row.getString(1), row.getBoolean(2)),
                        key.project(),
                        key.job(),
                        key.identity(),
                        key.again(),
                        run)
                .stream()
                .findFirst();
    }

    public void complete(InstanceKey key) {
        jdbc.update("""
                UPDATE nightload.instance SET completed = pg_catalog.clock_timestamp()
                WHERE project = ? AND job = ? AND identity = ? AND again = ?""", key.project(), key.job(), key.identity(), key.again());
    }

    /** The executions that have rejected rows of this instance. */
    public List<Long> executionsWithRejects(InstanceKey key) {
        return jdbc.queryForList("""
                SELECT DISTINCT execution_id FROM nightload.reject
                WHERE project = ? AND job = ? AND identity = ? AND again = ? ORDER BY execution_id""", Long.class, key.project(), key.job(), key.identity(), key.again());
    }

    /** The steps of this instance that have committed a chunk, whether they are complete or not. */
    public Set<String> stepsBegun(InstanceKey key) {
        return Set.copyOf(jdbc.queryForList("""
                SELECT DISTINCT step FROM nightload.checkpoint
                WHERE project = ? AND job = ? AND identity = ? AND again = ? AND chunks > 0""", String.class, key.project(), key.job(), key.identity(), key.again()));
    }

    /** The steps of this instance that have committed at least one inserted row. */
    public List<String> stepsWithRows(InstanceKey key) {
        return jdbc.queryForList("""
                SELECT DISTINCT step FROM nightload.checkpoint
                WHERE project = ? AND job = ? AND identity = ? AND again = ?
                  AND (counts ->> 'INSERTED')::bigint > 0 ORDER BY step""", String.class, key.project(), key.job(), key.identity(), key.again());
    }

    /**
     * Drops the tables in which rows of this instance wait to be published: nobody resumes it. Their names stand in the
     * positions of its checkpoints.
     */
    public void dropStaged(InstanceKey key) {
        List<String> staged =
                jdbc.queryForList("""
                SELECT DISTINCT pg_catalog.format('nightload.%I', c.relname) FROM nightload.checkpoint k
                CROSS JOIN LATERAL pg_catalog.jsonb_each_text(k.position) p
                JOIN pg_catalog.pg_class c ON c.relname IN (p.value, p.value || '_origins')
                  AND c.relnamespace = 'nightload'::pg_catalog.regnamespace AND c.relkind = 'r'
                  AND c.relname LIKE 'stage\\_%'
                WHERE (k.project, k.job, k.identity, k.again) = (?, ?, ?, ?)""", String.class, key.project(), key.job(), key.identity(), key.again());
        staged.forEach(table -> jdbc.execute("DROP TABLE IF EXISTS " + table));
    }
}
