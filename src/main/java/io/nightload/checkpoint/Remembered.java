package io.nightload.checkpoint;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a step leaves for the next instances of its job, in {@code nightload.remembered}. */
public final class Remembered {

    private final JdbcTemplate jdbc;
    private final CheckpointKey key;

    public Remembered(DataSource target, CheckpointKey key) {
        this.jdbc = new JdbcTemplate(target);
        this.key = key;
    }

    /** What this step of this job left last, whichever instance it was of. */
    public Optional<String> find() {
        return jdbc.queryForList("""
                        SELECT value FROM nightload.remembered
                        WHERE (project, job, step, partition) = (?, ?, ?, ?)""", String.class, columns()).stream().findFirst();
    }

    /** Takes the place of what was left before; inside the transaction of the step's last chunk. */
    public void write(String value) {
        jdbc.update("""
                INSERT INTO nightload.remembered AS r (value, project, job, step, partition) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (project, job, step, partition)
                DO UPDATE SET value = excluded.value, remembered = excluded.remembered""", value, columns()[0], columns()[1], columns()[2], columns()[3]);
    }

    private Object[] columns() {
        return new Object[] {key.instance().project(), key.instance().job(), key.step(), key.partition()};
    }
}
