package io.nightload.source.json;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import io.nightload.source.file.DeclaredTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where each value of an object goes: a level for the object itself and one for each array of objects. */
final class Layout {

    private static final ColumnType BIGINT = ColumnType.parse("bigint");
    private static final ColumnType NUMERIC = ColumnType.parse("numeric");
    private static final ColumnType BOOLEAN = ColumnType.parse("boolean");
    private static final ColumnType JSON = ColumnType.parse("json");

    /** The block of the objects of one array, or of the records. */
    record Level(int width, Schema schema, Map<Integer, Integer> below) {}

    private record Declared(Located<String> name, JsonColumn column) {}

    private final Planning planning;
    private final DeclaredTypes types;
    private final Map<String, Declared> declared = new LinkedHashMap<>();
    private final Set<String> reached = new HashSet<>();
    private final List<Integer> widths = new ArrayList<>();
    private final List<Map<Integer, Integer>> below = new ArrayList<>();
    private final Map<Integer, Field.Columns> columns = new HashMap<>();
    private final Map<String, Field> root;

    Layout(Planning planning, Shape seen, Map<Located<String>, JsonColumn> declarations) {
        this.planning = planning;
        this.types = new DeclaredTypes(planning);
        declarations.forEach(this::declare);
        declared.keySet().forEach(path -> touch(seen, path));
        this.root = level(seen, "");
        requireReached();
    }

    private void declare(Located<String> name, JsonColumn column) {
        Located<String> from = column.from() == null ? name : column.from();
        Declared other = declared.putIfAbsent(from.value(), new Declared(name, column));
        if (other != null) {
            planning.problem(
                    from.position(),
                    "columns " + other.name().value() + " and " + name.value() + " both come from " + from.value()
                            + ": make the second one of the first with a set transform");
        }
    }

    /** A key that no object has yet can still be declared, and so can the objects around it. */
    private static void touch(Shape seen, String path) {
        int dot = seen.keys().containsKey(path) ? -1 : holder(seen, path);
        if (dot < 0) {
            seen.key(path);
        } else {
            touch(seen.holder(path.substring(0, dot)), path.substring(dot + 1));
        }
    }

    /** The dot behind the object's key: a key that was seen may have dots itself. -1 where there is none. */
    private static int holder(Shape seen, String path) {
        int dot = path.indexOf('.');
        for (int i = dot; i >= 0; i = path.indexOf('.', i + 1)) {
            if (seen.keys().containsKey(path.substring(0, i))) {
                return i;
            }
        }
        return dot;
    }

    private void requireReached() {
        declared.forEach((path, said) -> {
            if (!reached.contains(path)) {
                planning.problem(
                        said.name().position(),
                        path
                                + " lies in a key that columns: gives a type, and that is kept whole so: leave one of the two"
                                + " out");
            }
        });
    }

    private void noteDifference(String path, Shape shape, Field field) {
        ColumnType type = field.column().type();
        String taken = type.isNested() ? shape.kind().words() : type.name();
        shape.difference()
                .ifPresent(found -> planning.problems()
                        .note(
                                planning.position(),
                                path + " holds " + found.before().words() + " at first and "
                                        + found.now().words() + " in " + found.place() + ": it is taken as "
                                        + taken + ", unless columns: says otherwise"));
    }

    Schema schema() {
        return levels().get(0).schema();
    }

    Map<String, Field> root() {
        return root;
    }

    List<Level> levels() {
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < widths.size(); i++) {
            Field.Columns known = columns.get(i);
            levels.add(new Level(widths.get(i), known == null ? new Schema(List.of()) : known.schema(), below.get(i)));
        }
        return levels;
    }

    private Map<String, Field> level(Shape object, String prefix) {
        int level = widths.size();
        widths.add(0);
        below.add(new HashMap<>());
        Map<String, Field> fields = fields(object, prefix, level);
        columns.put(level, columns(fields));
        return fields;
    }

    private Map<String, Field> fields(Shape object, String prefix, int level) {
        Map<String, Field> fields = new LinkedHashMap<>();
        Map<String, String> keys = new HashMap<>();
        object.keys().forEach((key, shape) -> {
            Field field = field(key, shape, prefix + key, level);
            String other = keys.putIfAbsent(field.column().name(), key);
            if (other == null) {
                fields.put(key, field);
            } else {
                planning.problem("the keys " + other + " and " + key + " are both to be the column '"
                        + field.column().name() + "': call one of them by another name under columns:");
            }
        });
        return fields;
    }

    private Field field(String key, Shape shape, String path, int level) {
        int slot = widths.get(level);
        widths.set(level, slot + 1);
        Declared said = declared.get(path);
        reached.add(path);
        String name = said == null
                ? key
                : said.name().value().substring(said.name().value().lastIndexOf('.') + 1);
        if (said != null && (said.column().type() != null || shape.keys().isEmpty())) {
            return new Field(path, declared(name, said.column(), shape, slot), Map.of(), -1);
        }
        Field field = found(name, shape, path, level, slot);
        noteDifference(path, shape, field);
        return field;
    }

    private Field found(String name, Shape shape, String path, int level, int slot) {
        return switch (shape.kind()) {
            case OBJECT -> {
                Map<String, Field> fields = fields(shape, path + ".", level);
                yield new Field(path, column(name, ColumnType.row(columns(fields)), slot), fields, level);
            }
            case OBJECTS -> {
                int nested = widths.size();
                below.get(level).put(slot, nested);
                Map<String, Field> fields = level(shape, path + ".");
                yield new Field(path, column(name, ColumnType.rows(columns(fields)), slot), fields, nested);
            }
            default -> new Field(path, column(name, type(shape), slot), Map.of(), -1);
        };
    }

    private Column declared(String name, JsonColumn column, Shape shape, int slot) {
        ColumnType type = column.type() == null ? type(shape) : types.type(column.type());
        return new Column(name, type, types.format(column.format(), null, type), slot);
    }

    private Column column(String name, ColumnType type, int slot) {
        return new Column(name, type, TextFormat.in(planning.zone()), slot);
    }

    private static Field.Columns columns(Map<String, Field> fields) {
        Map<String, Column> columns = new LinkedHashMap<>();
        fields.values().forEach(field -> columns.put(field.column().name(), field.column()));
        return new Field.Columns(columns);
    }

    private static ColumnType type(Shape shape) {
        return switch (shape.kind()) {
            case BOOLEAN -> BOOLEAN;
            case WHOLE -> BIGINT;
            case NUMBER -> NUMERIC;
            case JSON -> JSON;
            default -> ColumnType.TEXT;
        };
    }
}
