package io.nightload.target.copy;

import io.nightload.model.TableName;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.target.table.TableInfo;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Encodes rows of one schema as COPY takes them for one table; not for use by several threads. */
public final class CopyEncoder {

    private final CopyFormat format;
    private final TableName table;
    private final ZoneId zone;
    private final FieldEncoder[] fields;
    private final @Nullable Predicate<Row> mark;
    private final Predicate<String> kept;

    private CopyEncoder(
            CopyFormat format,
            TableName table,
            ZoneId zone,
            FieldEncoder[] fields,
            @Nullable Predicate<Row> mark,
            Predicate<String> kept) {
        this.format = format;
        this.table = table;
        this.zone = zone;
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
                table.name(),
                zone,
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
        return new CopyEncoder(format, table, zone, fields, marked, columnsOfMarked);
    }

    CopyFormat format() {
        return format;
    }

    /** For timestamps without an offset. */
    public ZoneId zone() {
        return zone;
    }

    /**
     * In which a row like this one is sent.
     *
     * @throws ColumnsChangedException if it is a tuple, and of other columns
     */
    CopyFormat format(Row row) {
        if (!row.isTuple()) {
            return format;
        }
        if (!Arrays.stream(fields).allMatch(FieldEncoder::takesTuples)) {
            throw new ColumnsChangedException(table);
        }
        return CopyFormat.BINARY;
    }

    /**
     * Adds the row. Of a tuple the fields are taken for those that are encoded, in their order; it is never marked.
     *
     * @param number its first value, or -1 where it has no number
     * @throws RowError if a value cannot go into its column; the caller truncates the buffer
     */
    void encode(Row row, long number, CopyBuffer out) {
        if (row.isTuple()) {
            addTuple(row, number, out);
        } else {
            encodeFields(row, number, out);
        }
    }

    private void addTuple(Row row, long number, CopyBuffer out) {
        int start = row.extent().start();
        int length = row.extent().length();
        if (number < 0) {
            out.addPlain(row.bytes(), start, length);
        } else {
            CopyFormat.BINARY.beginRow(out, fields.length + 1);
            CopyFormat.BINARY.addNumber(out, number);
            out.addPlain(row.bytes(), start + Short.BYTES, length - Short.BYTES);
        }
    }

    private void encodeFields(Row row, long number, CopyBuffer out) {
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
