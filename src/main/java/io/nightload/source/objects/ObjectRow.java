package io.nightload.source.objects;

import io.nightload.entity.EntityType.Property;
import io.nightload.entity.EntityType.Way;
import io.nightload.row.Block;
import io.nightload.row.ColumnType;
import io.nightload.row.Nested;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of one place are made of: the values that were asked for of its objects and of those that they refer to, and the rows
 * beneath them. It grows while expressions are planned.
 */
final class ObjectRow {

    private final String name;
    private final List<Cell> cells = new ArrayList<>();
    private final List<Rows> rows = new ArrayList<>();
    private final Map<String, Integer> key = new LinkedHashMap<>();
    private int width;

    /** A value, or whether there is an object, of what stands along a way from the row's own object. */
    private record Cell(List<Way> way, @Nullable Property property, int slot) {}

    private record Rows(List<Way> way, Way last, ObjectRow beneath, int slot) {}

    /** @param name of the entity, for people */
    ObjectRow(String name) {
        this.name = name;
    }

    int allot() {
        return width++;
    }

    /** Lets a person find a row again by the value in this slot. */
    void key(String column, int slot) {
        key.put(column, slot);
    }

    /** Puts a value into the row, or with no property whether anything stands there. */
    void value(List<Way> way, @Nullable Property property, int slot) {
        cells.add(new Cell(List.copyOf(way), property, slot));
    }

    void rows(List<Way> way, Way last, ObjectRow beneath, int slot) {
        rows.add(new Rows(List.copyOf(way), last, beneath, slot));
    }

    /** @param weight in bytes, beside its own */
    Row of(Object object, Schema schema, int weight) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] starts = new int[width];
        int[] lengths = new int[width];
        Arrays.fill(lengths, -1);
        for (Cell cell : cells) {
            @Nullable Object holder = walk(object, cell.way());
            Property property = cell.property();
            @Nullable
            Object value = holder == null || property == null
                    ? holder
                    : property.read().apply(holder);
            if (value != null) {
                byte[] text = property == null ? new byte[0] : text(value);
                starts[cell.slot()] = bytes.size();
                lengths[cell.slot()] = text.length;
                bytes.writeBytes(text);
                bytes.write('\t');
            }
        }
        Map<Integer, Nested> nested = nested(object, lengths);
        Block block = new Block(name, bytes.toByteArray(), starts, lengths, nested, key);
        int length = Math.max(0, bytes.size() - 1);
        return Row.of(schema, block, new Row.Extent(0, 0, length, 0, -1, length + weight));
    }

    private static byte[] text(Object value) {
        return ColumnType.write(value).getBytes(StandardCharsets.UTF_8);
    }

    private Map<Integer, Nested> nested(Object object, int[] lengths) {
        Map<Integer, Nested> nested = new HashMap<>();
        for (Rows each : rows) {
            @Nullable Object holder = walk(object, each.way());
            if (holder != null) {
                Collection<?> objects = each.last().objects(holder);
                lengths[each.slot()] = objects.size();
                nested.put(each.slot(), (first, count) -> each.beneath().rows(objects));
            }
        }
        return nested;
    }

    private List<Row> rows(Collection<?> objects) {
        Schema schema = new Schema(List.of());
        List<Row> all = new ArrayList<>(objects.size());
        objects.forEach(object -> all.add(of(object, schema, 0)));
        return all;
    }

    private static @Nullable Object walk(Object object, List<Way> ways) {
        @Nullable Object at = object;
        for (Way way : ways) {
            at = at == null ? null : way.objects(at).stream().findFirst().orElse(null);
        }
        return at;
    }
}
