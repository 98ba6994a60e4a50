package io.nightload.source.csv;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Schema;
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
    private final ColumnTypes types;

    Columns(Planning planning, Map<Located<String>, CsvColumn> declared) {
        this.planning = planning;
        this.declared = declared;
        this.types = new ColumnTypes(planning);
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
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int slot = 0; slot < names.size(); slot++) {
            add(columns, names.get(slot), called.get(names.get(slot)), slot);
        }
        return new Schema(List.copyOf(columns.values()));
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

    private void add(Map<String, Column> columns, String name, @Nullable Located<String> called, int slot) {
        CsvColumn column = called == null ? null : declared.get(called);
        String as = called == null ? name : called.value();
        ColumnType type = types.type(column);
        Column other = columns.putIfAbsent(as, new Column(as, type, types.format(column, type), slot));
        if (other != null && called != null) {
            planning.problem(
                    called.position(),
                    "column " + as + " comes from " + name + ", but the file has a column " + as
                            + " too: call one of them by another name");
        }
    }

    private static String missing(String name, String file, List<String> names) {
        return "column " + name + " is not in " + file + NearestWord.hint(name, names)
                + "; where the file calls a column otherwise, say so: " + name + ": { from: its name there }";
    }
}
