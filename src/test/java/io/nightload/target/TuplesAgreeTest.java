package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.model.TableName;
import io.nightload.part.Counts;
import io.nightload.part.PlannedSource;
import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.source.TableSource;
import io.nightload.target.table.Catalogue;
import io.nightload.target.table.TargetColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Rows that come as tuples leave the same table, and the same rejects, as those that come by their values. */
@ExtendWith(TestDatabaseExtension.class)
class TuplesAgreeTest {

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void randomRowsOfAllTypesAreTheSame(long seed, TestDatabase database) throws Exception {
        database.assumeServer(17); // older ones have no COPY that goes on behind a bad row
        String columns = FormatsAgreeTest.columns() + FormatsAgreeTest.arrays();
        FormatsAgreeTest.createTable(database, "own", columns);
        FormatsAgreeTest.createTable(database, "by_tuples", columns);
        FormatsAgreeTest.loadByPostgres(database, FormatsAgreeTest.randomRows(new Random(seed)));
        database.execute("ALTER TABLE s.own ADD PRIMARY KEY (n)");
        TableLoad load = TableLoad.append(database.dataSource(), "s.by_tuples");

        load.load(asTuples(database, "s.own", "s.by_tuples"));

        assertThat(load.rejects).isEmpty();
        assertThat(database.count("SELECT count(*) FROM s.by_tuples")).isGreaterThan(100);
        assertThat(database.query(FormatsAgreeTest.differing("by_tuples", FormatsAgreeTest.allNames())))
                .isEmpty();
    }

    @Test
    void whatTheServerRefusesIsRejectedInTheSameWords(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s;
                CREATE DOMAIN s.even AS int CHECK (VALUE % 2 = 0);
                CREATE TABLE s.own (id int PRIMARY KEY, v varchar(9), at timestamptz, ok bool, c char(5), tags text[], even int, b bytea, f real);
                INSERT INTO s.own SELECT n, nullif('v' || n / 2, 'v7'), '2026-03-29 00:30+00'::timestamptz + n * interval '1 h', n % 3 = 0,
                  'c' || n % 4, ARRAY['a' || n, NULL], CASE WHEN n % 9 <> 4 THEN 2 * n ELSE n + 1 - n % 2 END, int4send(n), n / 7.0
                  FROM generate_series(1, 60) n;
                CREATE TABLE s.v (v varchar(9) PRIMARY KEY);
                INSERT INTO s.v SELECT 'v' || n FROM generate_series(0, 28) n;
                CREATE TABLE s.by_tuples (f real, b bytea, c char(5), even s.even, tags text[], ok bool, at timestamptz CONSTRAINT late CHECK (at <> '2026-03-29 12:30+00'),
                  v varchar(20) REFERENCES s.v, id int PRIMARY KEY, UNIQUE (tags, v));
                CREATE TABLE s.by_values (LIKE s.by_tuples INCLUDING ALL, FOREIGN KEY (v) REFERENCES s.v)""");
        database.execute(
                "INSERT INTO s.by_tuples (id) VALUES (11), (12); INSERT INTO s.by_values (id) VALUES (11), (12)");
        TableLoad tuples = TableLoad.append(database.dataSource(), "s.by_tuples");
        TableLoad values = TableLoad.append(database.dataSource(), "s.by_values");

        tuples.load(asTuples(database, "s.own", "s.by_tuples"));
        values.load(read(database, plan(database, "s.own")));

        assertThat(tuples.rejectedRows).hasSizeGreaterThan(8).isEqualTo(values.rejectedRows);
        assertThat(tuples.rejects.stream()
                        .map(r -> r.replace("by_tuples", "by_values"))
                        .toList())
                .isEqualTo(values.rejects);
        assertThat(tuples.counts.snapshot()).isEqualTo(values.counts.snapshot());
        assertThat(database.query("TABLE s.by_tuples EXCEPT TABLE s.by_values")).isEmpty();
        assertThat(database.query("TABLE s.by_values EXCEPT TABLE s.by_tuples")).isEmpty();
    }

    @Test
    void whatASourceThatWasWidenedMeanwhileHoldsIsJudgedByTheTarget(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.own (id int PRIMARY KEY, v varchar(4), c char(3), tags varchar(2)[], n numeric(4,1), at timestamp(0));
                CREATE TABLE s.by_tuples (LIKE s.own); CREATE TABLE s.by_values (LIKE s.own)""");
        Source.Plan tuples = tuplePlan(database, "s.own", "s.by_tuples");
        Source.Plan values = plan(database, "s.own");
        database.execute("""
                ALTER TABLE s.own ALTER v TYPE varchar(9), ALTER c TYPE char(5), ALTER tags TYPE varchar(9)[],
                  ALTER n TYPE numeric(9,2), ALTER at TYPE timestamp(6);
                INSERT INTO s.own VALUES (1, 'abcd', 'abc', '{ab}', 999.94, '2026-11-23 12:00:00.6'), (2, 'abcde', '', '{}', 0, NULL),
                  (3, '', 'abcd', '{}', 0, NULL), (4, '', '', '{abc}', 0, NULL), (5, '', '', '{}', 999.96, NULL), (6, 'abc   ', '', '{}', 0, NULL)""");
        TableLoad byTuples = TableLoad.append(database.dataSource(), "s.by_tuples");
        TableLoad byValues = TableLoad.append(database.dataSource(), "s.by_values");

