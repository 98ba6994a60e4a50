package io.nightload.checkpoint.reject;

import io.nightload.part.kept.KeptRows;
import io.nightload.part.kept.Unreadable;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the rejects of a step once, in the order in which they were rejected; not those that are made meanwhile. It asks on the chunk's
 * own connection. Another attempt of the same replay goes on behind those that it has tried, another replay begins anew.
 */
public final class RejectReader implements ItemStreamReader<Row> {

    private static final Schema NO_COLUMNS = new Schema(List.of());
    private static final String REPLAY = "replay";
    private static final String AFTER = "replay.after";
    private static final String LAST = "replay.last";
    private static final int MOST_OF_A_PAGE = 500;

    /** As many as fit these characters, but one at least: a kept row may be large. */
    private static final String PAGE = """
            SELECT * FROM (
              SELECT p.*, sum(length(p.text)) OVER (ORDER BY p.id) - length(p.text) AS before FROM (
                SELECT id, items, coalesce(mended, raw, '') AS text, coalesce(file, '') AS file, coalesce(line, 0) AS line,
                  coalesce(byte_offset, -1) AS byte_offset, key, written,
                  reason, sqlstate, column_name, constraint_name
                FROM nightload.reject\s""" + RejectRange.CONDITION + """
                  ORDER BY id LIMIT %d) p) q
            WHERE before < 4000000 ORDER BY id""".formatted(MOST_OF_A_PAGE);

    private static final String LAST_OF_ALL =
            "SELECT coalesce(max(id), 0) FROM nightload.reject " + RejectRange.CONDITION;

    private final JdbcTemplate jdbc;
    private final RejectRange range;
    private final String step;
    private final String replay;
    private final KeptRows keeping;
    private final RejectsInHand hand;
    private final Queue<KeptReject> page = new ArrayDeque<>();
    private long after;
    private long asked;
    private long last = -1;

    /**
     * @param replay tells this replay from others
     * @param keeping how the step's source reads them now
     * @param hand takes each that is read
     */
    public RejectReader(
            DataSource target, RejectRange range, String step, String replay, KeptRows keeping, RejectsInHand hand) {
        this.jdbc = new JdbcTemplate(target);
        this.range = range;
        this.step = step;
        this.replay = replay;
        this.keeping = keeping;
        this.hand = hand;
    }

    @Override
    public void open(ExecutionContext context) {
        boolean goesOn = replay.equals(context.get(REPLAY));
        after = goesOn ? context.getLong(AFTER) : 0;
        last = goesOn ? context.getLong(LAST) : -1;
        asked = after;
        page.clear();
    }

    @Override
    public @Nullable Row read() {
        if (page.isEmpty()) {
            nextPage();
        }
        KeptReject reject = page.poll();
        if (reject == null) {
            return null;
        }
        after = reject.id();
        RowError asBefore = reject.asBefore();
        Row row = asBefore == null
                ? keeping.read(reject.text(), reject.origin())
                : Unreadable.row(NO_COLUMNS, reject.text(), reject.origin(), asBefore);
        hand.add(row, reject);
        return row;
    }

    private void nextPage() {
        if (last < 0) {
            last = lastOfAll();
        }
        while (page.isEmpty() && asked < last) {
            RejectRange.Page next = range.page(asked, last, MOST_OF_A_PAGE);
            page.addAll(jdbc.query(PAGE, this::reject, range.values(step, next)));
            asked = page.isEmpty() ? next.last() : asked;
            page.forEach(reject -> asked = reject.id());
        }
    }

    private long lastOfAll() {
        if (range.mended() != null) {
            return range.mended().isEmpty() ? 0 : range.mended().lastKey();
        }
        RejectRange.Page all = range.page(0, Long.MAX_VALUE, MOST_OF_A_PAGE);
        return Objects.requireNonNull(jdbc.queryForObject(LAST_OF_ALL, Long.class, range.values(step, all)));
    }

    private KeptReject reject(ResultSet row, int number) throws SQLException {
        long id = row.getLong("id");
        Long[] items = row.getArray("items") == null
                ? new Long[0]
                : (Long[]) row.getArray("items").getArray();
        @Nullable String mended = range.mended() == null ? null : range.mended().get(id);
        Origin origin = new Origin(
                row.getString("file"), row.getLong("line"), row.getLong("byte_offset"), row.getString("key"));
        RowError error = row.getBoolean("written")
                ? new RowError(
                        row.getString("reason"),
                        row.getString("sqlstate"),
                        row.getString("column_name"),
                        row.getString("constraint_name"))
                : null;
        String text = mended == null ? row.getString("text") : mended;
        return new KeptReject(
                id, List.of(items), text, text.equals(row.getString("text")) ? null : mended, error, origin);
    }

    @Override
    public void update(ExecutionContext context) {
        context.putString(REPLAY, replay);
        context.putLong(AFTER, after);
        context.putLong(LAST, Math.max(0, last));
    }

    @Override
    public void close() {
        page.clear();
    }
}
