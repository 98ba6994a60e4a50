package io.nightload.row;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One row: a view over its block's bytes, and the values that transforms computed.
 *
 * <p>A row that could not be read travels too, as one {@linkplain #rejected with an error} and without values, so that
 * a chunk of nothing but bad rows is still a chunk.
 */
public final class Row {

    private static final Object[] NOTHING = {};

    private final Schema schema;
    private final Block block;
    private final Extent extent;
    private final @Nullable Object[] computed;
    private final @Nullable RowError error;
    private final @Nullable Holder holder;

    /**
     * What a nested row lay in before it became a row itself.
     *
     * @param position among the nested rows of the other, from 1, or 0 where it stands for none
     */
    private record Holder(Row row, long position) {}

    /**
     * Where a row lies in its block.
     *
     * @param field the index in the block's arrays of its first field
     * @param start the offset in the block's bytes of its record
     * @param length of its record in bytes, without the line's end
     * @param line the line of the file that it begins on, from 1, or 0
     * @param offset the byte of the file that it begins at, or -1
     * @param weight the bytes that it keeps in memory, those of its nested rows included
     */
    public record Extent(int field, int start, int length, long line, long offset, int weight) {

        /** A row without nested rows. */
        public Extent(int field, int start, int length, long line, long offset) {
            this(field, start, length, line, offset, length);
        }
    }

    private Row(
            Schema schema,
            Block block,
            Extent extent,
            @Nullable Object[] computed,
            @Nullable RowError error,
            @Nullable Holder holder) {
        this.schema = schema;
        this.block = block;
        this.extent = extent;
        this.computed = computed;
        this.error = error;
        this.holder = holder;
    }

    public static Row of(Schema schema, Block block, Extent extent) {
        return new Row(schema, block, extent, NOTHING, null, null);
    }

    public static Row rejected(Schema schema, Block block, Extent extent, RowError error) {
        return new Row(schema, block, extent, NOTHING, error, null);
    }

    /** The same record seen through another schema, with these computed values at {@code ~slot}. */
    public Row with(Schema newSchema, @Nullable Object[] newComputed) {
        return new Row(newSchema, block, extent, newComputed, error, holder);
    }

    /**
     * The same nested row as a row of its own.
     *
     * @param outer that held it
     * @param position among that one's nested rows, from 1, or 0 where it stands for none
     */
    public Row unnested(Row outer, long position, Schema newSchema, @Nullable Object[] newComputed) {
        return new Row(newSchema, block, extent, newComputed, error, new Holder(outer, position));
    }

    /** The row that the source gave: itself, or the outermost of those that held it. */
    public Row record() {
        return holder == null ? this : holder.row().record();
    }

    /** Which nested row of its {@link #record} it is: the positions on the way to it, the outermost first; none of a record. */
    public List<Long> items() {
        if (holder == null) {
            return List.of();
        }
        List<Long> items = new ArrayList<>(holder.row().items());
        items.add(holder.position());
        return items;
    }

    public Schema schema() {
        return schema;
    }

    /** Why this row could not be read, or null for a good row. */
    public @Nullable RowError error() {
        return error;
    }

    /** The values that transforms computed, by {@code ~slot}. Not to be written to. */
    public @Nullable Object[] computed() {
        return computed;
    }

    /**
     * Whether it is a tuple of COPY's binary format, with the columns of its schema in their order: {@link #bytes} has it where its
     * {@link #extent} says, and there are no values to ask for.
     */
    public boolean isTuple() {
        return block.tuples() != null;
    }

    /** By name, the slots of the columns that it is found again by. */
    public Map<String, Integer> keySlots() {
        return block.key();
    }

    public boolean isNull(int column) {
        return isNull(schema.column(column));
    }

    /** Whether a column of this row, of its schema or beneath it, is NULL. */
    public boolean isNull(Column column) {
        int slot = column.slot();
        return slot < 0 ? computed[~slot] == null : block.lengths()[extent.field() + slot] < 0;
    }

    /** The value of a column, decoded now if it is still bytes; its class is what {@link ColumnType} says. */
    public @Nullable Object value(int column) {
        return value(schema.column(column));
    }

    /** The value of a column of the row's schema or beneath it. */
    public @Nullable Object value(Column column) {
        if (column.isComputed()) {
            return computed[~column.slot()];
        }
        if (isNull(column)) {
            return null;
        }
        int field = extent.field() + column.slot();
        try {
            return column.type().kind() == ColumnType.Kind.ROWS
                    ? rows(column)
                    : column.type().decode(bytes(), block.starts()[field], block.lengths()[field], column.format());
        } catch (RowError e) {
            throw new RowError(e.reason(), e.sqlState(), column.name());
        }
    }

    /** The nested rows of a column of kind ROWS, in order; none where it is NULL. Can be walked any number of times. */
    @SuppressWarnings("unchecked") // what is computed for such a column is nothing else
    public Iterable<Row> rows(Column column) {
        if (isNull(column)) {
            return List.of();
        }
        if (column.isComputed()) {
            return (Iterable<Row>) Objects.requireNonNull(computed[~column.slot()]);
        }
        Nested nested = block.nested().get(column.slot());
        if (nested == null) {
            throw new IllegalStateException(column.name() + " has no nested rows in " + block.name());
        }
        int field = extent.field() + column.slot();
        return nested.rows(block.starts()[field], block.lengths()[field]);
    }

    /** The bytes that {@link #start} and {@link #length} speak of; not to be written to. */
    public byte[] bytes() {
        return block.bytes();
    }

    /** Where the bytes of a column that is not computed begin. */
    public int start(Column column) {
        return block.starts()[extent.field() + column.slot()];
    }

    /** How many bytes a column that is not computed has, or -1 where it is NULL. */
    public int length(Column column) {
        return block.lengths()[extent.field() + column.slot()];
    }

    /** How many bytes it keeps in memory, its nested rows included: what a chunk's size is measured by. */
    public int size() {
        return extent.weight();
    }

    /** Where it lies, which is the same object whatever becomes of its columns. */
    public Extent extent() {
        return extent;
    }

    public Origin origin() {
        return new Origin(block.name(), extent.line(), extent.offset(), key());
    }

    private @Nullable String key() {
        @Nullable TupleKeys tuples = block.tuples();
        if (tuples != null) {
            return tuples.of(block.bytes(), extent.start());
        }
        if (block.key().isEmpty()) {
            return null;
        }
        StringJoiner key = new StringJoiner(", ");
        block.key().forEach((name, slot) -> key.add(name + " = " + text(slot)));
        return key.toString();
    }

    private String text(int slot) {
        int field = extent.field() + slot;
        int length = block.lengths()[field];
        return length < 0 ? "NULL" : new String(block.bytes(), block.starts()[field], length, StandardCharsets.UTF_8);
    }

    /** The record as it was read, for the rejects; bytes that are no UTF-8 become U+FFFD, NUL becomes U+2400. */
    public String raw() {
        return new String(block.bytes(), extent.start(), extent.length(), StandardCharsets.UTF_8)
                .replace('\0', '\u2400');
    }
}
