package io.nightload.source.keyset;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.source.relation.DatabaseDialect;
import io.nightload.source.relation.SourceColumn;
import io.nightload.spec.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code key: [region, "created desc nulls last"]}; what is wrong goes into the planning's problems. */
public final class KeyReader {

    private static final Pattern ENTRY = Pattern.compile(
            "(?is)(?<name>.+?)(?:\\s+(?<direction>asc|desc))?(?:\\s+nulls\\s+(?<nulls>first|last))?\\s*");

    private final Planning planning;
    private final DatabaseDialect dialect;
    private final List<SourceColumn> columns;

    public KeyReader(Planning planning, DatabaseDialect dialect, List<SourceColumn> columns) {
        this.planning = planning;
        this.dialect = dialect;
        this.columns = columns;
    }

    public List<KeyColumn> read(List<Located<String>> entries) {
        List<KeyColumn> key = new ArrayList<>();
        for (Located<String> entry : entries) {
            read(entry).ifPresent(column -> {
                if (key.stream().anyMatch(other -> other.sql().equals(column.sql()))) {
                    planning.problem(
                            entry.position(), "key has " + column.column().name() + " twice");
                } else {
                    key.add(column);
                }
            });
        }
        return key;
    }

    /** Columns in their usual order. */
    public List<KeyColumn> ascending(List<String> names) {
        return names.stream()
                .flatMap(name -> find(name).stream())
                .map(column -> KeyColumn.of(column, false, null, dialect))
                .toList();
    }

    private Optional<KeyColumn> read(Located<String> entry) {
        Optional<SourceColumn> whole = find(entry.value());
        Matcher parts = ENTRY.matcher(entry.value().strip());
        if (whole.isPresent() || !parts.matches()) {
            return whole.map(column -> KeyColumn.of(column, false, null, dialect));
        }
        String name = unquoted(parts.group("name"));
        Optional<SourceColumn> column = find(name);
        if (column.isEmpty()) {
            planning.problem(
                    entry.position(),
                    "key: there is no column '" + name + "'"
                            + NearestWord.hint(
                                    name,
                                    columns.stream().map(SourceColumn::name).toList()));
        }
        String direction = parts.group("direction");
        boolean descending = direction != null && direction.equalsIgnoreCase("desc");
        return column.map(found -> KeyColumn.of(found, descending, nullsLast(parts.group("nulls")), dialect));
    }

    private static @Nullable Boolean nullsLast(@Nullable String nulls) {
        return nulls == null ? null : Boolean.valueOf(nulls.equalsIgnoreCase("last"));
    }

    private static String unquoted(String name) {
        return name.length() > 2 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }

    private Optional<SourceColumn> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
