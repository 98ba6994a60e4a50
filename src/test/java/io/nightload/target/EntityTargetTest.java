package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts;
import io.nightload.part.EntityCounts;
import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.part.StepRuntime;
import io.nightload.part.TargetPart;
import io.nightload.part.WriteStatistics;
import io.nightload.row.Nest;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.Parameters;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(TestDatabaseExtension.class)
class EntityTargetTest {

    private static final Position AT = new Position("jobs/test.yaml", 3, 5);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final Nest orders = Nest.of(
            "id",
            "integer",
            "status",
            "text",
            "placed",
            "date",
            "customer",
            new Object[] {"id", "integer", "name", "text"},
            "Order Line",
            many("no", "integer", "quantity", "numeric", "extra", "text"));
    private final Schema schema = orders.schema();
    private final Counts counts = new Counts();
    private final List<String> rejects = new ArrayList<>();
    private DataSource dataSource;
    private JdbcTemplate jdbc;

    @BeforeEach
    void tables(TestDatabase database) {
        dataSource = database.dataSource();
        jdbc = new JdbcTemplate(dataSource);
        jdbc.execute("CREATE SCHEMA shop; CREATE TYPE shop.mood AS ENUM ('good', 'bad');"
                + "CREATE TABLE shop.customer (id int PRIMARY KEY, name varchar(10) NOT NULL);"
                + "CREATE TABLE shop.orders (id int PRIMARY KEY, status text DEFAULT 'new', placed date,"
                + " customer_id int REFERENCES shop.customer, note text DEFAULT 'none');"
                + "CREATE TABLE shop.\"Order Line\" (order_id int REFERENCES shop.orders, no int, quantity numeric(8,2)"
                + " NOT NULL, extra jsonb, PRIMARY KEY (order_id, no))");
    }

    @Test
    void aGraphIsWrittenWithItsKeys() throws Exception {
        load("append", order(1, "A", List.of(line(1, "2.5"), line(2, "1"))), order(2, "B", List.of()));
        assertThat(rows("SELECT id, status, placed, customer_id, note FROM shop.orders ORDER BY id"))
                .containsExactly("1 open 2026-11-20 7 none", "2 open 2026-11-20 7 none");
        assertThat(rows("SELECT order_id, no, quantity, extra FROM shop.\"Order Line\" ORDER BY 1, 2"))
                .containsExactly("1 1 2.50 {\"a\": 1}", "1 2 1.00 {\"a\": 1}");
        assertThat(rows("SELECT id, name FROM shop.customer")).containsExactly("7 B");
        assertThat(counts.snapshot()).containsExactly(Map.entry(Counts.Kind.INSERTED, 2L));
    }

    @Test
    void oneChunkIsOneFlushAndEveryEntityIsDetached() throws Exception {
        WriteStatistics statistics = load("append", order(1, "A", List.of(line(1, "2.5"))), order(2, "A", List.of()));
        assertThat(statistics.flushes()).isEqualTo(1);
        assertThat(statistics.entities()).isEqualTo(new EntityCounts(5, 4, 4, 4, 4));
    }

    @Test
    void anUpsertInsertsWhatIsNewAndUpdatesWhatDiffers() throws Exception {
        load("append", order(1, "A", List.of(line(1, "2.5"))), order(2, "A", List.of()), order(3, "A", List.of()));
        counts.snapshot().keySet().forEach(kind -> counts.set(kind, 0));
        load(
                "upsert",
                order(1, "A", List.of(line(1, "2.50"))),
                order(2, "A", List.of(line(1, "9"))),
                order(4, "A", List.of()));
        assertThat(counts.snapshot())
                .containsOnly(
                        Map.entry(Counts.Kind.INSERTED, 1L),
                        Map.entry(Counts.Kind.UPDATED, 1L),
                        Map.entry(Counts.Kind.UNCHANGED, 1L));
        assertThat(rows("SELECT order_id, no, quantity FROM shop.\"Order Line\" ORDER BY 1, 2"))
                .containsExactly("1 1 2.50", "2 1 9.00");
    }

    @Test
    void theLastRowOfAKeyCounts() throws Exception {
        load("upsert", order(1, "A", List.of()), order(1, "Z", List.of()));
        assertThat(rows("SELECT name FROM shop.customer")).containsExactly("Z");
        assertThat(counts.get(Counts.Kind.SUPERSEDED)).isEqualTo(1);
    }

    @Test
    void aNestedValueThatDoesNotFitRejectsItsRow() throws Exception {
        load(
                "append",
                order(1, "much too long", List.of()),
                order(2, "A", List.of(line(1, "12345678901"))),
                order(3, "A", List.of()));
        assertThat(rejects).hasSize(2);
        assertThat(rejects.get(0)).startsWith("22001 customer.name: ");
        assertThat(rejects.get(1)).startsWith("22003 Order Line.quantity: ");
        assertThat(rows("SELECT id FROM shop.orders")).containsExactly("3");
    }

