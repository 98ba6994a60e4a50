package io.nightload.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Source;
import io.nightload.row.Column;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

@ExtendWith(TestDatabaseExtension.class)
class TableSourceTest {

    private TestDatabase database;
    private Reads reads;

    @BeforeEach
    void opens(TestDatabase opened) {
        database = opened;
        reads = Reads.from(opened);
        database.execute("CREATE SCHEMA shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paging", "cursor"})
    void valuesComeInTheirCanonicalTextWhateverTheSession(String read) throws Exception {
        database.execute("""
                CREATE TYPE shop.mood AS ENUM ('so so', 'good');
                CREATE DOMAIN shop.price AS numeric(9,2);
                CREATE TABLE shop.all_types (id int PRIMARY KEY, b boolean, n shop.price, f float8, d date, ts timestamptz(3),
                  i interval, y bytea, j jsonb, u uuid, m shop.mood, a int[], v varchar(5), t time, e shop.mood[]);
                INSERT INTO shop.all_types SELECT n, true, 1.5, 0.1::float8 + 0.2, '2026-02-01', '2026-11-21 12:00:00.5+00',
                  INTERVAL '-1' DAY + INTERVAL '2' HOUR, '\\x00ff', '{"a": 1}', '00000000-0000-0000-0000-000000000001', 'so so', '{1,NULL}', 'ä|b',
                  '24:00', '{good}' FROM generate_series(1, 20) n""");
        Source.Plan plan = reads.plan("table: { name: shop.all_types, fetch_size: 2, key: [id], read: " + read + " }");

        assertThat(reads.rows(plan))
                .isEqualTo(IntStream.rangeClosed(1, 20)
                        .mapToObj(id -> id + "|t|1.50|0.30000000000000004|2026-02-01|2026-11-21 07:00:00.5-05"
                                + "|-1 days +02:00:00|\\x00ff|{\"a\": 1}|00000000-0000-0000-0000-000000000001|so so|{1,NULL}"
                                + "|ä|b|24:00:00|{good}")
                        .toList());
        assertThat(plan.schema().columns().stream().map(c -> c.type().name()))
                .containsExactly(
                        "integer",
                        "boolean",
                        "numeric(9,2)",
                        "double precision",
                        "date",
                        "timestamp(3) with time zone",
                        "interval",
                        "bytea",
                        "jsonb",
                        "uuid",
                        "shop.mood",
                        "integer[]",
                        "character varying(5)",
                        "time without time zone",
                        "shop.mood[]");
    }

    @Test
    void aNumberMayBeRoundedBeforeThePoint() throws Exception {
        database.assumeServer(15);
        database.execute("CREATE TABLE shop.n (n numeric(6,-2), a numeric(3,-1000)[]);"
                + " INSERT INTO shop.n VALUES (12345, NULL)");
        Source.Plan plan = reads.plan("table: shop.n");

        assertThat(reads.rows(plan)).containsExactly("12300|");
        assertThat(plan.schema().columns().stream().map(c -> c.type().name()))
                .containsExactly("numeric(6,-2)", "numeric(3,-1000)[]");
    }

    @Test
    void aTableWithAPrimaryKeyIsReadInItsOrderPageByPage() {
        database.execute("CREATE TABLE shop.o (b int, a int, PRIMARY KEY (a, b))");

        assertThat(reads.plan("table: shop.o").description()).isEqualTo("shop.o by key a, b");
    }

    @Test
    void aRowIsFoundAgainByItsKeyEvenWhereNothingReadsIt() throws Exception {
        database.execute("CREATE TABLE shop.o (b int, \"A b\" text, c int, PRIMARY KEY (b, \"A b\"));"
                + " INSERT INTO shop.o VALUES (1, 'x', 7)");
        Source.Plan plan = reads.plan("table: shop.o").reading(Set.of(2));
        ItemStreamReader<Row> reader = reads.reader(plan);

        reader.open(new ExecutionContext());

        assertThat(Objects.requireNonNull(reader.read()).origin())
                .isEqualTo(new Origin("shop.o", 0, -1, "b = 1, A b = x"));
        reader.close();
    }

