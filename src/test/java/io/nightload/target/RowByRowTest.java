package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exactly those rows are rejected that the server would refuse one by one, each after the good ones before it. */
@ExtendWith(TestDatabaseExtension.class)
class RowByRowTest {

    private static final int TABLES = 20;
    private static final int ROWS = 120;
    private static final int VALUES = 400;
    private static final String FOREIGN_KEY = "23503";

    /** What the server judges; a table has some of it. */
    private static final List<String> RULES = List.of(
            "UNIQUE (a)",
            "UNIQUE (b, c)",
            "UNIQUE (d) DEFERRABLE INITIALLY DEFERRED",
            "CHECK (a % 7 > 0)",
            "CHECK (b <> c)",
            "EXCLUDE USING gist (int4range(a, a + 2) WITH &&)",
            "FOREIGN KEY (b) REFERENCES s.parent",
            "FOREIGN KEY (c) REFERENCES s.parent DEFERRABLE INITIALLY DEFERRED");

    private static TestDatabase database;

    @BeforeAll
    static void shareTheDatabase(TestDatabase given) {
        database = given;
    }

    @RepeatedTest(TABLES)
    void theSameRowsAreRefusedAsOneByOne(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> rules =
                RULES.stream().filter(rule -> random.nextInt(3) == 0).toList();
        makeTables(rules);
        List<@Nullable String[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(new @Nullable String[] {value(random), value(random), value(random), value(random)});
        }

        assertThat(rejected(rows)).as(rules.toString()).isEqualTo(refused(rows));
        assertThat(database.query("TABLE s.t EXCEPT ALL TABLE s.one_by_one")).isEmpty();
    }

    @RepeatedTest(TABLES)
    void rowsThatReferToEachOtherAreTriedUntilNoMoreAreTaken(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        makeTables(List.of("PRIMARY KEY (a)", "FOREIGN KEY (b) REFERENCES s.t", "CHECK (c % 11 > 0)"));
        List<@Nullable String[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            @Nullable String boss = random.nextInt(4) == 0 ? null : Integer.toString(i + random.nextInt(20));
            rows.add(new @Nullable String[] {Integer.toString(i), boss, value(random), null});
        }
        Collections.shuffle(rows, random);

        assertThat(rejected(rows)).isEqualTo(refused(rows));
    }

    private static @Nullable String value(Random random) {
        return random.nextInt(20) == 0 ? null : Integer.toString(random.nextInt(VALUES));
    }

    private static void makeTables(List<String> rules) {
        database.execute("DROP SCHEMA IF EXISTS s CASCADE; CREATE SCHEMA s; CREATE TABLE s.parent (id int PRIMARY KEY);"
                + " INSERT INTO s.parent SELECT generate_series(0, " + VALUES
                + ") EXCEPT SELECT 10 * generate_series(0, 9)");
        for (String table : List.of("s.t", "s.one_by_one")) {
            String all = String.join(", ", rules)
                    .replace("s.t", table)
                    .replace(
                            " DEFERRABLE INITIALLY DEFERRED",
                            table.equals("s.t") ? " DEFERRABLE INITIALLY DEFERRED" : "");
            database.execute(
                    "CREATE TABLE " + table + " (a int, b int, c int, d int" + (all.isEmpty() ? "" : ", ") + all + ")");
        }
    }

    /** By Nightload, in one chunk: the numbers of the rows. */
    private static List<Integer> rejected(List<@Nullable String[]> rows) {
        Rows chunk = Rows.of("a", "b", "c", "d");
        rows.forEach(chunk::row);
        TableLoad load = TableLoad.append(database.dataSource(), "s.t");
        load.load(chunk);
        return load.rejects.stream()
                .map(reject -> Integer.parseInt(reject.substring(0, reject.indexOf(' '))) - 2)
                .sorted()
                .toList();
    }

    /** One by one; what refers to nothing is tried again as long as that helps. */
    private static List<Integer> refused(List<@Nullable String[]> rows) throws SQLException {
        List<Integer> refused = new ArrayList<>();
        List<Integer> waiting =
                new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO s.one_by_one VALUES (?::int, ?::int, ?::int, ?::int)")) {
            connection.setAutoCommit(false);
            int before = 0;
            while (before != waiting.size()) {
                before = waiting.size();
                List<Integer> again = new ArrayList<>();
                for (int row : waiting) {
                    String state = insert(connection, insert, rows.get(row));
                    if (state.equals(FOREIGN_KEY)) {
                        again.add(row);
                    } else if (!state.isEmpty()) {
                        refused.add(row);
                    }
                }
                waiting = again;
            }
            connection.commit();
        }
        refused.addAll(waiting);
        return refused.stream().sorted().toList();
    }

    private static String insert(Connection connection, PreparedStatement insert, @Nullable String[] row)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            for (int i = 0; i < row.length; i++) {
                insert.setString(i + 1, row[i]);
            }
            insert.execute();
            return "";
        } catch (SQLException e) {
            connection.rollback(before);
            return e.getSQLState();
        }
    }
}
