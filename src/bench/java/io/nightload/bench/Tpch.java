package io.nightload.bench;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** The rows of TPC-H's tables, as their generator makes them: the same ones each time. */
final class Tpch {

    private static final int BATCH_CHARACTERS = 1 << 18;

    private Tpch() {}

    /** A table's rows as lines of fields between vertical bars, for COPY. */
    static InputStream lines(TpchTable<?> table, double scale) {
        Iterator<? extends TpchEntity> rows = table.createGenerator(scale, 1, 1).iterator();
        return new InputStream() {
            private byte[] batch = {};
            private int next;

            @Override
            public int read() {
                return fill() ? batch[next++] & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (!fill()) {
                    return -1;
                }
                int count = Math.min(length, batch.length - next);
                System.arraycopy(batch, next, into, offset, count);
                next += count;
                return count;
            }

            private boolean fill() {
                if (next == batch.length && rows.hasNext()) {
                    batch = batch(rows);
                    next = 0;
                }
                return next < batch.length;
            }
        };
    }

    private static byte[] batch(Iterator<? extends TpchEntity> rows) {
        StringBuilder batch = new StringBuilder(BATCH_CHARACTERS);
        while (rows.hasNext() && batch.length() < BATCH_CHARACTERS) {
            String line = rows.next().toLine();
            batch.append(line, 0, line.length() - 1).append('\n');
        }
        return batch.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Loads a table, and closes the stream of its rows. */
    static void load(BenchDatabase database, TpchTable<?> table, double scale, String into) throws Exception {
        try (InputStream lines = lines(table, scale)) {
            database.copy("COPY " + into + " FROM STDIN (DELIMITER '|')", lines);
        } catch (IOException e) {
            throw new UncheckedIOException("loading " + into, e);
        }
    }
}
