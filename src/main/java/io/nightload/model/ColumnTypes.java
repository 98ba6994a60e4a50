package io.nightload.model;

import io.nightload.row.ColumnType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The types of a table's columns as the catalogue tells them; a domain is its base type, an enum has its labels. */
public final class ColumnTypes {

    /**
     * Begins a query over the columns of {@code :table}: one row of {@code base} for each column and each domain on the way to
     * its base type. The modifier is that of the innermost domain that has one.
     */
    public static final String BASE = """
            WITH RECURSIVE base AS (
                SELECT a.attnum, a.atttypid AS type, a.atttypmod AS modifier, false AS required, false AS filled
                FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = :table AND a.attnum > 0 AND NOT a.attisdropped
              UNION ALL
                SELECT b.attnum, t.typbasetype, t.typtypmod, b.required OR t.typnotnull,
                       b.filled OR t.typdefault IS NOT NULL
                FROM base b JOIN pg_catalog.pg_type t ON t.oid = b.type AND t.typtype = 'd'
            )
            """;

    /** Joins {@link #BASE} to its columns, {@code a}, and their types, {@code t}. */
    public static final String FROM = """
            FROM base b
            JOIN pg_catalog.pg_attribute a ON a.attrelid = :table AND a.attnum = b.attnum
            JOIN pg_catalog.pg_type t ON t.oid = b.type AND t.typtype <> 'd'
            LEFT JOIN pg_catalog.pg_type e ON e.typarray = t.oid
            JOIN pg_catalog.pg_namespace n ON n.nspname = 'pg_catalog'
            """;

    /** What {@link #read} needs of each column. */
    public static final String SELECTED = """
            pg_catalog.format_type(t.oid, b.modifier) AS type,
            pg_catalog.format_type(e.oid, b.modifier) AS element,
            t.typtype, e.typtype AS element_typtype,
            t.typnamespace = n.oid AS built_in, e.typnamespace = n.oid AS element_built_in,
            ARRAY(SELECT l.enumlabel::pg_catalog.text FROM pg_catalog.pg_enum l
                  WHERE l.enumtypid IN (t.oid, e.oid) ORDER BY l.enumsortorder) AS labels
            """;

    private ColumnTypes() {}

    /** The type of the column that the row tells of. */
    public static ColumnType read(ResultSet row) throws SQLException {
        String name = row.getString("type");
        String element = row.getString("element");
        if (element != null) {
            ColumnType of = typeOf(
                    element,
                    row.getString("element_typtype"),
                    row.getBoolean("element_built_in"),
                    strings(row, "labels"));
            return of.kind() == ColumnType.Kind.OTHER ? typeOf(name, "b", false, List.of()) : ColumnType.arrayOf(of);
        }
        return typeOf(name, row.getString("typtype"), row.getBoolean("built_in"), strings(row, "labels"));
    }

    /** A type of one's own may be called {@code date}: its name says nothing. */
    private static ColumnType typeOf(String name, String typtype, boolean builtIn, List<String> labels) {
        if (typtype.equals("e")) {
            return ColumnType.enumOf(name, labels);
        }
        return builtIn ? ColumnType.fromCatalogue(name) : ColumnType.other(name);
    }

    static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
