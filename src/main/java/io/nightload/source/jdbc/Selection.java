package io.nightload.source.jdbc;

import io.nightload.source.keyset.KeyColumn;
import io.nightload.source.reading.Reading;
import io.nightload.source.relation.DatabaseDialect;
import io.nightload.source.relation.FieldText;
import io.nightload.source.relation.SourceColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns that are asked for, and the slot of a row that each fills. What is needed to seek is asked for in any case; where
 * the schema does not have it, its slot lies behind the schema's.
 */
final class Selection {

    private final List<SourceColumn> columns = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();
    private final List<Integer> key = new ArrayList<>();
    private final int since;
    private int width;

    /** @param read the slots of the schema that something reads */
    Selection(Reading reading, Set<Integer> read) {
        width = reading.columns().size();
        for (int slot = 0; slot < reading.columns().size(); slot++) {
            if (read.contains(slot)) {
                columns.add(reading.columns().get(slot));
                slots.add(slot);
            }
        }
        if (reading.keyset() != null) {
            for (KeyColumn column : reading.keyset().columns()) {
                key.add(slot(column.column(), reading.columns()));
            }
        }
        since = reading.since() == null ? -1 : slot(reading.since().column(), reading.columns());
        if (columns.isEmpty()) {
            slot(reading.columns().get(0), reading.columns());
        }
    }

    private int slot(SourceColumn column, List<SourceColumn> schema) {
        int known = columns.indexOf(column);
        if (known >= 0) {
            return slots.get(known);
        }
        int slot = schema.contains(column) ? schema.indexOf(column) : width++;
        columns.add(column);
        slots.add(slot);
        return slot;
    }

    /** As it stands behind SELECT. */
    String sql(DatabaseDialect dialect) {
        return columns.stream().map(column -> dialect.quoted(column.label())).collect(Collectors.joining(", "));
    }

    /** How each column that is asked for is read, in the order of the select. */
    List<FieldText> texts() {
        return columns.stream().map(SourceColumn::text).toList();
    }

    /** The slot of each column that is asked for, in the same order. */
    int[] slots() {
        return slots.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The slots of the key's columns. */
    List<Integer> key() {
        return key;
    }

    /** The same by the columns' names, for people who look for a row. */
    Map<String, Integer> namedKey() {
        Map<String, Integer> named = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (key.contains(slots.get(i))) {
                named.put(columns.get(i).label(), slots.get(i));
            }
        }
        return named;
    }

    /** The slot of the column that grows, or -1. */
    int since() {
        return since;
    }

    /** How many slots a row has. */
    int width() {
        return width;
    }
}
