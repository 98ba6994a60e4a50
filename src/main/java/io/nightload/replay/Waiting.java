package io.nightload.replay;

import io.nightload.checkpoint.InstanceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rejects of an instance that wait for a replay. */
final class Waiting {

    private static final String OF =
            " FROM nightload.reject WHERE (project, job, identity, again) = (?, ?, ?, ?) AND execution_id <= ?";

    private final JdbcTemplate jdbc;
    private final InstanceKey instance;
    private final long execution;

    /** @param execution the last one whose rejects are meant */
    Waiting(DataSource target, InstanceKey instance, long execution) {
        this.jdbc = new JdbcTemplate(target);
        this.instance = instance;
        this.execution = execution;
    }

    /** How many there are of each step that has any. */
    Map<String, Long> bySteps() {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.query(
                "SELECT step, count(*)" + OF + " AND replayed IS NULL GROUP BY step ORDER BY min(id)",
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                },
                values());
        return counts;
    }

    long count() {
        return bySteps().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those of these steps that nobody knows as they came: a publication refused them. */
    long written(Collection<String> steps) {
        List<Object> values = new ArrayList<>(List.of(values()));
        values.add(steps.toArray(String[]::new));
        Long count = jdbc.queryForObject(
                "SELECT count(*)" + OF + " AND replayed IS NULL AND written AND step = ANY (?::text[])",
                Long.class,
                values.toArray());
        return Objects.requireNonNull(count);
    }

    /** Those of this step of which an older release did not note what they are: whole rows, or which of their nested rows. */
    long untraced(String step) {
        List<Object> values = new ArrayList<>(List.of(values()));
        values.add(step);
        Long count = jdbc.queryForObject(
                "SELECT count(*)" + OF + " AND replayed IS NULL AND NOT traced AND step = ?",
                Long.class,
                values.toArray());
        return Objects.requireNonNull(count);
    }

    /** Those of these steps with these numbers. */
    List<Long> among(Collection<Long> ids, Collection<String> steps) {
        List<Object> values = new ArrayList<>(List.of(values()));
        values.add(ids.toArray(Long[]::new));
        values.add(steps.toArray(String[]::new));
        return jdbc.queryForList(
                "SELECT id" + OF + " AND replayed IS NULL AND id = ANY (?::bigint[]) AND step = ANY (?::text[])",
                Long.class,
                values.toArray());
    }

    /**
     * How many of these were replayed before: they are left out, so that a replay that was cut off goes on with the same file.
     *
     * @throws ReplayRefusedException if one of the numbers is of no reject of these steps that waits or was replayed
     */
    int replayedOf(Collection<Long> ids, Collection<String> steps) {
        List<Object> values = new ArrayList<>(List.of(values()));
        values.add(ids.toArray(Long[]::new));
        List<Long> replayed = jdbc.queryForList(
                "SELECT id" + OF + " AND replayed IS NOT NULL AND id = ANY (?::bigint[])",
                Long.class,
                values.toArray());
        TreeSet<Long> others = new TreeSet<>(ids);
        among(ids, steps).forEach(others::remove);
        replayed.forEach(others::remove);
        if (!others.isEmpty()) {
            throw new ReplayRefusedException(
                    "no reject with the number " + others.first() + " of execution " + execution
                            + " waits for a replay"
                            + (others.size() == 1 ? "" : ", nor do " + (others.size() - 1) + " others of the file")
                            + ": it is another execution's or step's; nothing was replayed");
        }
        return replayed.size();
    }

    private Object[] values() {
        return new Object[] {instance.project(), instance.job(), instance.identity(), instance.again(), execution};
    }
}
