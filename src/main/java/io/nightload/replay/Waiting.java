package io.nightload.replay;

import io.nightload.checkpoint.InstanceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rejects of an instance that wait for a replay. */
final class Waiting {

    private static final String OF =
            " FROM nightload.reject WHERE (project, job, identity, again) = (?, ?, ?, ?) AND execution_id <= ? ";

    private static final String WAITING = OF + "AND replayed IS NULL ";

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
                "SELECT step, count(*)" + WAITING + "GROUP BY step ORDER BY min(id)",
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
        return count("AND written AND step = ANY (?::text[])", (Object) steps.toArray(String[]::new));
    }

    /**
     * Those of this step of which an older release did not note what they are: whole rows, or which of their nested rows.
     *
     * @param wanted by their numbers, or null for all
     */
    long untraced(String step, @Nullable NavigableMap<Long, String> wanted) {
        return wanted == null
                ? count("AND NOT traced AND step = ?", step)
                : count(
                        "AND NOT traced AND step = ? AND id = ANY (?::bigint[])",
                        step,
                        wanted.keySet().toArray(Long[]::new));
    }

    private long count(String condition, Object... more) {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT count(*)" + WAITING + condition, Long.class, values(more)));
    }

    /** Those of these steps with these numbers. */
    List<Long> among(Collection<Long> ids, Collection<String> steps) {
        return jdbc.queryForList(
                "SELECT id" + WAITING + "AND id = ANY (?::bigint[]) AND step = ANY (?::text[])",
                Long.class,
                values(ids.toArray(Long[]::new), steps.toArray(String[]::new)));
    }

    /**
     * How many of these were replayed before: they are left out, so that a replay that was cut off goes on with the same file.
     *
     * @throws ReplayRefusedException if one of the numbers is of no reject of these steps that waits or was replayed
     */
    int replayedOf(Collection<Long> ids, Collection<String> steps) {
        List<Long> replayed = jdbc.queryForList(
                "SELECT id" + OF + "AND replayed IS NOT NULL AND id = ANY (?::bigint[])", Long.class, values((Object)
                        ids.toArray(Long[]::new)));
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

    /** @param more behind those of {@link #OF} */
    private Object[] values(Object... more) {
        List<Object> values = new ArrayList<>(
                List.of(instance.project(), instance.job(), instance.identity(), instance.again(), execution));
        values.addAll(List.of(more));
        return values.toArray();
    }
}
