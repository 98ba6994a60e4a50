package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.row.Schema;
import io.nightload.spec.Problem;
import io.nightload.target.write.Mode;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code check} says of modes and their options; {@link TableLoad} puts a condition's first character in column 100. */
@ExtendWith(TestDatabaseExtension.class)
class ModeOptionsTest {

    private static final Schema COLUMNS = Rows.of("id", "Day", "n", "doc").schema();

    private TestDatabase database;
    private DataSource target;

    @BeforeEach
    void makeTable(TestDatabase given) {
        database = given;
        target = given.dataSource();
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.t (id int PRIMARY KEY, "Day" date, n int, doc json, region text DEFAULT 'EU')
                """);
    }

    @Test
    void whatFitsHasNoProblem() {
        assertThat(TableLoad.update(target, "s.t", "id")
                        .newer("Day")
                        .delete("n = '0'")
                        .problems(COLUMNS))
                .isEmpty();
        assertThat(TableLoad.upsert(target, "s.t", "id").insertOnly("n", "doc").problems(COLUMNS))
                .isEmpty();
        assertThat(TableLoad.replace(target, "s.t", "id")
                        .where("t.\"Day\" = :date AND n IN (1, 2)")
                        .problems(COLUMNS))
                .isEmpty();
    }

    @Test
    void anOptionOfAnotherModeIsRefusedWithTheModesThatTakeIt() {
        assertThat(TableLoad.append(target, "s.t").newer("Day").problems(COLUMNS))
                .containsExactly("mode append takes no newer: write mode: upsert or update, or leave newer out");
        assertThat(TableLoad.of(target, "s.t", Mode.APPEND, "id").problems(COLUMNS))
                .containsExactly("mode append takes no key: write mode: upsert or update or replace, or leave key out");
        assertThat(TableLoad.update(target, "s.t", "id").insertOnly("n").problems(COLUMNS))
                .containsExactly(
                        "mode update takes no insert_only: write mode: upsert or replace, or leave insert_only out");
        assertThat(TableLoad.replace(target, "s.t").delete("n = '0'").problems(COLUMNS))
                .containsExactly("mode replace takes no delete: write mode: upsert or update, or leave delete out");
        assertThat(TableLoad.upsert(target, "s.t", "id").where("n = 0").problems(COLUMNS))
                .containsExactly("mode upsert takes no where: write mode: replace, or leave where out");
        assertThat(TableLoad.upsert(target, "s.t", "id").mayBeEmpty().problems(COLUMNS))
                .containsExactly("mode upsert takes no empty: write mode: replace, or leave empty out");
    }

    @Test
    void aModeThatFindsRowsNeedsTheirKey() {
        assertThat(TableLoad.update(target, "s.t").problems(COLUMNS))
                .containsExactly("mode update needs the columns that identify a row: key: [id]");
        assertThat(TableLoad.replace(target, "s.t").insertOnly("n").problems(COLUMNS))
                .containsExactly("a replace without a key inserts every row, so nothing is ever updated: add key: [id],"
                        + " or leave insert_only out");
        assertThat(TableLoad.replace(target, "s.t", "n").problems(COLUMNS))
                .containsExactly(
                        "no unique index of s.t is on exactly the key [n] (there is one on [id]): CREATE UNIQUE"
                                + " INDEX ON \"s\".\"t\" (\"n\")");
        assertThat(TableLoad.update(target, "s.t", "id").problems(Rows.of("id").schema()))
                .containsExactly("there is nothing to update: the rows bring the key alone, [id]");
    }

    @Test
    void aKeyFindsNoRowsWhereOtherTablesInherit() {
        database.execute("CREATE TABLE s.chi () INHERITS (s.t)");

        assertThat(TableLoad.upsert(target, "s.t", "id").problems(COLUMNS))
                .containsExactly(
                        "other tables inherit from s.t, and none of its unique indexes sees their rows, so the key"
                                + " [id] may find several: load into one of those tables, or append");
        assertThat(TableLoad.upsert(target, "s.chi", "id").problems(COLUMNS))
                .containsExactly("no unique index of s.chi is on exactly the key [id]: CREATE UNIQUE INDEX ON"
                        + " \"s\".\"chi\" (\"id\")");
    }

    @Test
    void newerTakesAColumnThatTellsWhatIsNewer() {
        assertThat(TableLoad.upsert(target, "s.t", "id").newer("doc").problems(COLUMNS))
                .containsExactly("newer column 'doc' is json: it takes a number, a date or a time, which tell what is"
                        + " newer");
        assertThat(TableLoad.upsert(target, "s.t", "id").newer("dya").problems(COLUMNS))
                .containsExactly("newer column 'dya' is not in the rows: did you mean 'Day'? (id, Day, n, doc)");
        assertThat(TableLoad.upsert(target, "s.t", "id").newer("id").problems(COLUMNS))
                .containsExactly("newer column 'id' is part of the key, and so the same in both rows");
    }

    @Test
    void insertOnlyTakesColumnsOfTheRowsBesideTheKey() {
        assertThat(TableLoad.upsert(target, "s.t", "id").insertOnly("id", "m").problems(COLUMNS))
                .containsExactly("insert_only column 'm' is not in the rows: known are id, Day, n, doc");
        assertThat(TableLoad.upsert(target, "s.t", "id").insertOnly("id").problems(COLUMNS))
                .containsExactly("insert_only column 'id' is part of the key, which is never updated anyway");
    }

    @Test
    void aColumnThatOnlyDeleteReadsNeedNotBeOneOfTheTable() {
        Schema columns = Rows.of("id", "n", "op", "oq").schema();

        assertThat(TableLoad.upsert(target, "s.t", "id").delete("op = 'D'").problems(columns))
                .singleElement()
                .asString()
                .startsWith("table s.t has no column 'oq'");
    }

    @Test
    void deleteIsACondition() {
        assertThat(TableLoad.upsert(target, "s.t", "id").delete("op = 'D'").located(COLUMNS))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("jobs/test.yaml:3:100: ")
                .contains("op");
        assertThat(TableLoad.upsert(target, "s.t", "id").delete("lower(n)").located(COLUMNS))
                .extracting(Problem::toString)
                .containsExactly("jobs/test.yaml:3:100: delete must be true or false, this is text");
    }

    @Test
    void aSliceIsAskedOfTheServer() {
        assertThat(TableLoad.replace(target, "s.t")
                        .where("\"Day\" = :date AND dya = 1")
                        .located(COLUMNS))
                .extracting(Problem::toString)
                .containsExactly("jobs/test.yaml:3:118: column \"dya\" does not exist");
        assertThat(TableLoad.replace(target, "s.t").where("\"Day\" = :dat").located(COLUMNS))
                .extracting(Problem::toString)
                .containsExactly("jobs/test.yaml:3:108: no parameter is called 'dat': did you mean 'date'? (date)");
        assertThat(TableLoad.replace(target, "s.t").where("n = :date").problems(COLUMNS))
                .singleElement()
                .asString()
                .startsWith("operator does not exist: integer = date");
        assertThat(TableLoad.replace(target, "s.t").where("n").problems(COLUMNS))
                .singleElement()
                .asString()
                .startsWith("argument of WHERE must be type boolean");
    }

    @Test
    void aSliceIsToldByColumnsThatTheRowsBring() {
        assertThat(TableLoad.replace(target, "s.t").where("region = 'EU'").problems(COLUMNS))
                .containsExactly(
                        "column \"region\" does not exist, and a replaced slice is told by columns that the rows"
                                + " bring: they have id, Day, n, doc");
    }

    @Test
    void aForeignKeyThatActsOnADeletionNeedsAMerge() {
        database.execute("CREATE TABLE s.child (t int REFERENCES s.t ON DELETE CASCADE)");

        assertThat(TableLoad.replace(target, "s.t").problems(COLUMNS))
                .containsExactly("a replace without a key deletes every row and inserts it anew, and a foreign key of"
                        + " s.child says ON DELETE CASCADE: add key: [id], so that rows which come again stay");
        assertThat(TableLoad.replace(target, "s.t", "id").problems(COLUMNS)).isEmpty();
    }

    @Test
    void missingPrivilegesNameTheGrant() throws Exception {
        try (Connection connection = database.admin().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'm_writer') THEN"
                    + " CREATE ROLE m_writer LOGIN PASSWORD 'secret'; END IF; END $$");
        }
        database.execute("GRANT USAGE ON SCHEMA s TO m_writer; GRANT SELECT, INSERT ON s.t TO m_writer;"
                + " CREATE SCHEMA nightload");
        DataSource other = database.dataSource("m_writer", "secret");

        assertThat(TableLoad.replace(other, "s.t", "id").problems(COLUMNS))
                .containsExactly(
                        "role m_writer may not make tables in the schema nightload, where the rows of a step wait for one another:"
                                + " GRANT CREATE ON SCHEMA nightload TO \"m_writer\"",
                        "role m_writer lacks UPDATE, DELETE on s.t: GRANT UPDATE, DELETE ON \"s\".\"t\" TO \"m_writer\"");
        assertThat(TableLoad.upsert(other, "s.t", "id").delete("n = '0'").problems(COLUMNS))
                .containsExactly(
                        "role m_writer lacks UPDATE, DELETE on s.t: GRANT UPDATE, DELETE ON \"s\".\"t\" TO \"m_writer\"");
    }
}