    @Test
    void aTableWithoutAKeyIsReadByACursorAndBeginsAgain() throws Exception {
        database.execute("CREATE TABLE shop.heap AS SELECT 7 AS x");
        Source.Plan plan = reads.plan("table: shop.heap");

        assertThat(plan.description()).isEqualTo("shop.heap with a cursor");
        assertThat(plan.resumes()).isFalse();
        assertThat(plan.repeats())
                .hasValueSatisfying(repeats -> assertThat(repeats.why()).contains("a restart reads rows again"));
        assertThat(reads.rows(plan)).containsExactly("7");
    }

    @Test
    void whatNothingReadsIsNotAskedForAndComesAsNull() throws Exception {
        database.execute("CREATE TABLE shop.o (id int PRIMARY KEY, a text, b text);"
                + "INSERT INTO shop.o VALUES (1, 'a', 'b'), (2, 'c', 'd')");
        Source.Plan plan = reads.plan("table: shop.o").reading(Set.of(2));

        assertThat(plan.schema().columns().stream().map(Column::name)).containsExactly("id", "a", "b");
        assertThat(reads.rows(plan)).containsExactly("1||b", "2||d"); // the key is read to seek by it
    }

    @Test
    void rowsOfAnyWidthAreReadAFewAtATime() throws Exception {
        database.execute("CREATE TABLE shop.wide (id int PRIMARY KEY, t text);"
                + "ALTER TABLE shop.wide ALTER t SET STORAGE EXTERNAL;"
                + "INSERT INTO shop.wide SELECT n, repeat('x', 200000) FROM generate_series(1, 600) n");
        for (String read : List.of("paging", "cursor")) {
            ItemStreamReader<Row> reader =
                    reads.reader(reads.plan("table: { name: shop.wide, key: [id], read: " + read + " }"));
            reader.open(new ExecutionContext());
            long before = used();
            long most = 0;
            int rows = 0;
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows++;
                most = rows % 100 == 0 ? Math.max(most, used() - before) : most;
            }
            reader.close();

            assertThat(rows).isEqualTo(600);
            assertThat(most).as("bytes held, by " + read).isLessThan(32L << 20);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aViewsKeyIsTrustedAndHeldTo() {
        database.execute("CREATE VIEW shop.v AS SELECT n / 2 AS half FROM generate_series(1, 9) n");

        assertThatThrownBy(() -> reads.rows("table: { name: shop.v, key: [half] }"))
                .hasMessageContaining("several rows have the key (half) = [1], so a seek would leave some out");
    }

    @Test
    void aKeySharedAcrossAPagesEdgeIsAnErrorAlsoWhereItIsWrittenInTwoWays() {
        database.execute("CREATE VIEW shop.v AS SELECT * FROM (VALUES (1.0), (1.00), (2)) v (n)");

        assertThatThrownBy(() -> reads.rows("table: { name: shop.v, key: [n], read: paging, fetch_size: 1 }"))
                .hasMessageContaining("several rows have the key (n) = [1.0");
    }

    @Test
    void aColumnOfAnOuterJoinMayBeNullWhateverItsTableSays() throws Exception {
        database.execute("""
                CREATE TABLE shop.a (id int NOT NULL); CREATE TABLE shop.b (a int NOT NULL);
                INSERT INTO shop.a VALUES (1), (2), (3); INSERT INTO shop.b VALUES (1)""");

        assertThat(reads.rowsResuming(
                        "query: { sql: 'SELECT b.a, a.id FROM shop.a LEFT JOIN shop.b ON b.a = a.id', key: [a, id] }",
                        1))
                .containsExactly("1|1", "|2", "|3");
    }

    @Test
    void aKeyOfATableWithTheSameNameInAnotherSchemaProvesNothing() {
        database.execute("""
                CREATE SCHEMA other; CREATE TABLE other.o (region text CONSTRAINT region_key PRIMARY KEY);
                CREATE TABLE shop.o (id int PRIMARY KEY, region text NOT NULL)""");
        database.execute(
                "DO 'BEGIN EXECUTE format(''ALTER DATABASE %I SET search_path = shop'', current_database()); END'");

        assertThat(reads.plan("table: o").description()).isEqualTo("o by key id");
        assertThat(reads.planned("table: { name: o, key: [region] }").problems())
                .singleElement()
                .asString()
                .contains("key (region) is not unique");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table: { name: shop.o, key: [id], since: at, fetch_size: 1 }",
                "table: { name: shop.o, key: [id], since: at, read: cursor }",
                "table: { name: shop.o, since: at, fetch_size: 1 }"
            })
    void aRowThatChangesBehindTheReaderComesNextTime(String yaml) throws Exception {
        database.execute("CREATE TABLE shop.o (id int PRIMARY KEY, at numeric NOT NULL);"
                + "INSERT INTO shop.o VALUES (1, 10), (2, 20), (3, 30), (4, 'NaN')");
        Source.Plan plan = reads.plan(yaml);
        ExecutionContext position = new ExecutionContext();
        ItemStreamReader<Row> stopped = reads.reader(plan);
        stopped.open(position);
        Reads.take(stopped, 1);
        stopped.update(position);
        stopped.close();
        database.execute("UPDATE shop.o SET at = 40 WHERE id = 1; UPDATE shop.o SET at = 50 WHERE id = 3");
        ItemStreamReader<Row> resumed = reads.reader(plan);
        resumed.open(position);
        List<String> read = new ArrayList<>(Reads.take(resumed, Integer.MAX_VALUE));
        Optional<String> remembered = ((Source.Remembering) resumed).toRemember();
        resumed.close();

        ItemStreamReader<Row> next = reads.reader(plan, remembered);
        next.open(new ExecutionContext());
        read.addAll(Reads.take(next, Integer.MAX_VALUE));
        next.close();

        assertThat(read).contains("1|40", "2|20", "3|50");
    }