        byTuples.load(read(database, tuples));
        byValues.load(read(database, values));

        assertThat(database.query("SELECT id FROM s.by_tuples ORDER BY id")).containsExactly("1", "6");
        assertThat(byTuples.rejectedRows).hasSize(4).hasSameElementsAs(byValues.rejectedRows);
        assertThat(database.query("TABLE s.by_tuples EXCEPT TABLE s.by_values")).isEmpty();
        assertThat(database.query("TABLE s.by_values EXCEPT TABLE s.by_tuples")).isEmpty();
    }

    @Test
    void columnsThatChangedMeanwhileTakeNothing(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.own (id int PRIMARY KEY); INSERT INTO s.own VALUES (1);"
                + "CREATE TABLE s.by_tuples (id int)");
        Rows rows = asTuples(database, "s.own", "s.by_tuples");
        database.execute("ALTER TABLE s.by_tuples ALTER id TYPE real");
        TableLoad load = TableLoad.append(database.dataSource(), "s.by_tuples");

        assertThatThrownBy(() -> load.load(rows))
                .hasMessageContaining("somebody has changed the columns of s.by_tuples");
        assertThat(database.count("SELECT count(*) FROM s.by_tuples")).isZero();
    }

    private static Source.Plan plan(TestDatabase database, String table) {
        return PlannedSource.of(
                        new TableSource(), "table: " + table, Path.of(""), name -> Optional.of(database.dataSource()))
                .good();
    }

    private static Rows asTuples(TestDatabase database, String from, String to) throws Exception {
        return read(database, tuplePlan(database, from, to));
    }

    private static Source.Plan tuplePlan(TestDatabase database, String from, String to) {
        Source.Plan plan = plan(database, from);
        List<TargetColumn> columns = new Catalogue(database.dataSource())
                .find(TableName.parse(to))
                .orElseThrow()
                .columns();
        return plan.asTuples(plan.schema().names().stream()
                        .map(name -> columns.stream()
                                .filter(column -> column.name().equals(name))
                                .findFirst()
                                .orElseThrow()
                                .inTuples())
                        .toList())
                .orElseThrow();
    }

    private static Rows read(TestDatabase database, Source.Plan plan) throws Exception {
        ItemStreamReader<Row> reader = plan.reader(new StepRuntime(
                database.dataSource(),
                name -> database.dataSource(),
                new Counts(),
                (row, error) -> {},
                TableLoad.ZONE,
                1000));
        reader.open(new ExecutionContext());
        List<Row> rows = new ArrayList<>();
        for (Row row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
        }
        reader.close();
        return Rows.of(plan.schema(), rows);
    }
}
