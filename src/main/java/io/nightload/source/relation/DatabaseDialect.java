package io.nightload.source.relation;

import io.nightload.row.ColumnType;
import io.nightload.row.RowError;
import io.nightload.row.TextFormat;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Set;

/**
 * How a database writes names, sorts NULLs and takes values.
 *
 * @param product as its driver calls it
 * @param quote what stands around a name
 * @param capitals whether a name without quotes is taken as if it were in capitals
 * @param small whether it is taken as if it were in small letters
 * @param nulls where NULLs stand in an order that does not say it
 */
public record DatabaseDialect(String product, String quote, boolean capitals, boolean small, Nulls nulls) {

    private static final Set<String> LIMITS = Set.of("PostgreSQL", "H2", "SQLite", "MySQL", "MariaDB");

    /** Where NULLs sort: as the greatest or least value, or at one end whatever the direction. */
    public enum Nulls {
        HIGH,
        LOW,
        START,
        END
    }

    public static DatabaseDialect of(DatabaseMetaData database) throws SQLException {
        Nulls nulls = database.nullsAreSortedHigh()
                ? Nulls.HIGH
                : database.nullsAreSortedAtEnd()
                        ? Nulls.END
                        : database.nullsAreSortedAtStart() ? Nulls.START : Nulls.LOW;
        return new DatabaseDialect(
                database.getDatabaseProductName(),
                database.getIdentifierQuoteString().strip(),
                database.storesUpperCaseIdentifiers(),
                database.storesLowerCaseIdentifiers(),
                nulls);
    }

    public boolean isPostgres() {
        return product.equals("PostgreSQL");
    }

    public String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** The name as the database keeps it when it is written without quotes. */
    String folded(String name) {
        return capitals ? name.toUpperCase(Locale.ROOT) : small ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** The name as jobs know it: one that the database folded to capitals is in small letters, as PostgreSQL would have it. */
    String outward(String name) {
        return capitals && name.equals(name.toUpperCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** Whether NULLs come last in an order that does not say it. */
    public boolean nullsLast(boolean descending) {
        return switch (nulls) {
            case HIGH -> !descending;
            case LOW -> descending;
            case START -> false;
            case END -> true;
        };
    }

    /** What stands behind a query of which no more rows are wanted than these. */
    public String first(int rows) {
        return LIMITS.contains(product) ? " LIMIT " + rows : " FETCH FIRST " + rows + " ROWS ONLY";
    }

    /** The fetch size by which the driver streams: MySQL's knows no other than one that means row by row. */
    public int fetchSize(int rows) {
        return product.equals("MySQL") ? Integer.MIN_VALUE : rows;
    }

    /**
     * Binds a value that is known by its text. PostgreSQL takes the text for whatever type its place has.
     *
     * @throws RowError if the text is no value of the type
     */
    public void bind(PreparedStatement statement, int index, ColumnType type, String text) throws SQLException {
        if (isPostgres()) {
            statement.setObject(index, text, Types.OTHER);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            statement.setObject(index, type.decode(bytes, 0, bytes.length, TextFormat.STANDARD));
        }
    }
}
