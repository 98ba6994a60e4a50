package io.nightload.source.relation;

import io.nightload.row.ColumnType;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of a query on PostgreSQL. The server itself puts a domain's base type in the place of the domain; names that are
 * in no list, such as those of enums, are looked up in the catalogue.
 */
final class PostgresTypes {

    private static final String LOOK_UP = """
            SELECT pg_catalog.format_type(t.oid, NULL), t.typtype, pg_catalog.format_type(e.oid, NULL), e.typtype,
                   ARRAY(SELECT l.enumlabel::pg_catalog.text FROM pg_catalog.pg_enum l
                         WHERE l.enumtypid IN (t.oid, e.oid) ORDER BY l.enumsortorder)
            FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_type e ON e.typarray = t.oid
            WHERE t.oid = pg_catalog.to_regtype(?)
            """;

    /** What pgjdbc calls a column that numbers itself. */
    private static final Map<String, String> SERIALS =
            Map.of("smallserial", "smallint", "serial", "integer", "bigserial", "bigint");

    private static final int USUAL_FRACTION = 6;

    private final Connection connection;
    private final Map<String, ColumnType> found = new HashMap<>();

    PostgresTypes(Connection connection) {
        this.connection = connection;
    }

    /** With the driver held to text, the field's bytes are those that the server sent. */
    static FieldText text(ColumnType type) {
        if (type.kind() == ColumnType.Kind.BYTEA) {
            return (row, index) -> {
                String hex = row.getString(index);
                return hex == null ? null : hex.getBytes(StandardCharsets.ISO_8859_1);
            };
        }
        return ResultSet::getBytes;
    }

    ColumnType of(ResultSetMetaData metadata, int index) throws SQLException {
        String name = metadata.getColumnTypeName(index);
        boolean array = name.startsWith("_");
        String element = array ? name.substring(1) : SERIALS.getOrDefault(name, name);
        ColumnType known = ColumnType.fromCatalogue(element + modifiers(element, metadata, index));
        if (known.kind() != ColumnType.Kind.OTHER) {
            return array ? ColumnType.arrayOf(known) : known;
        }
        ColumnType type = found.get(name);
        if (type == null) {
            type = lookUp(name);
            found.put(name, type);
        }
        return type;
    }

    private static String modifiers(String type, ResultSetMetaData metadata, int index) throws SQLException {
        int precision = metadata.getPrecision(index);
        int scale = metadata.getScale(index);
        return switch (type) {
            case "numeric" -> precision > 0 ? "(" + precision + "," + signed(scale) + ")" : "";
            case "varchar", "bpchar" -> precision > 0 && precision < Integer.MAX_VALUE ? "(" + precision + ")" : "";
            case "time", "timestamp", "timestamptz" -> scale == USUAL_FRACTION ? "" : "(" + scale + ")";
            default -> "";
        };
    }

    /** The driver gives the eleven bits of a scale, from -1000 to 1000, without their sign. */
    private static int signed(int scale) {
        return scale << 21 >> 21;
    }

    private ColumnType lookUp(String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOOK_UP)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? type(row) : ColumnType.other(name);
            }
        }
    }

    private static ColumnType type(ResultSet row) throws SQLException {
        String name = row.getString(1);
        String element = row.getString(3);
        Array labels = row.getArray(5);
        List<String> words = Arrays.asList((String[]) labels.getArray());
        if (element == null) {
            return row.getString(2).equals("e") ? ColumnType.enumOf(name, words) : ColumnType.other(name);
        }
        return ColumnType.arrayOf(
                row.getString(4).equals("e") ? ColumnType.enumOf(element, words) : ColumnType.fromCatalogue(element));
    }
}
