package io.nightload.cli.history;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.checkpoint.Instances;
import io.nightload.recovery.Holds;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what is known of old executions, and their rejected rows. What a resume needs stays, whatever its age: instances
 * that are neither complete nor abandoned nor begun anew. So do the checkpoints and what was abandoned, by which {@code run}
 * knows what to leave alone.
 *
 * @param control in transactions of {@code inControl}
 * @param holds of the control database
 * @param instances of the target
 */
public record Pruning(
        JdbcTemplate control, TransactionTemplate inControl, Holds holds, JdbcTemplate target, Instances instances) {

    private static final String OF = " WHERE (project, job, identity, again) = (?, ?, ?, ?)";

    private static final String CANDIDATES = """
            SELECT max(e.job_execution_id) FROM nightload.batch_job_execution e
            JOIN nightload.batch_job_execution_params p ON p.job_execution_id = e.job_execution_id
              AND p.parameter_name = 'nightload.project' AND p.parameter_value = ?
            GROUP BY e.job_instance_id
            HAVING max(coalesce(e.end_time, e.last_updated, e.create_time)) < ? ORDER BY 1""";

    private static final String OVER = """
            SELECT i.completed IS NOT NULL OR EXISTS (
              SELECT FROM nightload.instance n
              WHERE (n.project, n.job, n.identity) = (i.project, i.job, i.identity) AND n.again > i.again)
            FROM nightload.instance i WHERE (i.project, i.job, i.identity, i.again) = (?, ?, ?, ?)""";

    private static final String INSTANCE =
            "(SELECT job_instance_id FROM nightload.batch_job_execution WHERE job_execution_id = ?)";

    private static final String EXECUTIONS =
            "(SELECT job_execution_id FROM nightload.batch_job_execution WHERE job_instance_id = ?)";

    /** Each of one parameter, the job instance's number; those that refer to another table's rows before that table. */
    private static final List<String> DELETES = List.of(
            "DELETE FROM nightload.batch_step_execution_context WHERE step_execution_id IN (SELECT step_execution_id"
                    + " FROM nightload.batch_step_execution WHERE job_execution_id IN " + EXECUTIONS + ")",
            "DELETE FROM nightload.batch_step_execution WHERE job_execution_id IN " + EXECUTIONS,
            "DELETE FROM nightload.batch_job_execution_context WHERE job_execution_id IN " + EXECUTIONS,
            "DELETE FROM nightload.batch_job_execution_params WHERE job_execution_id IN " + EXECUTIONS,
            "DELETE FROM nightload.report WHERE execution_id IN " + EXECUTIONS);

    /**
     * What was removed, and how many instances were kept although they are old.
     *
     * @param rejects rows
     */
    public record Pruned(long executions, long instances, long rejects, long kept) {

        public static final Pruned NOTHING = new Pruned(0, 0, 0, 0);

        public Pruned and(Pruned other) {
            return new Pruned(
                    executions + other.executions,
                    instances + other.instances,
                    rejects + other.rejects,
                    kept + other.kept);
        }
    }

    /** The last executions of the instances that have not run since, the oldest first. */
    public List<Long> candidates(String project, LocalDateTime since) {
        return control.queryForList(CANDIDATES, Long.class, project, since);
    }

    /**
     * Removes the instance of this execution, if it is over.
     *
     * @param last of its executions
     * @param dry whether only to say what would be removed
     */
    public Pruned prune(Execution last, boolean dry) {
        InstanceKey key = last.instance();
        if (!last.status().equals("abandoned") && !isOver(key)) {
            return new Pruned(0, 0, 0, 1);
        }
        long rejects = dry
                ? count(target, "SELECT count(*) FROM nightload.reject" + OF, columns(key))
                : target.update("DELETE FROM nightload.reject" + OF, columns(key));
        long instance = count(control, "SELECT " + INSTANCE, last.id());
        long executions = count(control, "SELECT count(*) FROM " + EXECUTIONS + " e", instance);
        if (!dry) {
            instances.dropStaged(key);
            inControl.executeWithoutResult(status -> delete(key, instance));
        }
        return new Pruned(executions, 1, rejects, 0);
    }

    private boolean isOver(InstanceKey key) {
        Optional<Boolean> over =
                target.queryForList(OVER, Boolean.class, columns(key)).stream().findFirst();
        return over.orElse(false);
    }

    private void delete(InstanceKey key, long instance) {
        DELETES.forEach(sql -> control.update(sql, instance));
        control.update("DELETE FROM nightload.batch_job_execution WHERE job_instance_id = ?", instance);
        control.update("DELETE FROM nightload.batch_job_instance WHERE job_instance_id = ?", instance);
        holds.release(key);
    }

    private static long count(JdbcTemplate jdbc, String sql, Object... values) {
        @Nullable Long count = jdbc.queryForObject(sql, Long.class, values);
        return count == null ? 0 : count;
    }

    private static Object[] columns(InstanceKey key) {
        return new Object[] {key.project(), key.job(), key.identity(), key.again()};
    }
}
