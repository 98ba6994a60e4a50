package io.nightload.target.copy;

import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.target.table.TableInfo;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Encodes rows of one schema as lines of COPY's text format for one table; not for use by several threads. */
public final class CopyEncoder {

    private final List<FieldEncoder> fields;
    private final @Nullable Predicate<Row> mark;
    private final Predicate<String> kept;

    private CopyEncoder(List<FieldEncoder> fields, @Nullable Predicate<Row> mark, Predicate<String> kept) {
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
    public CopyEncoder(TableInfo table, Schema input, List<String> names, List<String> key, ZoneId zone) {
        this(
                names.stream()
                        .map(name -> new FieldEncoder(input.indexOf(name), input, table, key, zone))
                        .toList(),
                null,
                name -> true);
    }

    /**
     * Begins each line with whether the row is marked. Of a marked row only some columns are encoded, the others become NULL
     * whatever the table says.
     */
    public CopyEncoder marking(Predicate<Row> marked, Predicate<String> columnsOfMarked) {
        return new CopyEncoder(fields, marked, columnsOfMarked);
    }

    /**
     * Adds the row's values, separated by tabs.
     *
     * @throws RowError if a value cannot go into its column; the caller truncates the buffer
     */
    void encode(Row row, CopyBuffer out) {
        boolean marked = mark != null && mark.test(row);
        if (mark != null) {
            out.add(marked ? 't' : 'f');
            out.add('\t');
        }
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.add('\t');
            }
            FieldEncoder field = fields.get(i);
            if (marked && !kept.test(field.name())) {
                out.addNull();
            } else {
                field.encode(row, out);
            }
        }
    }
}
