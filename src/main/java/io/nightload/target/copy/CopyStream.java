package io.nightload.target.copy;

import io.nightload.part.Rejects;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends the rows of a chunk by one COPY, while they are encoded, so that the server works at the same time. Rows that cannot be
 * encoded go to the rejects; of those nothing is sent. Rows that are tuples, all of a chunk or none, go as they are.
 */
public final class CopyStream {

    /** The server is to begin soon, and then to be bothered rarely. */
    private static final int FIRST_SEND = 8 * 1024;

    private static final int MOST_SEND = 64 * 1024;
    private static final int NO_NUMBER = -1;

    private final CopyEncoder encoder;
    private final KeyOrder order;
    private final boolean numbered;
    private final Rejects rejects;
    private final CopyBuffer buffer = new CopyBuffer(2 * MOST_SEND);
    private final List<Row> sent = new ArrayList<>();
    private CopyFormat format;
    private @Nullable CopyIn copy;
    private @Nullable SQLException refusal;
    private long first;
    private int send;

    /** @param numbered whether each row begins with its number, for a staging table */
    public CopyStream(CopyEncoder encoder, boolean numbered, Rejects rejects) {
        this.encoder = encoder;
        this.order = encoder.newOrder();
        this.format = encoder.format();
        this.numbered = numbered;
        this.rejects = rejects;
    }

    /**
     * Sends what can be sent, and returns how many rows the server took: a trigger may leave some out. With none, no statement is
     * sent.
     *
     * @param sql up to {@code FROM STDIN}: the format follows
     */
    public long send(Connection connection, String sql, Iterable<? extends Row> rows) throws SQLException {
        return send(connection, sql, rows, 0);
    }

    /** The same, for rows that begin with their number: the first one's is {@code firstNumber}. */
    public long send(Connection connection, String sql, Iterable<? extends Row> rows, long firstNumber)
            throws SQLException {
        first = firstNumber;
        buffer.truncate(0);
        sent.clear();
        refusal = null;
        order.begin();
        send = FIRST_SEND;
        try {
            for (Row row : rows) {
                if (buffer.length() == 0 && sent.isEmpty()) {
                    begin(row);
                }
                if (encode(row) && buffer.length() >= send) {
                    flush(connection, sql);
                    send = Math.min(2 * send, MOST_SEND);
                }
            }
            if (sent.isEmpty()) {
                return 0;
            }
            format.end(buffer);
            flush(connection, sql);
            return end();
        } finally {
            cancelIfActive();
        }
    }

    /** The origin of the row that was sent as this line, from 1. */
    public @Nullable Origin origin(int line) {
        return line >= 1 && line <= sent.size() ? sent.get(line - 1).origin() : null;
    }

    /** The row that was sent with this number. */
    public Row numbered(long number) {
        return sent.get((int) (number - first));
    }

    /** The rows of the last COPY, in their order, whether or not the server took it. */
    public List<Row> sent() {
        return List.copyOf(sent);
    }

    /**
     * Whether the last COPY's rows came in ascending order of their key, each key once. Often it is not known, because only some
     * types' order is; then it is false.
     */
    public boolean isAscending() {
        return order.isAscending();
    }

    private void begin(Row row) {
        format = encoder.format(row);
        format.begin(buffer);
    }

    private boolean encode(Row row) {
        int from = buffer.length();
        try {
            if (row.error() != null) {
                throw row.error();
            }
            int columns = encoder.encode(row, numbered ? first + sent.size() : NO_NUMBER, buffer);
            order.add(buffer, columns);
            sent.add(row);
            return true;
        } catch (RowError e) {
            buffer.truncate(from);
            rejects.reject(row, e);
            return false;
        }
    }

    /** Behind a refusal nothing more is sent; but who looks for the bad rows must know all of them. */
    private void flush(Connection connection, String sql) {
        try {
            CopyIn open = copy;
            if (open == null && refusal == null) {
                open = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql + format.clause());
                copy = open;
            }
            if (open != null && refusal == null) {
                open.writeToCopy(buffer.bytes(), 0, buffer.length());
            }
        } catch (SQLException e) {
            refusal = e;
        }
        buffer.truncate(0);
    }

    private long end() throws SQLException {
        if (refusal != null) {
            throw refusal;
        }
        return Objects.requireNonNull(copy).endCopy();
    }

    /** A COPY that is left open would swallow the connection's next statement. */
    private void cancelIfActive() throws SQLException {
        CopyIn open = copy;
        copy = null;
        if (open != null && open.isActive()) {
            open.cancelCopy();
        }
    }
}
