package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.model.TableName;
import io.nightload.target.copy.CopyFormat;
import io.nightload.target.table.Catalogue;
import io.nightload.target.table.TableInfo;
import io.nightload.target.table.TargetColumn;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Rows sent as binary, rows sent as text, and rows that PostgreSQL reads itself are the same rows. */
@ExtendWith(TestDatabaseExtension.class)
class FormatsAgreeTest {

    private static final int ROWS = 600;
    private static final List<String> TYPES = RandomValues.types();

    /** Of arrays, which make a table one that is sent as text. */
    private static final List<String> ELEMENTS =
            List.of("integer", "numeric(12,2)", "timestamptz", "uuid", "bytea", "json", "text", "varchar(8)");

    private static final List<String> PLAIN_NAMES = names("c", TYPES.size());
    private static final List<String> ARRAY_NAMES = names("a", ELEMENTS.size());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomRowsOfAllTypesAreTheSameInEachFormat(long seed, TestDatabase database) throws Exception {
        database.assumeServer(17); // older ones have no COPY that goes on behind a bad row, and read fewer texts
        createTable(database, "own", columns() + arrays());
        createTable(database, "by_binary", columns());
        createTable(database, "by_text", columns() + arrays());
        List<List<@Nullable String>> rows = randomRows(new Random(seed));

        TableLoad binary = TableLoad.append(database.dataSource(), "s.by_binary");
        binary.load(rows(PLAIN_NAMES, rows));
        TableLoad text = TableLoad.append(database.dataSource(), "s.by_text");
        text.load(rows(allNames(), rows));
        loadByPostgres(database, rows);

        assertThat(format(database, "by_binary")).isEqualTo(CopyFormat.BINARY);
        assertThat(format(database, "by_text")).isEqualTo(CopyFormat.TEXT);
        assertThat(database.query(differing("by_binary", PLAIN_NAMES))).isEmpty();
        assertThat(database.query(differing("by_text", allNames()))).isEmpty();
        assertThat(database.query("SELECT count(*) > 100 AND count(*) < 600 FROM s.own"))
                .containsExactly("t");
        assertThat(binary.rejects).isEqualTo(text.rejects);
    }

    @Test
    void aZeroByteIsRejectedInEitherFormat(TestDatabase database) throws Exception {
        database.execute(
                "CREATE SCHEMA s; CREATE TABLE s.by_binary (v text); CREATE TABLE s.by_text (v text, n integer[])");
        TableLoad binary = TableLoad.append(database.dataSource(), "s.by_binary");
        TableLoad text = TableLoad.append(database.dataSource(), "s.by_text");

        binary.load(Rows.of("v")
                .row("good")
                .row("long enough\0for a word")
                .row("b\0d")
                .row(""));
        text.load(Rows.of("v", "n")
                .row("good", "{{1}}")
                .row("long enough\0for a word", "{}")
                .row("b\0d", null)
                .row("", null));

        assertThat(database.query("SELECT v FROM s.by_binary ORDER BY v")).containsExactly("", "good");
        assertThat(database.query("SELECT v FROM s.by_text ORDER BY v")).containsExactly("", "good");
        assertThat(binary.rejects).hasSize(2).isEqualTo(text.rejects);
    }

    static void createTable(TestDatabase database, String name, String columns) throws Exception {
        database.execute("CREATE SCHEMA IF NOT EXISTS s; CREATE TABLE s." + name + " (n integer" + columns + ")");
    }

    static String columns() {
        return IntStream.range(0, TYPES.size())
                .mapToObj(i -> ", c" + i + " " + TYPES.get(i))
                .collect(Collectors.joining());
    }

    static String arrays() {
        return IntStream.range(0, ELEMENTS.size())
                .mapToObj(i -> ", a" + i + " " + ELEMENTS.get(i) + "[]")
                .collect(Collectors.joining());
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    static List<String> allNames() {
        return Stream.concat(PLAIN_NAMES.stream(), ARRAY_NAMES.stream()).toList();
    }

    /** A number, the values of each type, and the arrays. */
    static List<List<@Nullable String>> randomRows(Random random) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int n = 0; n < ROWS; n++) {
            List<@Nullable String> row = new ArrayList<>(List.of(Integer.toString(n)));
            TYPES.forEach(type -> row.add(RandomValues.of(type, random)));
            ELEMENTS.forEach(element -> row.add(RandomValues.array(element, random)));
            rows.add(row);
        }
        return rows;
    }

    /** The first values of each row. */
    private static Rows rows(List<String> names, List<List<@Nullable String>> all) {
        Rows rows = Rows.of(Stream.concat(Stream.of("n"), names.stream()).toArray(String[]::new));
        all.forEach(row -> rows.row(row.subList(0, names.size() + 1).toArray(String[]::new)));
        return rows;
    }

    /** As a person would who knows COPY: rows that it cannot read are left out. */
    static void loadByPostgres(TestDatabase database, List<List<@Nullable String>> rows) throws Exception {
        String lines = rows.stream()
                .map(row -> row.stream().map(FormatsAgreeTest::escaped).collect(Collectors.joining("\t", "", "\n")))
                .collect(Collectors.joining());
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET DateStyle TO 'ISO, YMD'; SET TimeZone TO '" + TableLoad.ZONE + "'");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY s.own FROM STDIN (ON_ERROR ignore)",
                            new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String escaped(@Nullable String value) {
        return value == null
                ? "\\N"
                : value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }

    private static CopyFormat format(TestDatabase database, String table) {
        TableInfo info = new Catalogue(database.dataSource())
                .find(new TableName("s", table))
                .orElseThrow();
        return CopyFormat.of(info.columns().stream().map(TargetColumn::type).toList());
    }

    /** What is in one table only, or not the same to the last byte; of NaN there are several. */
    static String differing(String table, List<String> names) {
        String cells = names.stream()
                .map(c -> ("CASE WHEN record_image_ne(ROW(a.%1$s), ROW(b.%1$s))"
                                + " AND (a.%1$s::text, b.%1$s::text) IS DISTINCT FROM ('NaN', 'NaN')"
                                + " THEN concat('%1$s: ', a.%1$s, ' not ', b.%1$s) END")
                        .formatted(c))
                .collect(Collectors.joining(", "));
        return "SELECT concat_ws(', ', " + cells + ") FROM s.own a FULL JOIN s." + table
                + " b ON a.n = b.n WHERE concat_ws('', " + cells + ") <> ''";
    }
}
