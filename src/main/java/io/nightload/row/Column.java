package io.nightload.row;

/**
 * One column of a {@link Schema}.
 *
 * @param name as expressions and targets name it, case-sensitive
 * @param type what its values are; {@link ColumnType#TEXT} for a file's column that nothing typed
 * @param format how the type is written in the source's bytes
 * @param slot where a row keeps it: the index of a field in the row's block, or, for a computed value at index
 *     {@code i}, the number {@code ~i}
 */
public record Column(String name, ColumnType type, TextFormat format, int slot) {

    public boolean isComputed() {
        return slot < 0;
    }
}
