package io.nightload.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a row, in order. Two rows of one schema share the object. */
public final class Schema {

    private final List<Column> columns;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final @Nullable Structure beyond;

    /** @throws IllegalArgumentException if two columns have one name */
    public Schema(List<Column> columns) {
        this(columns, null);
    }

    /**
     * The columns of a row from which paths lead on.
     *
     * @param beyond what can be named beside the columns but is none of them: the associations of an entity
     */
    public Schema(List<Column> columns, @Nullable Structure beyond) {
        this.beyond = beyond;
        this.columns = List.copyOf(columns);
        for (int i = 0; i < columns.size(); i++) {
            if (indexes.put(columns.get(i).name(), i) != null) {
                throw new IllegalArgumentException("column " + columns.get(i).name() + " stands twice");
            }
        }
    }

    /** Other columns of the same row: what lies beyond the columns is what it was. */
    public Schema withColumns(List<Column> others) {
        return new Schema(others, beyond);
    }

    /** What can be named beside the columns, or null. */
    public @Nullable Structure beyond() {
        return beyond;
    }

    public List<Column> columns() {
        return columns;
    }

    public Column column(int index) {
        return columns.get(index);
    }

    public int size() {
        return columns.size();
    }

    /** The index of the column with this name, or -1. */
    public int indexOf(String name) {
        return indexes.getOrDefault(name, -1);
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** How many computed values a row of this schema carries. */
    public int computed() {
        int most = beyond == null ? 0 : beyond.computed();
        for (Column column : columns) {
            most = Math.max(most, column.isComputed() ? ~column.slot() + 1 : 0);
        }
        return most;
    }

    @Override
    public String toString() {
        return String.join(", ", names());
    }
}
