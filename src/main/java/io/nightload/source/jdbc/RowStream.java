package io.nightload.source.jdbc;

import io.nightload.source.keyset.KeyRange;
import io.nightload.source.keyset.Keyset;
import io.nightload.source.keyset.Range;
import io.nightload.source.reading.Pages;
import io.nightload.source.reading.ReadException;
import io.nightload.source.reading.Reading;
import io.nightload.source.reading.Statements;
import io.nightload.source.relation.FetchSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows behind a key, range by range, and of each range page by page or from an open cursor. */
final class RowStream implements Pages<RowBlock> {

    private final Reading reading;
    private final Selection selection;
    private final Connection connection;
    private final Statements statements;
    private final FetchSize size;
    private final Deque<Range> ranges = new ArrayDeque<>();
    private List<@Nullable String> key;
    private List<@Nullable String> anchor = List.of();
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet rows;
    private int page;
    private int inPage;
    private int blockBytes;

    /**
     * Finds its place.
     *
     * @param key of the row that it begins behind; empty for the beginning
     * @param from where {@code since} begins, or null for all rows
     * @param partition of the key, or all of it
     */
    RowStream(
            Reading reading,
            Selection selection,
            Connection connection,
            List<@Nullable String> key,
            @Nullable String from,
            KeyRange partition)
            throws SQLException {
        this.reading = reading;
        this.selection = selection;
        this.connection = connection;
        this.statements = new Statements(reading, selection.sql(reading.dialect()), from, partition);
        this.size = FetchSize.upTo(reading.mostRows());
        this.key = key;
        seek();
    }

    private void seek() throws SQLException {
        @Nullable Keyset keyset = reading.keyset();
        ranges.clear();
        anchor = key;
        if (keyset == null || key.isEmpty()) {
            ranges.add(Range.ALL);
        } else {
            requireAlone(keyset);
            ranges.addAll(keyset.behind(key));
        }
    }

    @Override
    public @Nullable RowBlock next() throws SQLException {
        BlockBuilder block = new BlockBuilder(reading, selection, blockBytes);
        int count = 0;
        if (rows != null && page == 0 && reading.dialect().isPostgres()) {
            rows.setFetchSize(size.rows());
        }
        for (ResultSet row = row(); row != null; row = block.isFull() || isPageRead() ? null : row()) {
            block.add(row);
            inPage++;
            count++;
        }
        if (count == 0) {
            return null;
        }
        RowBlock built = block.build();
        size.came(count, built.bytes());
        blockBytes = (int) built.bytes();
        if (reading.keyset() != null) {
            requireOrder(built);
            key = built.texts(count - 1, selection.key());
        }
        return built;
    }

    private boolean isPageRead() {
        return page > 0 && inPage == page;
    }

    /** On the next row; null behind the last one. */
    private @Nullable ResultSet row() throws SQLException {
        while (true) {
            if (rows != null) {
                if (!isPageRead() && rows.next()) {
                    return rows;
                }
                closeRows();
                if (isPageRead()) {
                    seek();
                }
            }
            if (ranges.isEmpty()) {
                return null;
            }
            rows = open(ranges.remove());
        }
    }

    private ResultSet open(Range range) throws SQLException {
        page = reading.isPaging() ? size.rows() : 0;
        inPage = 0;
        PreparedStatement opened = statements.rows(connection, range, anchor, page);
        statement = opened;
        if (page == 0) {
            opened.setFetchSize(reading.dialect().fetchSize(size.rows()));
        }
        return opened.executeQuery();
    }

    /** The seek goes behind a key: another row that has it would be left out. */
    private void requireAlone(Keyset keyset) throws SQLException {
        if (keyset.proven()) {
            return;
        }
        try (PreparedStatement query = statements.twoRows(connection, keyset.at(key), key);
                ResultSet found = query.executeQuery()) {
            int count = 0;
            while (found.next()) {
                count++;
            }
            if (count > 1) {
                throw shared(keyset, key);
            }
        }
    }

    private void requireOrder(RowBlock block) {
        Keyset keyset = reading.keyset();
        if (keyset == null || keyset.proven()) {
            return;
        }
        List<@Nullable String> before = key;
        for (int i = 0; i < block.count(); i++) {
            List<@Nullable String> current = block.texts(i, selection.key());
            if (current.equals(before)) {
                throw shared(keyset, current);
            }
            before = current;
        }
    }

    private ReadException shared(Keyset keyset, List<@Nullable String> values) {
        return new ReadException(
                reading,
                "several rows have the key (" + keyset + ") = " + values
                        + ", so a seek would leave some out: add a column to key that tells them apart");
    }

    private void closeRows() throws SQLException {
        @Nullable PreparedStatement closing = statement;
        rows = null;
        statement = null;
        if (closing != null) {
            closing.close();
        }
    }

    @Override
    @SuppressWarnings("try") // to be closed is all it is for
    public void close() throws SQLException {
        try (Connection closing = connection) {
            closeRows();
        }
    }
}
