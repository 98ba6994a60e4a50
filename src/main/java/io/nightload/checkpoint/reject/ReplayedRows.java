package io.nightload.checkpoint.reject;

import io.nightload.part.Counts;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What becomes of the rejects that a chunk replays: one of which nothing is refused has been replayed, one that is refused again stays,
 * with its new reason. Where only nested rows of one are refused, it has been replayed, and they are rejects of their own.
 */
public final class ReplayedRows implements ChunkRejects {

    private static final String REPLAYED = """
            UPDATE nightload.reject SET replayed = pg_catalog.clock_timestamp(), replayed_by = ?, attempts = attempts + 1,
              mended = coalesce(?, mended)
            WHERE id = ? AND replayed IS NULL""";

    private static final String REFUSED = """
            UPDATE nightload.reject SET reason = ?, sqlstate = ?, column_name = ?, constraint_name = ?,
              attempts = attempts + 1, mended = coalesce(?, mended)
            WHERE id = ? AND replayed IS NULL""";

    private static final String PART = """
            INSERT INTO nightload.reject (project, job, identity, again, step, partition, execution_id, file, line, byte_offset,
              key, raw, written, traced, mended, attempts, part_of, items, reason, sqlstate, column_name, constraint_name)
            SELECT project, job, identity, again, step, partition, execution_id, file, line, byte_offset,
              key, raw, written, traced, mended, attempts, coalesce(part_of, id), ?::bigint[], ?, ?, ?, ?
            FROM nightload.reject WHERE id = ?""";

    private final JdbcTemplate jdbc;
    private final Counts counts;
    private final RejectsInHand hand;
    private final String person;
    private final Consumer<String> told;
    private final List<Refusal> refusals = new ArrayList<>();

    private record Refusal(KeptReject reject, List<Long> items, RowError error) {

        /** Not where the reject was a whole row, and this is one of its nested rows. */
        boolean isOfAll() {
            return items.size() <= reject.items().size();
        }
    }

    /**
     * @param person who replays, as {@code user@host}
     * @param told hears of each row that is refused again, and why
     */
    public ReplayedRows(DataSource target, Counts counts, RejectsInHand hand, String person, Consumer<String> told) {
        this.jdbc = new JdbcTemplate(target);
        this.counts = counts;
        this.hand = hand;
        this.person = person;
        this.told = told;
    }

    @Override
    public void reject(Row row, RowError error) {
        KeptReject reject = hand.of(row);
        refusals.add(new Refusal(reject, row.items(), error));
        told.accept("reject " + reject.id() + " (" + place(reject.origin()) + ") is refused again: " + error.reason());
        counts.add(Counts.Kind.REJECTED, 1);
    }

    private static String place(Origin origin) {
        return origin.name()
                + (origin.line() > 0 ? ":" + origin.line() : "")
                + (origin.key() == null ? "" : ", " + origin.key());
    }

    @Override
    public long wantedItem(Row holder) {
        List<Long> wanted = hand.of(holder).items();
        int depth = holder.items().size();
        return depth < wanted.size() ? wanted.get(depth) : ALL_ITEMS;
    }

    @Override
    public void write() {
        Set<Long> refused = new HashSet<>();
        List<Object[]> again = new ArrayList<>();
        List<Object[]> parts = new ArrayList<>();
        for (Refusal refusal : refusals) {
            if (refusal.isOfAll()) {
                refused.add(refusal.reject().id());
                again.add(refused(refusal));
            } else {
                parts.add(part(refusal));
            }
        }
        update(REFUSED, again);
        update(
                REPLAYED,
                hand.all().stream()
                        .filter(reject -> !refused.contains(reject.id()))
                        .map(reject -> new Object[] {person, reject.mended(), reject.id()})
                        .toList());
        update(PART, parts);
        refusals.clear();
        hand.clear();
    }

    private static Object[] refused(Refusal refusal) {
        List<@Nullable Object> values = Reason.columns(refusal.error());
        values.add(refusal.reject().mended());
        values.add(refusal.reject().id());
        return values.toArray();
    }

    private static Object[] part(Refusal refusal) {
        List<@Nullable Object> values = Reason.columns(refusal.error());
        values.add(0, Items.literal(refusal.items()));
        values.add(refusal.reject().id());
        return values.toArray();
    }

    private void update(String sql, List<Object[]> rows) {
        int[] changed = rows.isEmpty() ? new int[0] : jdbc.batchUpdate(sql, rows);
        if (Arrays.stream(changed).anyMatch(count -> count != 1)) {
            throw new IllegalStateException(
                    "a rejected row is gone or was replayed while this replay had it in hand; nothing of the chunk was loaded");
        }
    }
}
