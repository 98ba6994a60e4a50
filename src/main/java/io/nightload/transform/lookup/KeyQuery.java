package io.nightload.transform.lookup;

import io.nightload.model.TableName;
import io.nightload.row.ColumnType;
import io.nightload.row.RowError;
import io.nightload.row.TextFormat;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one query for many keys. */
final class KeyQuery {

    private static final int FETCH = 5_000;
    private static final Set<ColumnType.Kind> TEXTS =
            EnumSet.of(ColumnType.Kind.TEXT, ColumnType.Kind.VARCHAR, ColumnType.Kind.CHAR, ColumnType.Kind.OTHER);

    private final Lookup lookup;
    private final TheirColumns columns;
    private final List<Lookup.Key> keys;
    private final TextFormat format;
    private final String sql;

    /** @param zone in which a day begins, and a time stands that names no offset */
    KeyQuery(Lookup lookup, TheirColumns columns, ZoneId zone) {
        this.format = TextFormat.in(zone);
        this.lookup = lookup;
        this.columns = columns;
        this.keys =
                Stream.concat(lookup.match().stream(), lookup.asOf().stream()).toList();
        this.sql = sql();
    }

    private String sql() {
        String arrays = keys.stream()
                .map(key -> "?::text[]::" + columns.typeName(key.theirs()) + "[]")
                .collect(Collectors.joining(", ", "unnest(", ")"));
        String names = IntStream.range(0, keys.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String sign = i < lookup.match().size() ? " = k.k" : " <= k.k";
            conditions.add("t." + TableName.quote(keys.get(i).theirs()) + sign + i);
        }
        String rank = lookup.asOf().isEmpty()
                ? "1"
                : "rank() OVER (PARTITION BY k.i ORDER BY t."
                        + TableName.quote(lookup.asOf().get(0).theirs()) + " DESC)";
        String taken = IntStream.range(0, lookup.take().size())
                .mapToObj(i -> ", t." + TableName.quote(lookup.take().get(i).theirs()) + "::text AS v" + i)
                .collect(Collectors.joining());
        return "SELECT * FROM (SELECT k.i, " + rank + " AS place" + taken + " FROM " + arrays
                + " WITH ORDINALITY AS k(" + names + ", i) JOIN "
                + lookup.from().sql() + " AS t ON "
                + String.join(" AND ", conditions) + ") AS found WHERE place = 1";
    }

    /**
     * Our values as the text of their columns.
     *
     * @throws RowError if one cannot be a value there
     */
    List<String> key(List<Object> values) {
        List<String> key = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ColumnType type = columns.type(keys.get(i).theirs());
            String text = ColumnType.write(values.get(i));
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            key.add(TEXTS.contains(type.kind()) ? text : type.canonical(utf8, 0, utf8.length, format));
        }
        return key;
    }

    /** What there is for these keys; none for those that are not there. */
    Map<List<String>, Found> ask(Connection connection, List<List<String>> wanted) throws SQLException {
        Map<List<String>, Found> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            int place = 1;
            for (int i = 0; i < keys.size(); i++) {
                int part = i;
                Object[] array = wanted.stream().map(key -> key.get(part)).toArray();
                statement.setArray(place++, connection.createArrayOf("text", array));
            }
            lookup.from().bind(statement, place, lookup.parameters());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<String> key = wanted.get((int) rows.getLong(1) - 1);
                    Found first = found.get(key);
                    found.put(key, first == null ? new Found(values(rows), false) : new Found(first.values(), true));
                }
            }
        }
        return found;
    }

    private @Nullable Object[] values(ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[lookup.take().size()];
        for (int i = 0; i < values.length; i++) {
            String text = row.getString(3 + i);
            if (text != null) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                ColumnType type = lookup.take().get(i).ours().type();
                values[i] = type.decode(utf8, 0, utf8.length, format);
            }
        }
        return values;
    }

    /** {@code country = DE, day <= 2026-11-20}. */
    String shown(List<String> key) {
        return IntStream.range(0, key.size())
                .mapToObj(i -> keys.get(i).theirs() + (i < lookup.match().size() ? " = " : " <= ") + key.get(i))
                .collect(Collectors.joining(", "));
    }

    /**
     * What there is for one key.
     *
     * @param several whether another row has the same key
     */
    @SuppressWarnings("ArrayRecordComponent") // copied into rows; never compared
    record Found(@Nullable Object[] values, boolean several) {}
}
