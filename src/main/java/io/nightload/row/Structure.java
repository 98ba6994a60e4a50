package io.nightload.row;

import java.util.List;
import java.util.Optional;

/**
 * What lies beneath a column of kind {@link ColumnType.Kind#ROW} or {@link ColumnType.Kind#ROWS}: an associated entity, a
 * nested object, a collection of either. It may be without end, as a graph is, so its columns are found by name.
 */
public interface Structure {

    /** The names of all columns that there are, in order. */
    List<String> names();

    /**
     * The names of those columns that are values of their own, in order: what is taken where nobody says which. Those that
     * hold rows are left out of it by a source that knows them without asking.
     */
    default List<String> values() {
        return names();
    }

    /** Whether paths through it have no end, as in a graph of entities: then nobody takes all of it. */
    default boolean isEndless() {
        return false;
    }

    /** How many computed values of a row its columns speak of, beside those of the row's schema. */
    default int computed() {
        return 0;
    }

    /**
     * The column of this name, case-sensitive. Asking for it is what makes the source read it: columns that were never asked
     * for have no slot. Beneath a ROW it lies in the block of the row that holds the ROW; beneath ROWS in the block of the
     * nested rows. The same column each time.
     */
    Optional<Column> column(String name);

    /** The columns whose values are there: of one without end those that were asked for. */
    default List<Column> asked() {
        return names().stream().flatMap(name -> column(name).stream()).toList();
    }
}
