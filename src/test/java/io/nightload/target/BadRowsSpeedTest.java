package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts.Kind;
import io.nightload.pool.ConnectionPool;
import io.nightload.pool.guard.ChunkGuard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the search for bad rows costs, and that it finds them among many. */
@ExtendWith(TestDatabaseExtension.class)
class BadRowsSpeedTest {

    private static final int CHUNK = 10_000;
    private static final int PAIRS = 5;

    /** 10 rows, scattered, have the key of the one before them. */
    private static int tenTwice(int i) {
        return i % 1_000 == 567 ? i - 1 : i;
    }

    @Test
    void tenViolationsInAChunkTakeOneCommitAndAFewRoundTripsMore(TestDatabase database) {
        makeTable(database);
        long clean = roundTrips(database, IntUnaryOperator.identity(), 0);
        database.execute("TRUNCATE s.t");

        long dirty = roundTrips(database, BadRowsSpeedTest::tenTwice, 10);

        // Those that go back and make a queue, two of a COPY, and the search with what it has found.
        assertThat(dirty - clean).isEqualTo(4);
        assertThat(database.count("SELECT count(*) FROM s.t")).isEqualTo(CHUNK - 10);
    }

    /** Those of the planning among them, which are the same for all. */
    private static long roundTrips(TestDatabase database, IntUnaryOperator key, int bad) {
        ChunkGuard guard = new ChunkGuard("load", null);
        try (ConnectionPool pool = new ConnectionPool("search", database.dataSource(), 1)) {
            TableLoad load = TableLoad.append(pool.writer(guard), "s.t");
            load.loadInOneTransaction(rows(0, key));
            assertThat(load.rejects).hasSize(bad);
        }
        return guard.roundTrips();
    }

    @Test
    void aChunkWithTenViolationsTakesLessThanFiveTimesTheTimeOfACleanOne(TestDatabase database) {
        makeTable(database);
        double[] ratios = new double[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            double clean = nanos(database, IntUnaryOperator.identity());
            double dirty = nanos(database, BadRowsSpeedTest::tenTwice);
            ratios[pair] = dirty / clean;
        }
        Arrays.sort(ratios);

        assertThat(ratios[PAIRS / 2]).as(Arrays.toString(ratios)).isLessThan(5);
        System.out.println("10 violations in 10,000 rows against none: " + Arrays.toString(ratios));
    }

    private static double nanos(TestDatabase database, IntUnaryOperator key) {
        database.execute("TRUNCATE s.t");
        Rows[] chunks = IntStream.range(0, PAIRS).mapToObj(n -> rows(n, key)).toArray(Rows[]::new);
        TableLoad load = TableLoad.append(database.dataSource(), "s.t");
        long began = System.nanoTime();
        load.load(chunks);
        return System.nanoTime() - began;
    }

    private static Rows rows(int chunk, IntUnaryOperator key) {
        Rows rows = Rows.of("id", "name");
        for (int i = 0; i < CHUNK; i++) {
            rows.row(String.valueOf(chunk * CHUNK + key.applyAsInt(i)), "a name of some length " + i);
        }
        return rows;
    }

    private static void makeTable(TestDatabase database) {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (id int CONSTRAINT one_id PRIMARY KEY, name text)");
    }

    @Test
    void fiveHundredOfEachKindAreRejectedEachWithItsConstraint(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA s;
                CREATE DOMAIN s.grade AS int CONSTRAINT grade_is_small CHECK (VALUE < 10);
                CREATE TABLE s.country (code text PRIMARY KEY);
                INSERT INTO s.country VALUES ('DE'), ('NP');
                CREATE TABLE s.t (id int CONSTRAINT one_id PRIMARY KEY,
                  email text CONSTRAINT one_email UNIQUE DEFERRABLE INITIALLY DEFERRED,
                  country text CONSTRAINT known_country REFERENCES s.country,
                  boss int CONSTRAINT known_boss REFERENCES s.t,
                  amount int CONSTRAINT positive CHECK (amount > 0),
                  grade s.grade,
                  seat int4range, note text,
                  CONSTRAINT one_seat EXCLUDE USING gist (seat WITH &&));
                CREATE FUNCTION s.judge() RETURNS trigger LANGUAGE plpgsql AS $$
                  BEGIN IF NEW.note = 'bad' THEN RAISE 'a bad note' USING CONSTRAINT = 'by_trigger', ERRCODE = 'check_violation'; END IF;
                  RETURN NEW; END $$;
                CREATE TRIGGER judge BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.judge()""");
        TableLoad load = TableLoad.append(database.dataSource(), "s.t");

        load.load(IntStream.range(0, 10)
                .mapToObj(BadRowsSpeedTest::rowsOfAllKinds)
                .toArray(Rows[]::new));

        Map<String, Integer> byConstraint = new TreeMap<>();
        load.rejects.forEach(reject -> byConstraint.merge(reject.split("[ :]", 5)[3], 1, Integer::sum));
        assertThat(byConstraint)
                .isEqualTo(new TreeMap<>(Map.of(
                        "one_id",
                        500,
                        "one_email",
                        500,
                        "known_country",
                        500,
                        "known_boss",
                        500,
                        "positive",
                        500,
                        "grade_is_small",
                        500,
                        "one_seat",
                        500,
                        "by_trigger",
                        500)));
        assertThat(load.counts.get(Kind.INSERTED)).isEqualTo(96_000);
        assertThat(database.count("SELECT count(*) FROM s.t WHERE id % 200 NOT IN (7, 17, 27, 37, 47, 57, 67, 77)"))
                .isEqualTo(96_000);
    }

    /** Of 200 rows each has one bad one of each kind. */
    private static Rows rowsOfAllKinds(int chunk) {
        Rows rows = Rows.of("id", "email", "country", "boss", "amount", "grade", "seat", "note");
        for (int i = chunk * CHUNK; i < (chunk + 1) * CHUNK; i++) {
            List<String> values = new ArrayList<>(List.of(
                    String.valueOf(i),
                    i + "@example.org",
                    i % 3 == 0 ? "DE" : "NP",
                    String.valueOf(i),
                    "1",
                    "9",
                    "[" + 2 * i + "," + (2 * i + 1) + ")",
                    "good"));
            switch (i % 200) {
                case 7 -> values.set(0, String.valueOf(i - 1));
                case 17 -> values.set(1, (i - 1) + "@example.org");
                case 27 -> values.set(2, "XX");
                case 37 -> values.set(3, "-1");
                case 47 -> values.set(4, "0");
                case 57 -> values.set(5, "10");
                case 67 -> values.set(6, "[" + (2 * i - 2) + "," + 2 * i + ")");
                case 77 -> values.set(7, "bad");
                default -> {}
            }
            rows.row(values.toArray(String[]::new));
        }
        return rows;
    }
}
