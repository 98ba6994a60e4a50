package io.nightload.target.copy;

import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.target.table.TableInfo;
import java.time.ZoneId;
import java.util.List;

/** Encodes rows of one schema as lines of COPY's text format for one table; not for use by several threads. */
public final class CopyEncoder {

    private final FieldEncoder[] fields;

    /**
     * @param input of the rows that will come; the table has each of its columns
     * @param key the columns that must not be NULL, whatever the table says
     * @param zone for timestamps without an offset
     */
    public CopyEncoder(TableInfo table, Schema input, List<String> key, ZoneId zone) {
        this.fields = new FieldEncoder[input.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new FieldEncoder(i, input.column(i), table, key, zone);
        }
    }

    /**
     * Adds the row's values, separated by tabs.
     *
     * @throws RowError if a value cannot go into its column; the caller truncates the buffer
     */
    void encode(Row row, CopyBuffer out) {
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                out.add('\t');
            }
            fields[i].encode(row, out);
        }
    }
}
