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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Encodes rows of one schema as COPY takes them for one table; not for use by several threads. */
public final class CopyEncoder {

    private final CopyFormat format;
    private final TableName table;
    private final ZoneId zone;
    private final FieldEncoder[] fields;
    private final Supplier<KeyOrder> orders;
    private final @Nullable Predicate<Row> mark;
    private final Predicate<String> kept;

    private CopyEncoder(
            CopyFormat format,
            TableName table,
            ZoneId zone,
            FieldEncoder[] fields,
            Supplier<KeyOrder> orders,
            @Nullable Predicate<Row> mark,
            Predicate<String> kept) {
        this.format = format;
        this.table = table;
        this.zone = zone;
        this.fields = fields;
        this.orders = orders;
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
                () -> KeyOrder.of(
                        format,
                        names.stream()
                                .map(name -> table.column(name).orElseThrow())
                                .toList(),
                        key),
                null,
                name -> true);
    }

    /**
     * Begins each row with whether the row is marked. Of a marked row only some columns are encoded, the others become NULL
     * whatever the table says.
     */
    public CopyEncoder marking(Predicate<Row> marked, Predicate<String> columnsOfMarked) {
        return new CopyEncoder(format, table, zone, fields, orders, marked, columnsOfMarked);
    }

    CopyFormat format() {
        return format;
    }

    /** Of the rows of one stream, which tells it where {@link #encode} has added them. */
    KeyOrder newOrder() {
        return orders.get();
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
     * @return where the first of its columns begins
     * @throws RowError if a value cannot go into its column; the caller truncates the buffer
     */
    int encode(Row row, long number, CopyBuffer out) {
        return row.isTuple() ? addTuple(row, number, out) : encodeFields(row, number, out);
    }

    private int addTuple(Row row, long number, CopyBuffer out) {
        CopyFormat.BINARY.beginRow(out, fields.length + (number < 0 ? 0 : 1));
        if (number >= 0) {
            CopyFormat.BINARY.addNumber(out, number);
        }
        int columns = out.length();
        out.addPlain(
                row.bytes(), row.extent().start() + Short.BYTES, row.extent().length() - Short.BYTES);
        return columns;
    }

    private int encodeFields(Row row, long number, CopyBuffer out) {
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
        int columns = out.length();
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
        return columns;
    }
}
