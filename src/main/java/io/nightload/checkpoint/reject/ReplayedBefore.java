package io.nightload.checkpoint.reject;

import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.InstanceKey;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many rows that a step has counted as rejected are loaded by now. */
public final class ReplayedBefore {

    /** Of the table as {@code r}: a row of which a part, or a part of a part, waits is still one rejected row. */
    public static final String LOADED = """
            (r.replayed IS NOT NULL AND r.part_of IS NULL
              AND NOT EXISTS (SELECT FROM nightload.reject p WHERE p.part_of = r.id AND p.replayed IS NULL))""";

    private ReplayedBefore() {}

    /** Of all partitions of the step. */
    public static long count(DataSource target, CheckpointKey key) {
        InstanceKey of = key.instance();
        Long count = new JdbcTemplate(target)
                .queryForObject(
                        """
                SELECT count(*) FROM nightload.reject r
                WHERE (project, job, identity, again, step) = (?, ?, ?, ?, ?) AND\s""" + LOADED, Long.class, of.project(), of.job(), of.identity(), of.again(), key.step());
        return Objects.requireNonNull(count);
    }
}
