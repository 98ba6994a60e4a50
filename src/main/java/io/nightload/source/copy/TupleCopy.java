package io.nightload.source.copy;

import io.nightload.connection.ServerError;
import io.nightload.source.tuple.TupleBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** One COPY out of a server in binary format. Once it is closed its connection is free for the next statement. */
final class TupleCopy implements AutoCloseable {

    private final PGConnection connection;
    private final CopyOut copy;

    TupleCopy(Connection connection, String select) throws SQLException {
        this.connection = connection.unwrap(PGConnection.class);
        this.copy = this.connection.getCopyAPI().copyOut("COPY (" + select + ") TO STDOUT (FORMAT binary)");
    }

    /**
     * Takes what comes, to its end or until at least one tuple and so many bytes are there.
     *
     * @return whether that was its end
     */
    boolean into(TupleBuffer buffer, int bytes) throws SQLException {
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            buffer.add(message);
            if (buffer.size() >= bytes && buffer.count() > 0) {
                return false;
            }
        }
        return true;
    }

    /** The driver's own cancelling of a COPY leaves what the server still sends, and its error, to the next statement. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            connection.cancelQuery();
            drain();
        }
    }

    private void drain() throws SQLException {
        try {
            byte @Nullable [] rest;
            do {
                rest = copy.readFromCopy();
            } while (rest != null);
        } catch (SQLException e) {
            if (!ServerError.QUERY_CANCELED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