    @Test
    void whatTheServerRefusesIsSaidInItsWords() throws Exception {
        jdbc.execute("INSERT INTO shop.orders VALUES (1)");
        load("append", order(1, "A", List.of()), order(2, "A", List.of()));
        assertThat(rejects).singleElement().asString().contains("duplicate key value violates unique constraint");
        assertThat(rows("SELECT id FROM shop.orders ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void whatNoRowIsToBlameForFailsTheChunk() {
        jdbc.execute("CREATE FUNCTION shop.full() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE 'no room' USING ERRCODE = 'io_error'; END $$;"
                + " CREATE TRIGGER full_disk BEFORE INSERT ON shop.orders EXECUTE FUNCTION shop.full()");
        assertThatThrownBy(() -> load("append", order(1, "A", List.of())))
                .hasMessageContaining("writing to shop.orders: no room");
        assertThat(rejects).isEmpty();
    }

    @Test
    void aNumberThatIsNoneRejectsItsRow() throws Exception {
        jdbc.execute("CREATE TABLE shop.reading (id int PRIMARY KEY, value numeric)");
        Nest readings = Nest.of("id", "integer", "value", "numeric");
        Schema shape = readings.schema();
        write(
                "shop.reading",
                "append",
                shape,
                readings.rows(shape, List.of(Map.of("id", 1, "value", "NaN"), Map.of("id", 2, "value", "1"))));
        assertThat(rejects).containsExactly("22003 value: an entity cannot hold the numeric NaN");
        assertThat(rows("SELECT id FROM shop.reading")).containsExactly("2");
    }

    @Test
    void aKeyThatStandsTwiceIsRejectedWhereRowsAreAppended() throws Exception {
        load("append", order(1, "A", List.of(line(1, "1"), line(1, "2"))), order(2, "A", List.of()));
        assertThat(rejects)
                .containsExactly("23505 order_id: the key [order_id, no] = [1, 1] of shop.\"Order Line\" stands twice"
                        + " in the chunk");
    }

    @Test
    void whatHangsOnAnEarlierRowOfAKeyIsWrittenToo() throws Exception {
        load("upsert", order(1, "A", List.of(line(1, "1"))), order(1, "A", List.of(line(2, "1"))));
        assertThat(rows("SELECT no FROM shop.\"Order Line\" ORDER BY 1")).containsExactly("1", "2");
        assertThat(counts.snapshot())
                .containsOnly(Map.entry(Counts.Kind.INSERTED, 1L), Map.entry(Counts.Kind.SUPERSEDED, 1L));
    }

    @Test
    void aRejectedGraphTakesNoKeyFromOthers() throws Exception {
        load("append", order(1, "A", List.of(line(1, "1"), line(1, "2"))), order(1, "A", List.of()));
        assertThat(rejects).hasSize(1);
        assertThat(rows("SELECT id FROM shop.orders")).containsExactly("1");
    }

    @Test
    void paddedKeysAreFoundAgain() throws Exception {
        jdbc.execute(
                "CREATE TABLE shop.price (code char(5), step numeric, amount numeric(8,2), PRIMARY KEY (code, step))");
        Nest prices = Nest.of("code", "text", "step", "numeric", "amount", "numeric");
        Schema shape = prices.schema();
        write(
                "shop.price",
                "upsert",
                shape,
                prices.rows(shape, List.of(Map.of("code", "ab", "step", "1.0", "amount", 2))));
        write(
                "shop.price",
                "upsert",
                shape,
                prices.rows(shape, List.of(Map.of("code", "ab", "step", "1.0", "amount", "2.00"))));
        assertThat(counts.snapshot())
                .containsOnly(Map.entry(Counts.Kind.INSERTED, 1L), Map.entry(Counts.Kind.UNCHANGED, 1L));
    }

    @Test
    void theOtherSideOfAUniqueForeignKeyIsOneNestedRow() throws Exception {
        jdbc.execute("CREATE TABLE shop.passport (customer_id int PRIMARY KEY REFERENCES shop.customer, number text)");
        Nest people = Nest.of("id", "integer", "name", "text", "passport", new Object[] {"number", "text"});
        Schema shape = people.schema();
        write(
                "shop.customer",
                "append",
                shape,
                people.rows(
                        shape,
                        List.of(
                                Map.of("id", 1, "name", "A", "passport", Map.of("number", "P1")),
                                Map.of("id", 2, "name", "B"))));
        assertThat(rows("SELECT customer_id, number FROM shop.passport")).containsExactly("1 P1");
    }

    @Test
    void anEntityOfTwoPlacesNeedsTheSameColumnsInBoth() {
        jdbc.execute(
                "CREATE TABLE shop.person (id int PRIMARY KEY, name text, salary int, boss_id int REFERENCES shop.person)");
        Nest people =
                Nest.of("id", "integer", "name", "text", "salary", "integer", "boss", new Object[] {"id", "integer"});
        Problems problems = new Problems();
        plan("shop.person", "append", people.schema(), problems);
        assertThat(problems.list())
                .hasSize(1)
                .first()
                .asString()
                .contains(
                        "shop.person stands in two places of the graph with different columns, [id] and [id, name, salary, boss_id]");
    }

    @Test
    void manyCompositeKeysAreLookedUpInMoreThanOneStatement() throws Exception {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int no = 0; no < 40_000; no++) {
            lines.add(line(no, "1"));
        }
        load("upsert", order(1, "A", lines));
        load("upsert", order(1, "A", lines));
        assertThat(counts.snapshot())
                .containsOnly(Map.entry(Counts.Kind.INSERTED, 1L), Map.entry(Counts.Kind.UNCHANGED, 1L));
    }

    @Test
    void keysComeFromASequenceInOneStatement() throws Exception {
        jdbc.execute("CREATE TABLE shop.note (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, status text);"
                + "CREATE TABLE shop.remark (note_id int REFERENCES shop.note, no int, PRIMARY KEY (note_id, no))");
        Nest notes = Nest.of("status", "text", "remark", many("no", "integer"));
        Schema shape = notes.schema();
        write(
                "shop.note",
                "append",
                shape,
                notes.rows(
                        shape,
                        List.of(
                                Map.of("status", "a", "remark", List.of(Map.of("no", 1))),
                                Map.of("status", "b", "remark", List.of(Map.of("no", 1), Map.of("no", 2))))));
        assertThat(
                        rows(
                                "SELECT n.id, n.status, r.no FROM shop.note n JOIN shop.remark r ON r.note_id = n.id ORDER BY 1, 3"))
                .containsExactly("1 a 1", "2 b 1", "2 b 2");
    }

    @Test
    void whatTheTablesDoNotHaveIsSaid() {
        Nest wrong = Nest.of("id", "integer", "colour", "text", "lines", many("no", "integer"));
        assertThat(problems(wrong.schema()))
                .anySatisfy(one -> assertThat(one).startsWith("shop.orders has no column or association 'colour'"))
                .anySatisfy(one -> assertThat(one).startsWith("shop.orders has no association 'lines'"));
    }

    @Test
    void aKeyThatNothingBringsIsSaid() {
        assertThat(problems(Nest.of("status", "text").schema()))
                .containsExactly(
                        "the rows do not bring 'id' of the primary key of shop.orders, and no sequence fills it");
    }

    private static List<Object> many(Object... shape) {
        return List.of((Object) shape);
    }

    private static Map<String, Object> order(int id, String customer, List<Map<String, Object>> lines) {
        return Map.of(
                "id",
                id,
                "status",
                "open",
                "placed",
                "2026-11-20",
                "customer",
                Map.of("id", 7, "name", customer),
                "Order Line",
                lines);
    }

    private static Map<String, Object> line(int no, String quantity) {
        return Map.of("no", no, "quantity", quantity, "extra", "{\"a\": 1}");
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the rows are only read
    private WriteStatistics load(String mode, Map<String, Object>... rows) throws Exception {
        return write("shop.orders", mode, schema, orders.rows(schema, List.of(rows)));
    }

    private WriteStatistics write(String root, String mode, Schema shape, List<Row> rows) {
        Problems problems = new Problems();
        TargetPart.Plan plan = plan(root, mode, shape, problems);
        problems.throwIfAny();
        ItemStreamWriter<Row> writer = plan.writer(new StepRuntime(
                dataSource,
                name -> dataSource,
                counts,
                (row, error) -> rejects.add(error.sqlState() + " " + error.column() + ": " + error.reason()),
                ZONE,
                1000));
        writer.open(new ExecutionContext());
        new TransactionTemplate(new DataSourceTransactionManager(dataSource)).executeWithoutResult(status -> {
            try {
                writer.write(new Chunk<>(rows));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        writer.close();
        return (WriteStatistics) writer;
    }

    private List<String> problems(Schema shape) {
        Problems problems = new Problems();
        plan("shop.orders", "append", shape, problems);
        return problems.list().stream().map(Problem::message).toList();
    }

    private TargetPart.Plan plan(String root, String mode, Schema shape, Problems problems) {
        return new EntityTarget()
                .plan(
                        new EntityTarget.Options(
                                new Located<>(root, AT),
                                null,
                                new Located<>(EntityTarget.Mode.valueOf(mode.toUpperCase(java.util.Locale.ROOT)), AT),
                                Map.of()),
                        shape,
                        new Planning(
                                AT,
                                problems,
                                new Parameters(List.of()),
                                ZONE,
                                Path.of("."),
                                name -> Optional.of(dataSource),
                                false));
    }

    private List<String> rows(String sql) {
        return jdbc.query(sql, (row, number) -> {
            StringBuilder text = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                text.append(i == 1 ? "" : " ").append(row.getString(i));
            }
            return text.toString();
        });
    }
}
