package io.nightload.row;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows in rows. A shape names columns in turn with a type's name, a shape for one nested row or a list of one shape for
 * many; a row's values are texts, maps and lists alike, or absent for NULL.
 */
public final class Nest implements Structure {

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Slots slots;

    private static final class Slots {
        private int used;
    }

    private Nest(Slots slots, Object... shape) {
        this.slots = slots;
        for (int i = 0; i < shape.length; i += 2) {
            String name = (String) shape[i];
            columns.put(name, new Column(name, type(shape[i + 1]), TextFormat.STANDARD, slots.used++));
        }
    }

    public static Nest of(Object... shape) {
        return new Nest(new Slots(), shape);
    }

    private ColumnType type(Object shape) {
        if (shape instanceof List<?> rows) {
            return ColumnType.rows(of((Object[]) rows.get(0)));
        }
        return shape instanceof Object[] row
                ? ColumnType.row(new Nest(slots, row))
                : ColumnType.fromCatalogue((String) shape);
    }

    @Override
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    @Override
    public Optional<Column> column(String name) {
        asked.add(name);
        return Optional.ofNullable(columns.get(name));
    }

    /** The names that were asked for. */
    public Set<String> askedNames() {
        return asked;
    }

    /** Of rows whose own columns are these; what is nested lies beyond them. */
    public Schema schema(String... own) {
        return new Schema(List.of(own).stream().map(columns::get).toList(), this);
    }

    public Schema schema() {
        return new Schema(List.copyOf(columns.values()));
    }

    /** Rows in one block. */
    public List<Row> rows(Schema schema, List<Map<String, Object>> rows) {
        int[] starts = new int[rows.size() * slots.used];
        int[] lengths = new int[starts.length];
        java.util.Arrays.fill(lengths, -1);
        Map<Integer, List<Map<String, Object>>> nested = new LinkedHashMap<>();
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            put(rows.get(i), i * slots.used, starts, lengths, bytes, nested);
        }
        Map<Integer, Nested> lists = new LinkedHashMap<>();
        collections().forEach((slot, shape) -> {
            List<Row> all = shape.rows(shape.schema(), nested.getOrDefault(slot, List.of()));
            lists.put(slot, (first, count) -> all.subList(first, first + count));
        });
        byte[] all = bytes.toString().getBytes(StandardCharsets.UTF_8);
        Block block = new Block("orders", all, starts, lengths, lists);
        List<Row> result = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            result.add(Row.of(schema, block, new Row.Extent(i * slots.used, 0, all.length, i + 1, i)));
        }
        return result;
    }

    private Map<Integer, Nest> collections() {
        Map<Integer, Nest> found = new LinkedHashMap<>();
        for (Column column : columns.values()) {
            if (column.type().kind() == ColumnType.Kind.ROWS) {
                found.put(column.slot(), (Nest) requireNonNull(column.type().structure()));
            } else if (column.type().kind() == ColumnType.Kind.ROW) {
                found.putAll(((Nest) requireNonNull(column.type().structure())).collections());
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private void put(
            Map<String, Object> row,
            int field,
            int[] starts,
            int[] lengths,
            StringBuilder bytes,
            Map<Integer, List<Map<String, Object>>> nested) {
        for (Column column : columns.values()) {
            @Nullable Object value = row.get(column.name());
            int at = field + column.slot();
            if (value instanceof List<?> list) {
                List<Map<String, Object>> all = nested.computeIfAbsent(column.slot(), slot -> new ArrayList<>());
                starts[at] = all.size();
                lengths[at] = list.size();
                all.addAll((List<Map<String, Object>>) list);
            } else if (value instanceof Map<?, ?> map) {
                lengths[at] = 0;
                ((Nest) requireNonNull(column.type().structure()))
                        .put((Map<String, Object>) map, field, starts, lengths, bytes, nested);
            } else if (value != null) {
                starts[at] = bytes.toString().getBytes(StandardCharsets.UTF_8).length;
                lengths[at] = value.toString().getBytes(StandardCharsets.UTF_8).length;
                bytes.append(value);
            }
        }
    }
}
