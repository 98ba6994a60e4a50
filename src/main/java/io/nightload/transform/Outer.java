package io.nightload.transform;

import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Schema;
import io.nightload.row.Structure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What lies beyond a row that {@code unnest} made: what lies beneath the nested row, and what lay beyond the one that held
 * it, which is the first of the computed values. Its other collections are no longer to be seen.
 */
record Outer(Schema input, Structure nested) implements Structure {

    /** How many values are computed before those of {@code unnest} itself. */
    static int computed(Schema input) {
        return 1 + input.computed();
    }

    /** The place of a computed column, or of one that leads to a row, among the values of a nested row. */
    static Column shifted(Column column) {
        int slot = column.isComputed() ? column.slot() - 1 : ~0;
        return new Column(column.name(), column.type(), column.format(), slot);
    }

    @Override
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>(nested.names());
        Structure beyond = input.beyond();
        names.addAll(beyond == null ? List.of() : beyond.names());
        return List.copyOf(names);
    }

    @Override
    public Optional<Column> column(String name) {
        Structure beyond = input.beyond();
        if (beyond == null || nested.names().contains(name)) {
            return nested.column(name);
        }
        return beyond.column(name)
                .filter(column -> column.isComputed() || column.type().kind() == ColumnType.Kind.ROW)
                .map(Outer::shifted);
    }

    @Override
    public int computed() {
        return computed(input);
    }
}
