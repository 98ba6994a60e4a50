package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.model.TableName;
import io.nightload.target.copy.CopyFormat;
import io.nightload.target.table.Catalogue;
import io.nightload.target.table.TableInfo;
import io.nightload.target.table.TargetColumn;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomRowsOfAllTypesAreTheSameInEachFormat(long seed, TestDatabase database) throws Exception {
        createTable(database, "own", "");
        createTable(database, "by_binary", "");
        createTable(database, "by_text", ", nested integer[]");
        List<List<@Nullable String>> rows = randomRows(new Random(seed));

        TableLoad binary = TableLoad.append(database.dataSource(), "s.by_binary");
        binary.load(rows(rows));
        TableLoad text = TableLoad.append(database.dataSource(), "s.by_text");
        text.load(nested(rows));
        loadByPostgres(database, rows);

        assertThat(format(database, "by_binary")).isEqualTo(CopyFormat.BINARY);
        assertThat(format(database, "by_text")).isEqualTo(CopyFormat.TEXT);
        assertThat(database.query(differing("by_binary"))).isEmpty();
        assertThat(database.query(differing("by_text"))).isEmpty();
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

    private static void createTable(TestDatabase database, String name, String more) throws Exception {
        List<String> columns = new ArrayList<>(List.of("n integer"));
        for (int i = 0; i < TYPES.size(); i++) {
            columns.add("c" + i + " " + TYPES.get(i));
        }
        database.execute("CREATE SCHEMA IF NOT EXISTS s; CREATE TABLE s." + name + " (" + String.join(", ", columns)
                + more + ")");
    }

    private static List<List<@Nullable String>> randomRows(Random random) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int n = 0; n < ROWS; n++) {
            List<@Nullable String> row = new ArrayList<>(List.of(Integer.toString(n)));
            TYPES.forEach(type -> row.add(RandomValues.of(type, random)));
            rows.add(row);
        }
        return rows;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("n"));
        for (int i = 0; i < TYPES.size(); i++) {
            names.add("c" + i);
        }
        return names;
    }

    private static Rows rows(List<List<@Nullable String>> all) {
        Rows rows = Rows.of(names().toArray(String[]::new));
        all.forEach(row -> rows.row(row.toArray(String[]::new)));
        return rows;
    }

    private static Rows nested(List<List<@Nullable String>> all) {
        List<String> names = names();
        names.add("nested");
        Rows rows = Rows.of(names.toArray(String[]::new));
        for (List<@Nullable String> row : all) {
            List<@Nullable String> more = new ArrayList<>(row);
            more.add("{{1,NULL},{3,4}}");
            rows.row(more.toArray(String[]::new));
        }
        return rows;
    }

    /** As a person would who knows COPY: rows that it cannot read are left out. */
    private static void loadByPostgres(TestDatabase database, List<List<@Nullable String>> rows) throws Exception {
        String lines = rows.stream()
                .map(row -> row.stream().map(FormatsAgreeTest::escaped).collect(Collectors.joining("\t", "", "\n")))
                .collect(Collectors.joining());
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET DateStyle TO 'ISO, YMD'; SET TimeZone TO '" + TableLoad.ZONE + "'");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY s.own FROM STDIN (ON_ERROR ignore)", new StringReader(lines));
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
    private static String differing(String table) {
        String cells = names().stream()
                .map(c -> ("CASE WHEN record_image_ne(ROW(a.%1$s), ROW(b.%1$s))"
                                + " AND (a.%1$s::text, b.%1$s::text) IS DISTINCT FROM ('NaN', 'NaN')"
                                + " THEN concat('%1$s: ', a.%1$s, ' not ', b.%1$s) END")
                        .formatted(c))
                .collect(Collectors.joining(", "));
        return "SELECT concat_ws(', ', " + cells + ") FROM s.own a FULL JOIN s." + table
                + " b ON a.n = b.n WHERE concat_ws('', " + cells + ") <> ''";
    }
}
