package io.nightload.source.relation;

import io.nightload.row.ColumnType;
import io.nightload.row.ColumnType.Kind;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of JDBC, as those of PostgreSQL that hold all of their values. What has no counterpart is text. */
final class JdbcTypes {

    private static final int MAX_NUMERIC = 1000;

    private JdbcTypes() {}

    static ColumnType of(ResultSetMetaData metadata, int index) throws SQLException {
        return ColumnType.parse(
                switch (metadata.getColumnType(index)) {
                    case Types.BIT, Types.BOOLEAN -> "boolean";
                    case Types.TINYINT, Types.SMALLINT -> metadata.isSigned(index) ? "smallint" : "integer";
                    case Types.INTEGER -> metadata.isSigned(index) ? "integer" : "bigint";
                    case Types.BIGINT -> metadata.isSigned(index) ? "bigint" : "numeric(20,0)";
                    case Types.NUMERIC, Types.DECIMAL -> numeric(metadata, index);
                    case Types.REAL -> "real";
                    case Types.FLOAT, Types.DOUBLE -> "double precision";
                    case Types.DATE -> "date";
                    case Types.TIME -> "time";
                    case Types.TIMESTAMP -> "timestamp";
                    case Types.TIMESTAMP_WITH_TIMEZONE -> "timestamptz";
                    case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> "bytea";
                    default -> named(metadata.getColumnTypeName(index));
                });
    }

    private static String numeric(ResultSetMetaData metadata, int index) throws SQLException {
        int precision = metadata.getPrecision(index);
        int scale = metadata.getScale(index);
        boolean known = precision > 0 && precision <= MAX_NUMERIC && scale >= 0 && scale <= precision;
        return known ? "numeric(" + precision + "," + scale + ")" : "numeric";
    }

    private static String named(@Nullable String name) {
        return name == null
                ? "text"
                : switch (name.toLowerCase(Locale.ROOT)) {
                    case "uuid" -> "uuid";
                    case "json" -> "json";
                    default -> "text";
                };
    }

    static FieldText text(ColumnType type) {
        return (row, index) -> {
            @Nullable Object value = value(row, index, type.kind());
            return value == null ? null : ColumnType.write(value).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static @Nullable Object value(ResultSet row, int index, Kind kind) throws SQLException {
        return switch (kind) {
            case BOOLEAN -> orNull(row, row.getBoolean(index));
            case NUMERIC -> row.getBigDecimal(index);
            case REAL -> orNull(row, row.getFloat(index));
            case DOUBLE -> orNull(row, row.getDouble(index));
            case DATE -> row.getObject(index, LocalDate.class);
            case TIME -> row.getObject(index, LocalTime.class);
            case TIMESTAMP -> row.getObject(index, LocalDateTime.class);
            case TIMESTAMPTZ -> row.getObject(index, OffsetDateTime.class);
            case BYTEA -> row.getBytes(index);
            default -> row.getString(index);
        };
    }

    private static @Nullable Object orNull(ResultSet row, Object value) throws SQLException {
        return row.wasNull() ? null : value;
    }
}
