package io.nightload.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts;
import io.nightload.part.Databases;
import io.nightload.part.Source;
import io.nightload.part.SourceContract;
import io.nightload.part.StepRuntime;
import io.nightload.part.TupleColumn;
import io.nightload.row.Row;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** A table whose rows come as tuples is a source like any other. */
@ExtendWith(TestDatabaseExtension.class)
class TupleSourceContractTest extends SourceContract {

    private TestDatabase database;
    private DataSource legacy;

    @BeforeEach
    void makesTables(TestDatabase given) {
        database = given;
        legacy = database.dataSource();
        database.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.orders (id int PRIMARY KEY, "odd ""Région?" text, total numeric(9,2), tags text[]);
                INSERT INTO shop.orders VALUES (1, E'nor\\'th\\\\', 1.50, '{a}'), (2, NULL, 2, NULL), (3, E'nor\\'th\\\\', NULL, '{}'),
                  (4, '', 'NaN', '{{1},{2}}'), (5, NULL, NULL, NULL), (6, 'ÄÖ\uD83D\uDE00', 3, '{NULL}');
                ANALYZE shop.orders""");
    }

    @Override
    protected Databases databases() {
        return name -> Optional.of(legacy);
    }

    @Override
    protected StepRuntime runtime() {
        return new StepRuntime(legacy, name -> legacy, new Counts(), (row, error) -> {}, ZoneOffset.UTC, 1000);
    }

    @Override
    protected Source<?> source() {
        return new TableSource();
    }

    @Override
    protected String readable() {
        return "table: { name: shop.orders, key: ['odd \"Région? desc', id], fetch_size: 2 }";
    }

    @Override
    protected Source.Plan plan() throws Exception {
        return asTuples(super.plan());
    }

    private static Source.Plan asTuples(Source.Plan plan) {
        List<TupleColumn> same = plan.schema().columns().stream()
                .map(column -> new TupleColumn(column.name(), column.type(), false))
                .toList();
        return plan.asTuples(same).orElseThrow();
    }

    @Override
    protected Stream<Wrong> wrong() {
        return Stream.of(new Wrong("table: {}", "job.yaml:1:1: table lacks 'name'"));
    }

    @Test
    void itsPositionsAreThoseOfRowsThatAreReadByTheirValues() throws Exception {
        for (int rows = 1; rows < 6; rows++) {
            assertThat(positionBehind(plan(), rows)).isEqualTo(positionBehind(super.plan(), rows));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "smallint|{-32768,-1,0,32767}",
                "bigint|{-9223372036854775808,0,9223372036854775807}",
                "boolean|{f,t}",
                "numeric|{-Infinity,-12345678901234567890123456789012345678,-10000,-0.00010,0.0,1e-20,0.5,9999,10000,100020003,123456.7800,1e40,Infinity,NaN}",
                "numeric(12,2)|{-99.99,0,1.50,10000.01}",
                "text|{``````,a,B,ä,\"c\\\\d'e\",Ω,\"z\\nz\"}",
                "varchar(9)|{é,E,f,\uD83D\uDE00}",
                "char(4)|{a,ab,abc}",
                "uuid|{00000000-0000-0000-0000-000000000000,0fffffff-ffff-8fff-bfff-ffffffffffff,ffffffff-ffff-ffff-ffff-fffffffffffe}",
                "date|{-infinity,4713-11-24 BC,0044-03-15 BC,0001-01-01,1999-12-31,2000-01-01,9999-12-31,5874897-12-31,infinity}",
                "timestamp|{-infinity,4713-11-24 00:00:00 BC,1999-12-31 23:59:59.999999,2000-01-01 00:00:00.000001,294276-12-31 23:59:59.999999,infinity}",
                "timestamptz|{-infinity,0001-01-01 00:00:00+00 BC,1969-07-20 20:17:40.5-04,2026-03-29 02:30:00+02,294276-12-31 23:59:59.999999+00,infinity}",
            })
    void goesOnBehindEachKeyOfAType(String type, String keys) throws Exception {
        database.execute("CREATE TABLE shop.keys (k " + type + " PRIMARY KEY, n int);"
                + "INSERT INTO shop.keys SELECT k, row_number() OVER (ORDER BY k) FROM unnest('"
                + keys.replace("``````", "\"\"").replace("'", "''") + "'::" + type + "[]) AS k");
        List<Integer> numbers = firstFields("table: { name: shop.keys, columns: [n, k], fetch_size: 1 }");

        assertThat(numbers).hasSizeGreaterThan(1);
        assertThat(database.query("SELECT n FROM shop.keys ORDER BY k"))
                .isEqualTo(numbers.stream().map(String::valueOf).toList());
    }

    @Test
    void columnsMayBeNamedLikeTheFieldsOfATuple() throws Exception {
        database.execute("CREATE TABLE shop.named (\"nightload 1\" int PRIMARY KEY, \"nightload 0 1\" int);"
                + " INSERT INTO shop.named SELECT n, 10 - n FROM generate_series(1, 9) AS n");

        assertThat(firstFields("table: { name: shop.named, fetch_size: 2 }"))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @ParameterizedTest
    @CsvSource({"100, 3000, 5000", "0, 100000, 160", "1, 6000000, 3"})
    void noPageIsMuchLargerThanItMayBeHoweverNarrowTheRowsBeforeWere(int narrow, int width, int wide) throws Exception {
        database.execute("CREATE TABLE shop.wide (id int PRIMARY KEY, v text); INSERT INTO shop.wide"
                + " SELECT n, CASE WHEN n > %1$d THEN repeat('x', %2$d) END FROM generate_series(1, %1$d + %3$d) n"
                        .formatted(narrow, width, wide));
        ItemStreamReader<Row> reader =
                asTuples(new Reads(legacy).plan("table: shop.wide")).reader(runtime());
        reader.open(new ExecutionContext());
        List<Integer> ids = new ArrayList<>();
        int largest = 0;
        for (Row row = reader.read(); row != null; row = reader.read()) {
            ids.add(firstField(row));
            largest = Math.max(largest, row.bytes().length);
        }
        reader.close();

        assertThat(ids)
                .isEqualTo(IntStream.rangeClosed(1, narrow + wide).boxed().toList());
        assertThat(largest).isLessThan((6 << 20) + width);
    }

    /** Of all rows, where they are integers. */
    private List<Integer> firstFields(String source) throws Exception {
        ItemStreamReader<Row> reader = asTuples(new Reads(legacy).plan(source)).reader(runtime());
        reader.open(new ExecutionContext());
        List<Integer> fields = new ArrayList<>();
        for (Row row = reader.read(); row != null; row = reader.read()) {
            fields.add(firstField(row));
        }
        reader.close();
        return fields;
    }

    private static int firstField(Row row) {
        return ByteBuffer.wrap(row.bytes()).getInt(row.extent().start() + 6);
    }
}
