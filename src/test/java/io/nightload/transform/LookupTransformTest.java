package io.nightload.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.part.Stage;
import io.nightload.part.Transform;
import io.nightload.row.Row;
import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.transform.lookup.LookupFailedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders with id integer, status text and amount numeric look up in the states and rates of a database. */
@ExtendWith(TestDatabaseExtension.class)
class LookupTransformTest {

    private final Given given = new Given();
    private DataSource database;
    private Running running;
    private int executed;

    @BeforeEach
    void fill(TestDatabase target) {
        target.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.state (code varchar(9) PRIMARY KEY, "Full name" text, weight numeric(5,2), since date);
                INSERT INTO shop.state VALUES ('OPEN', 'it is open', 1.50, '2026-01-02'), ('PAID', NULL, -0.25, 'infinity');
                CREATE TABLE shop.rate (code text, valid_from date, rate numeric);
                INSERT INTO shop.rate VALUES ('OPEN', '2026-01-01', 1.1), ('OPEN', '2026-06-01', 1.2), ('OPEN', '2026-12-01', 1.3),
                  ('TWICE', '2026-01-01', 1), ('TWICE', '2026-01-01', 2);
                """);
        database = counting(target.dataSource());
        running = new Running(name -> database);
    }

    /** Counts the statements that are executed. */
    private DataSource counting(DataSource source) {
        return proxy(
                DataSource.class,
                source,
                (method, result) -> result instanceof Connection connection
                        ? proxy(
                                Connection.class,
                                connection,
                                (inner, prepared) -> prepared instanceof PreparedStatement statement
                                        ? proxy(PreparedStatement.class, statement, (name, rows) -> {
                                            executed += name.startsWith("execute") ? 1 : 0;
                                            return rows;
                                        })
                                        : prepared)
                        : result);
    }

    private interface After {
        @Nullable
        Object see(String method, @Nullable Object result);
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return after.see(method.getName(), method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private Planning planning(boolean earlierSql) {
        Planning none = given.planning;
        return new Planning(
                none.position(),
                none.problems(),
                none.parameters(),
                none.zone(),
                none.base(),
                name -> Optional.of(database),
                earlierSql);
    }

    private static Node word(String word) {
        return new Node.Scalar(
                new Position("jobs/orders.yaml", 7, 5),
                word,
                word.equals("null") ? Node.Tag.NULL : Node.Tag.STR,
                i -> new Position("jobs/orders.yaml", 7, 5));
    }

    private static Map<Located<String>, Located<String>> take(String... names) {
        Map<Located<String>, Located<String>> take = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i += 2) {
            take.put(Given.name(4, names[i]), Given.name(4, names[i + 1]));
        }
        return take;
    }

    private Transform.Plan plan(
            @Nullable String table,
            @Nullable String query,
            Map<Located<String>, Node.Scalar> match,
            Map<Located<String>, Node.Scalar> asOf,
            Map<Located<String>, Located<String>> take,
            String missing) {
        LookupTransform.Options options = new LookupTransform.Options(
                table == null ? null : Given.name(1, table),
                query == null ? null : Given.text(1, query),
                Given.name(2, "target"),
                match,
                asOf,
                take,
                word(missing));
        return new LookupTransform().plan(options, Given.ORDERS, planning(false));
    }

    private Transform.Plan states(String missing) {
        return plan(
                "shop.state",
                null,
                Given.expressions("code", "status"),
                Map.of(),
                take("name", "Full name", "weight", "weight", "since", "since"),
                missing);
    }

    private Transform.Plan rates(String missing) {
        return plan(
                "shop.rate",
                null,
                Given.expressions("code", "status"),
                Given.expressions("valid_from", "date '2026-01-01' + id"),
                take("rate", "rate"),
                missing);
    }

    private List<String> run(Transform.Plan plan, Row... rows) throws Exception {
        assertThat(given.problems()).isEmpty();
        return running.run(List.of(plan), List.of(rows));
    }

    @Test
    void itsColumnsAreThoseOfTheRowWithTheKey() throws Exception {
        assertThat(run(states("reject"), Given.order("1", "OPEN", "5"), Given.order("2", "PAID", "6")))
                .containsExactly(
                        "id=1 status=OPEN amount=5 name=it is open weight=1.50 since=2026-01-02",
                        "id=2 status=PAID amount=6 name=null weight=-0.25 since=+999999999-12-31");
    }

    @Test
    void aChunkTakesOneStatementWhateverItsNumberOfRows() throws Exception {
        for (int size : new int[] {10, 1_000}) {
            executed = 0;
            Row[] rows = new Row[size];
            for (int i = 0; i < size; i++) {
                rows[i] = Given.order(String.valueOf(i), i % 3 == 0 ? "OPEN" : "NONE" + i, "1");
            }
            assertThat(run(states("null"), rows)).hasSize(size);
            assertThat(executed).as("statements of %d rows", size).isEqualTo(1);
        }
    }

    @Test
    void aKeyIsAskedForOnceInAllChunks() throws Exception {
        List<Stage> stages = List.of(states("null").stage(running.runtime()));
        for (int chunk = 0; chunk < 5; chunk++) {
            running.chunk(stages, List.of(Given.order("1", "OPEN", "5"), Given.order("2", "NONE", "6")));
        }
        assertThat(executed).isEqualTo(1);
    }

    @Test
    void aChunkOfManyRowsIsAskedForInParts() throws Exception {
        Row[] rows = new Row[25_000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Given.order(String.valueOf(i), "NONE" + i, "1");
        }
        assertThat(run(states("null"), rows))
                .hasSize(25_000)
                .startsWith("id=0 status=NONE0 amount=1 name=null weight=null since=null");
        assertThat(executed).isEqualTo(3);
    }

    @Test
    void theNewestRowThatHoldsIsTaken() throws Exception {
        assertThat(run(
                        rates("null"),
                        Given.order("0", "OPEN", "1"),
                        Given.order("150", "OPEN", "1"),
                        Given.order("200", "OPEN", "1"),
                        Given.order("-1", "OPEN", "1")))
                .containsExactly(
                        "id=0 status=OPEN amount=1 rate=1.1",
                        "id=150 status=OPEN amount=1 rate=1.1",
                        "id=200 status=OPEN amount=1 rate=1.2",
                        "id=-1 status=OPEN amount=1 rate=null");
    }

    @Test
    void aDayBeginsWhereTheProjectIs(TestDatabase target) throws Exception {
        target.execute("""
                CREATE TABLE shop.tariff (valid_from timestamptz, tariff text);
                INSERT INTO shop.tariff VALUES ('2026-01-01 00:00+01', 'old'), ('2026-01-31 23:30+00', 'new')""");
        assertThat(run(
                        plan(
                                "shop.tariff",
                                null,
                                Map.of(),
                                Given.expressions("valid_from", "date '2026-02-01' + id"),
                                take("tariff", "tariff"),
                                "null"),
                        Given.order("0", "OPEN", "1"),
                        Given.order("1", "OPEN", "1")))
                .containsExactly("id=0 status=OPEN amount=1 tariff=old", "id=1 status=OPEN amount=1 tariff=new");
    }

    @Test
    void twoRowsForOneKeyAreAnErrorOfTheRowThatAsks() throws Exception {
        assertThat(run(rates("null"), Given.order("3", "TWICE", "1"), Given.order("3", "OPEN", "1")))
                .containsExactly("id=3 status=OPEN amount=1 rate=1.1");
        assertThat(running.rejected)
                .containsExactly(
                        "more than one row has the key code = TWICE, valid_from <= 2026-01-04 in \"shop\".\"rate\"");
    }

    @Test
    void aMissingKeyIsRejectedOrNullOrFailsTheStep() throws Exception {
        Row row = Given.order("1", "GONE", "5");
        assertThat(run(states("reject"), row)).isEmpty();
        assertThat(running.rejected).containsExactly("no row has the key code = GONE in \"shop\".\"state\"");
        assertThat(run(states("null"), row))
                .containsExactly("id=1 status=GONE amount=5 name=null weight=null since=null");
        assertThatThrownBy(() -> run(states("fail"), row))
                .isInstanceOf(LookupFailedException.class)
                .hasMessageStartingWith(
                        "orders.csv:2: no row has the key code = GONE in \"shop\".\"state\"; missing: reject");
    }

    @Test
    void aKeyOfNullMatchesNothingAndIsNotAskedFor() throws Exception {
        assertThat(run(states("null"), Given.order("1", null, "5")))
                .containsExactly("id=1 status=null amount=5 name=null weight=null since=null");
        assertThat(executed).isZero();
        run(states("reject"), Given.order("1", null, "5"));
        assertThat(running.rejected).containsExactly("no row has the key NULL in \"shop\".\"state\"");
    }

    @Test
    void aKeyLongerThanItsColumnIsNotCutToOneThatMatches() throws Exception {
        assertThat(run(
                        plan(
                                "shop.state",
                                null,
                                Given.expressions("code", "status || '     x'"),
                                Map.of(),
                                take("w", "weight"),
                                "null"),
                        Given.order("1", "OPEN", "5")))
                .containsExactly("id=1 status=OPEN amount=5 w=null");
    }

    @Test
    void aQueryTakesParametersAndKeysOfSeveralTypes() throws Exception {
        Transform.Plan plan = plan(
                null,
                "SELECT 7 AS n, :date::date AS day, 2.50 AS price -- of the run",
                Given.expressions("n", "id", "price", "amount"),
                Map.of(),
                take("day", "day"),
                "reject");
        assertThat(run(plan, Given.order("7", "OPEN", "2.5"), Given.order("8", "OPEN", "2.5")))
                .containsExactly("id=7 status=OPEN amount=2.5 day=2026-11-20");
    }

    @Test
    void aKeyThatCannotBeAValueOfItsColumnRejectsItsRow() throws Exception {
        Transform.Plan plan =
                plan(null, "SELECT 7 AS n", Given.expressions("n", "status"), Map.of(), take("m", "n"), "null");
        assertThat(run(plan, Given.order("1", "OPEN", "1"), Given.order("2", "7", "1")))
                .containsExactly("id=2 status=7 amount=1 m=7");
        assertThat(running.rejected).singleElement().asString().contains("invalid input syntax for type", "OPEN");
    }

    @Test
    void everyConnectionComesBack(TestDatabase target) throws Exception {
        run(states("null"), Given.order("1", "OPEN", "5"));
        assertThat(target.count("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"))
                .isZero();
    }

    @Test
    void whatIsWrongIsSaidAtItsPlace() {
        plan("shop.stat", null, Given.expressions("code", "status"), Map.of(), take("n", "n"), "reject");
        plan("shop.state", "SELECT 1", Given.expressions("code", "status"), Map.of(), take("n", "n"), "reject");
        plan("shop.state", null, Given.expressions("cod", "statsu"), Map.of(), take("status", "weight"), "ignore");
        plan(null, "SELECT :dat AS code", Given.expressions("code", "status"), Map.of(), take("n", "code"), "reject");
        assertThat(given.problems())
                .anySatisfy(problem -> assertThat(problem).contains("looking up in \"shop\".\"stat\": ERROR: relation"))
                .contains(
                        "5:7: lookup takes either a table or a query",
                        "1:9: there is no column 'cod' to look up: did you mean 'code'? (code, Full name, weight, since)",
                        "1:20: the row has no column 'statsu': did you mean 'status'? (id, status, amount)",
                        "4:9: column 'status' stands twice",
                        "7:5: 'missing' cannot be 'ignore': known are null, reject, fail",
                        "1:27: no parameter is called 'dat': did you mean 'date'? (date)");
    }

    @Test
    void aTableThatAnEarlierStepMakesIsReadAsText(TestDatabase target) throws Exception {
        LookupTransform.Options options = new LookupTransform.Options(
                Given.name(1, "shop.later"),
                null,
                Given.name(2, "target"),
                Given.expressions("n", "id"),
                Map.of(),
                take("day", "day"),
                word("reject"));
        Transform.Plan plan = new LookupTransform().plan(options, Given.ORDERS, planning(true));
        assertThat(given.problems()).isEmpty();
        target.execute("CREATE TABLE shop.later AS SELECT 1 AS n, date '2026-02-03' AS day");
        assertThat(run(plan, Given.order("1", "OPEN", "5")))
                .containsExactly("id=1 status=OPEN amount=5 day=2026-02-03");
    }
}
