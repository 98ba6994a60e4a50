package io.nightload.target.write;

import io.nightload.row.Origin;
import io.nightload.row.Row;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes one chunk in the transaction of a connection. */
interface ChunkWriter {

    void write(Connection connection, Iterable<? extends Row> rows) throws SQLException;

    /** The transaction of what was written is about to end. */
    void endOfChunk();

    /** The origin of the row that the last COPY sent as this line. */
    @Nullable
    Origin origin(int line);

    /** How often rows were sent so far. */
    long flushes();
}
