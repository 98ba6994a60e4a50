package io.nightload.target.copy;

import io.nightload.row.Column;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import java.time.ZoneId;

/** Encodes rows of one schema as lines of COPY's text format for one table; not for use by several threads. */
final class CopyEncoder {

    private final FieldEncoder[] fields;

    CopyEncoder(WritePlan plan, ZoneId zone) {
        Schema input = plan.input();
        this.fields = new FieldEncoder[input.size()];
        for (int i = 0; i < fields.length; i++) {
            Column source = input.column(i);
            TargetColumn target = plan.table().column(source.name()).orElseThrow();
            fields[i] = new FieldEncoder(i, source, target, plan, zone);
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
