package io.nightload.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a key and is none: a seek behind it would pass rows over. */
@ExtendWith(TestDatabaseExtension.class)
class KeyProofTest {

    private static final String PAGED = "table: { name: shop.o, key: [a], read: paging, fetch_size: 2 }";

    private TestDatabase database;
    private Reads reads;

    @BeforeEach
    void opens(TestDatabase opened) {
        database = opened;
        reads = Reads.from(opened);
        database.execute("CREATE SCHEMA shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"table: { name: shop.par, fetch_size: 2 }", "table: { name: shop.par, fetch_size: 2, since: id }"
            })
    void aPrimaryKeyDoesNotHoldForTheTablesThatInherit(String yaml) throws Exception {
        inherited();

        assertThat(reads.rows(yaml)).containsExactlyInAnyOrder("1", "2", "3", "4", "2", "3", "4");
    }

    @Test
    void aKeyGivenForTablesThatInheritIsTrustedAndHeldTo() throws Exception {
        inherited();
        String yaml = "table: { name: shop.par, key: [id], read: paging, fetch_size: 2 }";

        assertThatThrownBy(() -> reads.rows(yaml)).hasMessageContaining("several rows have the key (id) = [2]");

        database.execute("UPDATE shop.chi SET id = id + 10");
        assertThat(reads.rows(yaml)).containsExactly("1", "2", "3", "4", "12", "13", "14");
    }

    @Test
    void whatInheritsMayHaveNullsWhereItsParentHasNone() throws Exception {
        database.execute("""
                CREATE TABLE shop.o (a int NOT NULL); CREATE TABLE shop.chi () INHERITS (shop.o)""");
        boolean older = database.count("SELECT current_setting('server_version_num')::int") < 180000;
        database.execute(
                older
                        ? "ALTER TABLE ONLY shop.chi ALTER a DROP NOT NULL"
                        : "ALTER TABLE shop.o ALTER a DROP NOT NULL; ALTER TABLE shop.o ADD NOT NULL a NO INHERIT");
        database.execute("INSERT INTO shop.o VALUES (1), (2); INSERT INTO shop.chi VALUES (NULL)");

        assertThat(reads.rows(PAGED)).containsExactly("1", "2", "");
    }

    @Test
    void aPartitionedTablesKeyHoldsForItsPartitions() {
        database.execute("""
                CREATE TABLE shop.o (id int PRIMARY KEY, n int) PARTITION BY RANGE (id);
                CREATE TABLE shop.o1 PARTITION OF shop.o FOR VALUES FROM (0) TO (10)""");

        assertThat(reads.plan("table: shop.o").description()).isEqualTo("shop.o by key id");
    }

    @Test
    void aKeyThatNotAllPartitionsHaveIsNone() {
        database.execute("""
                CREATE TABLE shop.o (id int NOT NULL) PARTITION BY RANGE (id);
                CREATE TABLE shop.o1 PARTITION OF shop.o FOR VALUES FROM (0) TO (10);
                ALTER TABLE ONLY shop.o ADD PRIMARY KEY (id)""");

        assertThat(reads.plan("table: shop.o").description()).isEqualTo("shop.o with a cursor");
    }

    @Test
    void anInvalidIndexProvesNothing() throws Exception {
        database.execute("CREATE TABLE shop.o (a int NOT NULL); INSERT INTO shop.o VALUES (1), (2), (2)");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE UNIQUE INDEX CONCURRENTLY ON shop.o (a)"))
                    .isInstanceOf(SQLException.class);
        }

        assertNotUnique(PAGED);
    }

    @Test
    void anIndexThatTellsMoreValuesApartThanTheColumnProvesNothing() {
        database.execute("""
                CREATE COLLATION shop.ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
                CREATE TABLE shop.o (a text COLLATE shop.ci NOT NULL, b text NOT NULL);
                CREATE UNIQUE INDEX ON shop.o (a COLLATE "C");
                CREATE UNIQUE INDEX ON shop.o (b COLLATE "C")""");

        assertNotUnique(PAGED);
        assertThat(reads.planned("table: { name: shop.o, key: [b] }").problems())
                .as("bytes are all that tells b's values apart, in any order")
                .isEmpty();
    }

    @Test
    void anIndexByAnotherEqualityProvesNothing() {
        database.execute("""
                CREATE TYPE shop.price AS (amount numeric);
                CREATE TABLE shop.o (a shop.price NOT NULL, b varchar(3) NOT NULL);
                CREATE UNIQUE INDEX ON shop.o (a record_image_ops);
                CREATE UNIQUE INDEX ON shop.o (b varchar_pattern_ops)""");

        assertNotUnique(PAGED);
        assertThat(reads.planned("table: { name: shop.o, key: [b] }").problems())
                .as("the patterns' order has the usual equality")
                .isEmpty();
    }

    @Test
    void aColumnThatIsIncludedInAnIndexIsNoPartOfItsKey() {
        database.execute("""
                CREATE TABLE shop.o (a int NOT NULL, b int NOT NULL);
                CREATE UNIQUE INDEX ON shop.o (a) INCLUDE (b)""");

        assertThat(reads.planned(PAGED).problems()).isEmpty();
    }

    @Test
    void aConstraintThatIsNotValidatedLeavesNulls() throws Exception {
        database.assumeServer(18);
        database.execute("""
                CREATE TABLE shop.o (a int, b int UNIQUE NOT NULL, UNIQUE (a));
                INSERT INTO shop.o VALUES (1, 1), (2, 2), (NULL, 3), (NULL, 4);
                ALTER TABLE shop.o ADD CONSTRAINT present NOT NULL a NOT VALID""");

        assertNotUnique(PAGED);
        assertThat(reads.rows("table: { name: shop.o, key: [a, b], read: paging, fetch_size: 1 }"))
                .containsExactly("1|1", "2|2", "|3", "|4");
        database.execute("DELETE FROM shop.o WHERE a IS NULL; ALTER TABLE shop.o VALIDATE CONSTRAINT present");
        assertThat(reads.planned(PAGED).problems()).isEmpty();
    }

    @Test
    void aDomainThatRefusesNullMayHaveOneAllTheSame() throws Exception {
        database.execute("""
                CREATE DOMAIN shop.present AS int NOT NULL; CREATE TABLE shop.o (a shop.present, b int UNIQUE NOT NULL);
                INSERT INTO shop.o VALUES (1, 1), (2, 2), ((SELECT a FROM shop.o WHERE false), 3)""");

        assertThat(reads.rows("table: { name: shop.o, key: [a, b], read: paging, fetch_size: 1 }"))
                .containsExactly("1|1", "2|2", "|3");
    }

    private void inherited() {
        database.execute("""
                CREATE TABLE shop.par (id int PRIMARY KEY); CREATE TABLE shop.chi () INHERITS (shop.par);
                INSERT INTO shop.par VALUES (1), (2), (3), (4); INSERT INTO shop.chi VALUES (2), (3), (4)""");
    }

    private void assertNotUnique(String yaml) {
        assertThat(reads.planned(yaml).problems()).singleElement().asString().contains("key (a) is not unique");
    }
}
