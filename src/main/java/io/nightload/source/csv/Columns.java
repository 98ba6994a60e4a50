package io.nightload.source.csv;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import io.nightload.source.file.DeclaredTypes;
import io.nightload.spec.NearestWord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a schema of the names in a file and of what the job says of its columns. */
final class Columns {

    private final Planning planning;
    private final Map<Located<String>, CsvColumn> declared;
    private final DeclaredTypes types;

    Columns(Planning planning, Map<Located<String>, CsvColumn> declared) {
        this.planning = planning;
        this.declared = declared;
        this.types = new DeclaredTypes(planning);
    }

    /** The columns in the order of their names in the file, called as the job calls them. */
    Schema schema(List<String> names, String file) {
        Map<String, Located<String>> called = new HashMap<>();
        declared.forEach((name, column) -> {
            Located<String> from = column.from() == null ? name : column.from();
            Located<String> other = called.putIfAbsent(from.value(), name);
            if (!names.contains(from.value())) {
                planning.problem(from.position(), missing(from.value(), file, names));
            } else if (other != null) {
                planning.problem(
                        from.position(),
                        "columns " + other.value() + " and " + name.value() + " both come from " + from.value()
                                + ": make the second one of the first with a set transform");
            }
        });
        declared.keySet().forEach(name -> requireFree(name, names, called));
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int slot = 0; slot < names.size(); slot++) {
            Column column = column(names.get(slot), called.get(names.get(slot)), slot);
            columns.putIfAbsent(column.name(), column);
        }
        return new Schema(List.copyOf(columns.values()));
    }

    /** A name that the file has cannot be given to another column, unless its own goes by another too. */
    private void requireFree(Located<String> name, List<String> names, Map<String, Located<String>> called) {
        if (names.contains(name.value()) && !called.containsKey(name.value())) {
            planning.problem(
                    name.position(),
                    "column " + name.value() + " comes from another one, but the file has a column " + name.value()
                            + " too: call one of them by another name");
        }
    }

    /** The best guess where no file says what its columns are: those that the job declares. */
    Schema guess() {
        return schema(
                declared.entrySet().stream()
                        .map(e -> e.getValue().from() == null
                                ? e.getKey()
                                : e.getValue().from())
                        .map(Located::value)
                        .distinct()
                        .toList(),
                "");
    }

    private Column column(String name, @Nullable Located<String> called, int slot) {
        CsvColumn column = called == null ? null : declared.get(called);
        ColumnType type = types.type(column == null ? null : column.type());
        TextFormat format =
                column == null ? TextFormat.in(planning.zone()) : types.format(column.format(), column.decimal(), type);
        return new Column(called == null ? name : called.value(), type, format, slot);
    }

    private static String missing(String name, String file, List<String> names) {
        return "column " + name + " is not in " + file + NearestWord.hint(name, names)
                + "; where the file calls a column otherwise, say so: " + name + ": { from: its name there }";
    }
}
