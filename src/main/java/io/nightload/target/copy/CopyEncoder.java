package io.nightload.target.copy;

import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.target.table.TableInfo;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Encodes rows of one schema as COPY takes them for one table; not for use by several threads. */
public final class CopyEncoder {

    private final CopyFormat format;
    private final FieldEncoder[] fields;
    private final @Nullable Predicate<Row> mark;
    private final Predicate<String> kept;

    private CopyEncoder(
            CopyFormat format, FieldEncoder[] fields, @Nullable Predicate<Row> mark, Predicate<String> kept) {
        this.format = format;
        this.fields = fields;
        this.mark = mark;
        this.kept = kept;
    }

    /**
     * @param input of the rows that will come
     * @param names the columns that are encoded; rows and table have each of them
     * @param key the columns that must not be NULL, whatever the table says
     * @param zone for timestamps without an offset
     */
    public CopyEncoder(
            CopyFormat format, TableInfo table, Schema input, List<String> names, List<String> key, ZoneId zone) {
        this(
                format,
                names.stream()
                        .map(name -> new FieldEncoder(format, input.indexOf(name), input, table, key, zone))
                        .toArray(FieldEncoder[]::new),
                null,
                name -> true);
    }

    /**
     * Begins each row with whether the row is marked. Of a marked row only some columns are encoded, the others become NULL
     * whatever the table says.
     */
    public CopyEncoder marking(Predicate<Row> marked, Predicate<String> columnsOfMarked) {
        return new CopyEncoder(format, fields, marked, columnsOfMarked);
    }

    CopyFormat format() {
        return format;
    }

    /**
     * Adds the row.
     *
     * @param number its first value, or -1 where it has no number
     * @throws RowError if a value cannot go into its column; the caller truncates the buffer
     */
    void encode(Row row, long number, CopyBuffer out) {
        int before = (number < 0 ? 0 : 1) + (mark == null ? 0 : 1);
        format.beginRow(out, fields.length + before);
        if (number >= 0) {
            format.addNumber(out, number);
            format.separate(out);
        }
        boolean marked = mark != null && mark.test(row);
        if (mark != null) {
            format.addFlag(out, marked);
            format.separate(out);
        }
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                format.separate(out);
            }
            FieldEncoder field = fields[i];
            if (marked && !kept.test(field.name())) {
                field.encodeNull(out);
            } else {
                field.encode(row, out);
            }
        }
        format.endRow(out);
    }
}
