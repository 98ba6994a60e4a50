package io.nightload.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How evenly tables and queries are divided. */
@ExtendWith(TestDatabaseExtension.class)
class KeyDivisionTest {

    private TestDatabase database;

    @BeforeEach
    void keep(TestDatabase given) {
        database = given;
    }

    @Test
    void anAnalyzedTableIsDividedByItsStatistics() throws Exception {
        make("id int PRIMARY KEY", "SELECT i * i FROM generate_series(1, 10000) i");
        database.execute("ANALYZE public.t");

        assertThat(sizes("table: { name: public.t }", 4))
                .hasSize(4)
                .allSatisfy(rows -> assertThat(rows).isBetween(2_300, 2_700));
    }

    @Test
    void aValueThatManyRowsHaveWeighsAsMuchAsTheyDo() throws Exception {
        make(
                "region text NOT NULL, id int, PRIMARY KEY (region, id)",
                "SELECT CASE WHEN i <= 5000 THEN 'm' ELSE chr(97 + i % 26) END, i FROM generate_series(1, 10000) i");
        database.execute("ANALYZE public.t");

        assertThat(sizes("table: { name: public.t }", 2))
                .hasSize(2)
                .allSatisfy(rows -> assertThat(rows).isLessThan(7_900));
    }

    @Test
    void numbersWithoutStatisticsAreDividedBetweenTheirEnds() throws Exception {
        make("id int PRIMARY KEY", "SELECT -i FROM generate_series(1, 1000) i");

        assertThat(sizes("table: { name: public.t, key: [id desc] }", 4)).containsExactly(250, 250, 250, 250);
        assertThat(sizes("query: { sql: SELECT * FROM public.t WHERE id > -101, key: [id] }", 4))
                .containsExactly(24, 25, 25, 26);
    }

    @Test
    void aConditionLeavesOnlyItsOwnRowsToDivide() throws Exception {
        make("id int PRIMARY KEY, day int", "SELECT i, i / 1000 FROM generate_series(0, 9999) i");
        database.execute("ANALYZE public.t");

        assertThat(sizes("table: { name: public.t, where: day = 9 }", 2)).containsExactly(499, 501);
    }

    @Test
    void sinceLeavesOnlyWhatIsNewToDivide() throws Exception {
        make("id int PRIMARY KEY, at int NOT NULL", "SELECT i, i FROM generate_series(0, 9999) i");
        database.execute("ANALYZE public.t");
        Reads reads = Reads.from(database);
        Source.Plan plan = reads.plan("table: { name: public.t, key: [id], since: at }");

        assertThat(plan.divide(2, name -> reads.database(), Optional.of("at=9800")))
                .extracting(Source.Partition::name)
                .containsExactly("id to before 9899", "id from 9899");
    }

    @Test
    void textWithoutStatisticsIsOnePartition() throws Exception {
        make("id text PRIMARY KEY", "SELECT 'x' || i FROM generate_series(1, 100) i");

        assertThat(sizes("table: { name: public.t }", 4)).containsExactly(100);
    }

    @Test
    void anEmptyTableIsOnePartition() throws Exception {
        make("id int PRIMARY KEY", "SELECT 1 WHERE false");

        assertThat(sizes("table: { name: public.t }", 4)).containsExactly(0);
    }

    @Test
    void whatHasNoKeyOrNothingKnownOfItIsNotDivided() {
        make("id text PRIMARY KEY, n int", "SELECT 'x', 1");
        Reads reads = Reads.from(database);

        assertThat(reads.plan("table: { name: public.t, read: cursor }").undivided())
                .contains("public.t is read without a key, whose ranges would divide it");
        assertThat(reads.plan("query: { sql: SELECT * FROM public.t, key: [id] }")
                        .undivided())
                .contains("its key id is text, and other than of a PostgreSQL table nothing is known of its values; a"
                        + " number would do");
    }

    private void make(String columns, String rows) {
        database.execute("CREATE TABLE public.t (" + columns + "); INSERT INTO public.t " + rows);
    }

    private List<Integer> sizes(String yaml, int wanted) throws Exception {
        return Reads.from(database).rowsOfPartitions(yaml, wanted).stream()
                .map(List::size)
                .toList();
    }
}
