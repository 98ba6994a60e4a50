package io.nightload.part.kept;

import io.nightload.row.Column;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.row.Structure;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rows as JSON objects of the values that a step reads of them, each in PostgreSQL's text. */
public final class RowsAsJson implements KeptRows {

    /** Characters that a kept row may have. */
    static final int LARGEST = 16 << 20;

    private final Schema schema;
    private final Set<Integer> read;

    /**
     * @param schema of the source's rows
     * @param read the slots of those of its columns that the step reads
     */
    public RowsAsJson(Schema schema, Set<Integer> read) {
        this.schema = schema;
        this.read = Set.copyOf(read);
    }

    /** A row that is too large, or could not be read, comes as a text that is no JSON. */
    @Override
    public String keep(Row record) {
        return record.error() == null ? new JsonOfRow(columns()).write(record).orElseGet(record::raw) : record.raw();
    }

    @Override
    public Row read(String text, Origin origin) {
        try {
            return new RowOfJson(schema, columns(), origin).read(text);
        } catch (RowError e) {
            return Unreadable.row(schema, text, origin, e);
        }
    }

    /** Asked anew each time: what lies beneath a column is only known when the whole step is planned. */
    private List<Column> columns() {
        Structure beyond = schema.beyond();
        Stream<Column> others = beyond == null ? Stream.of() : beyond.asked().stream();
        return Stream.concat(schema.columns().stream().filter(this::isRead), others)
                .filter(column -> !column.isComputed())
                .toList();
    }

    private boolean isRead(Column column) {
        return read.contains(column.slot()) || !asked(column).isEmpty();
    }

    /** The columns beneath one that holds rows; none of any other. */
    static List<Column> asked(Column column) {
        Structure structure = column.type().structure();
        return structure == null
                ? List.of()
                : structure.asked().stream().filter(each -> !each.isComputed()).toList();
    }
}
