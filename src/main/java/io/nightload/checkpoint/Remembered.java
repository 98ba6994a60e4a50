package io.nightload.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a step leaves for the next instances of its job, in {@code nightload.remembered}, for each subject its own. */
public final class Remembered {

    private final JdbcTemplate jdbc;
    private final CheckpointKey key;
    private final String subject;

    /** @param subject what the value is of, so that it is not taken for something else's */
    public Remembered(DataSource target, CheckpointKey key, String subject) {
        this.jdbc = new JdbcTemplate(target);
        this.key = key;
        this.subject = subject;
    }

    /** What this step of this job left last, whichever instance it was of. */
    public Optional<String> find() {
        return jdbc.queryForList("""
                        SELECT value FROM nightload.remembered
                        WHERE (project, job, step, partition, subject) = (?, ?, ?, ?, ?)""", String.class, columns()).stream().findFirst();
    }

    /** Whether it has left something for other subjects. */
    public boolean isOfOthers() {
        return !jdbc.queryForList("""
                        SELECT 1 FROM nightload.remembered
                        WHERE (project, job, step, partition) = (?, ?, ?, ?) AND subject <> ? LIMIT 1""", columns()).isEmpty();
    }

    /** Takes the place of what was left before; inside the transaction of the step's last chunk. */
    public void write(String value) {
        Object[] values = Arrays.copyOf(columns(), columns().length + 1);
        values[values.length - 1] = value;
        jdbc.update("""
                INSERT INTO nightload.remembered AS r (project, job, step, partition, subject, value) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (project, job, step, partition, subject)
                DO UPDATE SET value = excluded.value, remembered = excluded.remembered""", values);
    }

    private Object[] columns() {
        return new Object[] {key.instance().project(), key.instance().job(), key.step(), key.partition(), subject};
    }
}
