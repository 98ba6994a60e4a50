package io.nightload.row;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a run of rows, in UTF-8, and where each of their fields lies in them.
 *
 * @param name what the rows were read from, as a person would name it: a file's path, a table's name
 * @param bytes the records as they were read; unescaped values may stand behind them
 * @param starts the offset in {@code bytes} of each field, row after row; for a field of kind ROWS the index of its first
 *     nested row
 * @param lengths the length in bytes of each field, or -1 where it is NULL; for a field of kind ROWS how many nested rows it
 *     has
 * @param nested by slot, for each column of kind ROWS
 * @param key by name, the slots of the columns that a row is found again by; empty where it is by its place in a file
 * @param tuples where each row is a tuple of COPY's binary format, with no fields that anyone but a server reads: what
 *     their keys are; otherwise null
 */
@SuppressWarnings("ArrayRecordComponent") // views share the arrays on purpose; blocks are never compared
public record Block(
        String name,
        byte[] bytes,
        int[] starts,
        int[] lengths,
        Map<Integer, Nested> nested,
        Map<String, Integer> key,
        @Nullable TupleKeys tuples) {

    /** A block of fields. */
    public Block(
            String name,
            byte[] bytes,
            int[] starts,
            int[] lengths,
            Map<Integer, Nested> nested,
            Map<String, Integer> key) {
        this(name, bytes, starts, lengths, nested, key, null);
    }

    /** A block without nested rows, of a file. */
    public Block(String name, byte[] bytes, int[] starts, int[] lengths) {
        this(name, bytes, starts, lengths, Map.of());
    }

    /** A block of a file. */
    public Block(String name, byte[] bytes, int[] starts, int[] lengths, Map<Integer, Nested> nested) {
        this(name, bytes, starts, lengths, nested, Map.of());
    }
}
