package io.nightload.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random tables, keys, NULLs, collations and directions: every row comes once, in the order that the server gives. */
@ExtendWith(TestDatabaseExtension.class)
class KeysetPropertyTest {

    private static final int TABLES = 8;

    /** A type, and values of it among which some are equal without being written alike. */
    private enum Domain {
        INT("int", "1", "2", "-7"),
        TEXT("text", "'a'", "'B'", "'b'", "'ä'", "''", "E'a\\nb'"),
        BYTES_ORDER("text COLLATE \"C\"", "'a'", "'B'", "'ä'"),
        NUMERIC("numeric", "1.0", "1.00", "'NaN'", "-3.5"),
        DOUBLE("double precision", "0.1", "'-Infinity'", "1e300", "'-0'", "0"),
        DATE("date", "'2026-01-01'", "'infinity'", "'0044-03-15 BC'"),
        TIMESTAMPTZ("timestamptz", "'2026-03-29 02:30+00'", "'2026-11-01 05:30+00'", "'2026-11-01 06:30+00'"),
        INTERVAL("interval", "'1 month'", "'30 days'", "'-1 day 2 hours'"),
        BOOLEAN("boolean", "true", "false"),
        CHAR("char(3)", "'a'", "'ab'"),
        BYTEA("bytea", "'\\x00ff'", "'abc'"),
        ARRAY("int[]", "'{1,NULL}'", "'{1}'");

        final String type;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        final List<String> values;

        Domain(String type, String... values) {
            this.type = type;
            this.values = List.of(values);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyRowComesOnceInOrder(long seed, TestDatabase database) throws Exception {
        Random random = new Random(seed);
        Reads reads = Reads.from(database);
        for (int table = 0; table < TABLES; table++) {
            String name = "public.\"Table " + table + "\"";
            List<String> key = makeTable(database, name, random);
            List<String> expected = database.query(
                    "SELECT id FROM " + name + " ORDER BY " + key.stream().collect(Collectors.joining(", ")));
            int page = 1 + random.nextInt(5);
            String how = random.nextBoolean() ? "paging" : "cursor";
            String options = "read: %s, fetch_size: %d, key: [%s] }"
                    .formatted(
                            how,
                            page,
                            key.stream().map(KeysetPropertyTest::yaml).collect(Collectors.joining(", ")));
            String direct = "table: { name: " + yaml(name) + ", columns: [id], " + options;
            String query = "query: { sql: " + yaml("SELECT * FROM " + name + " WHERE id > 0") + ", " + options;

            if (random.nextBoolean()) {
                database.execute("ANALYZE " + name);
            }
            assertThat(reads.rowsOfPartitions(direct, 2 + random.nextInt(4)).stream()
                            .flatMap(List::stream))
                    .as("partitions of " + direct)
                    .containsExactlyElementsOf(expected);
            assertThat(reads.rows(direct)).as(direct).isEqualTo(expected);
            assertThat(reads.rowsResuming(direct, page)).as(direct).isEqualTo(expected);
            assertThat(ids(reads.rowsResuming(query, page + 1))).as(query).isEqualTo(expected);
        }
    }

    /** Makes and fills it, and says by which key it is to be read. */
    private static List<String> makeTable(TestDatabase database, String name, Random random) {
        List<String> columns = new ArrayList<>(List.of("id int PRIMARY KEY"));
        List<String> key = new ArrayList<>(List.of("id" + (random.nextBoolean() ? " desc" : "")));
        List<Domain> domains = new ArrayList<>();
        List<Boolean> nullable = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Domain domain = Domain.values()[random.nextInt(Domain.values().length)];
            String column = "\"Col \"\" " + i + "\"";
            domains.add(domain);
            nullable.add(random.nextInt(3) > 0);
            columns.add(column + " " + domain.type + (nullable.get(nullable.size() - 1) ? "" : " NOT NULL"));
            key.add(column
                    + List.of("", " desc", " desc nulls last", " nulls first", " ASC")
                            .get(random.nextInt(5)));
        }
        Collections.shuffle(key, random);
        StringBuilder sql = new StringBuilder("CREATE TABLE " + name + " (" + String.join(", ", columns) + ");");
        for (int row = random.nextInt(40); row > 0; row--) {
            List<String> values = new ArrayList<>(List.of(String.valueOf(row)));
            for (int i = 0; i < domains.size(); i++) {
                boolean isNull = nullable.get(i) && random.nextInt(3) == 0;
                List<String> all = domains.get(i).values;
                values.add(isNull ? "NULL" : all.get(random.nextInt(all.size())));
            }
            sql.append("INSERT INTO " + name + " VALUES (" + String.join(", ", values) + ");");
        }
        database.execute(sql.toString());
        return key;
    }

    private static List<String> ids(List<String> rows) {
        return rows.stream().map(row -> row.split("\\|", 2)[0]).toList();
    }

    private static String yaml(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