    @Test
    void theConnectionIsGivenBackAtTheEnd() throws Exception {
        database.execute("CREATE TABLE shop.o (id int PRIMARY KEY)");
        reads.rows("table: shop.o");

        assertThat(database.count("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"))
                .isZero();
    }

    @Test
    void theDdlThatIsAdvisedSilencesTheAdvice() {
        database.execute("CREATE TABLE shop.o (id int PRIMARY KEY, region text, \"Odd Col\" timestamptz NOT NULL)");
        for (String source : List.of(
                "table: { name: shop.o, key: [region, '\"Odd Col\" desc', id] }",
                "query: { sql: 'SELECT o.*, 1 AS one FROM shop.o AS o WHERE true', key: [id, region desc] }",
                "table: { name: shop.o, key: [id], since: Odd Col }")) {
            List<String> advice = advice(source);
            assertThat(advice).as(source).hasSize(1);
            assertThat(advice.get(0)).as(source).contains("CREATE INDEX ON ");

            database.execute(advice.get(0).substring(advice.get(0).indexOf("CREATE INDEX")));

            assertThat(advice(source)).as(source).isEmpty();
        }
    }

    @Test
    void anOrderThatNoIndexCanGiveIsAdvisedToBeSortedOnce() {
        database.execute("CREATE TABLE shop.o (id int PRIMARY KEY, region text)");

        assertThat(advice("query: { sql: 'SELECT region, count(*) AS n FROM shop.o GROUP BY region', key: [n, region],"
                        + " read: paging }"))
                .singleElement()
                .asString()
                .contains("no index gives the order (n, region) of query: its rows are sorted for each page")
                .contains("read: cursor");
    }

    private List<String> advice(String yaml) {
        return reads.plan(yaml).advice().stream()
                .map(problem -> problem.message())
                .collect(Collectors.toList());
    }
}
