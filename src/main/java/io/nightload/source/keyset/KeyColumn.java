package io.nightload.source.keyset;

import io.nightload.source.relation.DatabaseDialect;
import io.nightload.source.relation.SourceColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One column of an order.
 *
 * @param sql the column's name in quotes
 * @param nullsLast whether NULLs stand behind all values
 * @param said whether the order has to say where NULLs stand
 */
public record KeyColumn(SourceColumn column, String sql, boolean descending, boolean nullsLast, boolean said) {

    static KeyColumn of(SourceColumn column, boolean descending, @Nullable Boolean nullsLast, DatabaseDialect dialect) {
        boolean usual = dialect.nullsLast(descending);
        boolean last = nullsLast == null ? usual : nullsLast;
        return new KeyColumn(column, dialect.quoted(column.label()), descending, last, last != usual);
    }

    /** As it stands behind ORDER BY, and in CREATE INDEX. */
    public String order() {
        return sql + direction();
    }

    private String direction() {
        return (descending ? " DESC" : "") + (said ? nullsLast ? " NULLS LAST" : " NULLS FIRST" : "");
    }

    String equal(@Nullable String value) {
        return sql + (value == null ? " IS NULL" : " = ?");
    }

    String beyond() {
        return descending ? " < " : " > ";
    }

    /** What lies behind a value, in order: the values and then the NULLs, or either of them, or nothing. */
    List<String> behind(@Nullable String value) {
        List<String> ranges = new ArrayList<>();
        if (value != null) {
            ranges.add(sql + beyond() + "?");
        }
        if (value != null && nullsLast && column.nullable()) {
            ranges.add(sql + " IS NULL");
        } else if (value == null && !nullsLast) {
            ranges.add(sql + " IS NOT NULL");
        }
        return ranges;
    }

    @Override
    public String toString() {
        return column.name() + direction().toLowerCase(Locale.ROOT);
    }
}
