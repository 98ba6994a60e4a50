package io.nightload.target;

import io.nightload.row.Block;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows as a source would: texts in a block, the second row on line 3 of its file. */
public final class Rows {

    private final Schema schema;
    private final List<Row> rows = new ArrayList<>();

    private Rows(Schema schema) {
        this.schema = schema;
    }

    /** Of columns that are text. */
    public static Rows of(String... columns) {
        List<Column> all = new ArrayList<>();
        for (String name : columns) {
            all.add(new Column(name, ColumnType.TEXT, TextFormat.STANDARD, all.size()));
        }
        return new Rows(new Schema(all));
    }

    public static Rows of(Schema schema) {
        return new Rows(schema);
    }

    /** Those that a source has read. */
    static Rows of(Schema schema, List<Row> read) {
        Rows rows = new Rows(schema);
        rows.rows.addAll(read);
        return rows;
    }

    /** A row of these texts; null is NULL. */
    public Rows row(@Nullable String... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] starts = new int[values.length];
        int[] lengths = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            String value = values[i];
            byte[] text = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
            starts[i] = bytes.size();
            lengths[i] = value == null ? -1 : text.length;
            bytes.writeBytes(text);
        }
        Block block = new Block("data/test.csv", bytes.toByteArray(), starts, lengths);
        rows.add(Row.of(schema, block, new Row.Extent(0, 0, bytes.size(), rows.size() + 2, -1)));
        return this;
    }

    public Schema schema() {
        return schema;
    }

    public List<Row> list() {
        return List.copyOf(rows);
    }
}
