package io.nightload.source.json;

import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Schema;
import io.nightload.row.Structure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the value of one key goes.
 *
 * @param path as a person would name it
 * @param fields of a nested object, or of those in an array
 * @param level of those in an array: the block in which they lie
 */
record Field(String path, Column column, Map<String, Field> fields, int level) {

    ColumnType.Kind kind() {
        return column.type().kind();
    }

    /**
     * The columns of one object.
     *
     * @param columns by name
     */
    record Columns(Map<String, Column> columns) implements Structure {

        Schema schema() {
            return new Schema(List.copyOf(columns.values()));
        }

        @Override
        public List<String> names() {
            return List.copyOf(columns.keySet());
        }

        @Override
        public List<String> values() {
            return columns.values().stream()
                    .filter(column -> !column.type().isNested())
                    .map(Column::name)
                    .toList();
        }

        @Override
        public Optional<Column> column(String name) {
            return Optional.ofNullable(columns.get(name));
        }
    }
}
