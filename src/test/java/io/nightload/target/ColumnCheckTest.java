package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class ColumnCheckTest {

    private TestDatabase database;
    private DataSource target;

    @BeforeEach
    void makeTables(TestDatabase given) {
        database = given;
        target = given.dataSource();
        database.execute("""
                CREATE SCHEMA shop;
                CREATE DOMAIN shop.email AS varchar(50) NOT NULL;
                CREATE TYPE shop.state AS ENUM ('new', 'paid');
                CREATE TABLE shop.customers (
                    id int PRIMARY KEY, name text NOT NULL, "E-Mail" shop.email, state shop.state, states shop.state[],
                    active boolean NOT NULL DEFAULT true, total numeric GENERATED ALWAYS AS (id * 2) STORED,
                    serial bigint GENERATED ALWAYS AS IDENTITY, region text, code text);
                CREATE UNIQUE INDEX ON shop.customers (region, code) INCLUDE (name);
                CREATE UNIQUE INDEX ON shop.customers (code) WHERE code <> '';
                CREATE UNIQUE INDEX ON shop.customers (lower(name));
                CREATE VIEW shop.active AS SELECT * FROM shop.customers
                """);
    }

    @Test
    void rowsThatFitHaveNoProblem() {
        assertThat(append("shop.customers").problems(text("id", "name", "E-Mail", "state", "states")))
                .isEmpty();
        assertThat(upsert("shop.customers", "code", "region").problems(text("id", "name", "E-Mail", "region", "code")))
                .isEmpty();
    }

    @Test
    void aMissingTableNamesTheNearest() {
        assertThat(append("shop.customer").problems(text("id")))
                .containsExactly("there is no table shop.customer: did you mean 'customers'? (customers)");
        assertThat(append("shpo.customers").problems(text("id")).get(0))
                .startsWith("there is no schema shpo: did you mean 'shop'?");
        assertThat(append("customers").problems(text("id")))
                .containsExactly(
                        "table customers is in no schema of the search path: there are none; write it as schema.customers");
    }

    @Test
    void aTableThatAnEarlierStepMayMakeIsOnlyNoted() {
        assertThat(append("shop.later").notesAfterSql(text("id")))
                .containsExactly("table shop.later does not exist yet: it is checked again when the step starts");
    }

    @Test
    void onlyTablesAreLoaded() {
        assertThat(append("shop.active").problems(text("id")))
                .containsExactly("shop.active is a view: rows can only be loaded into a table");
        assertThat(append("no table").problems(text("id")).get(0)).startsWith("'no table' is no name of a table");
    }

    @Test
    void aColumnThatTheTableLacksNamesTheNearest() {
        assertThat(append("shop.customers")
                        .problems(text("id", "nam", "E-Mail", "name"))
                        .get(0))
                .startsWith("table shop.customers has no column 'nam': did you mean 'name'?")
                .endsWith("rename it, or leave it out with - drop: [nam]");
    }

    @Test
    void requiredColumnsMustCome() {
        assertThat(append("shop.customers").problems(text("id")))
                .containsExactly(
                        "column name of shop.customers is NOT NULL and has no default, and the rows do not bring it: they have id",
                        "column E-Mail of shop.customers is NOT NULL and has no default, and the rows do not bring it: they have id");
    }

    @Test
    void generatedColumnsMustNotCome() {
        assertThat(append("shop.customers").problems(text("id", "name", "E-Mail", "total", "serial")))
                .containsExactly(
                        "column total of shop.customers is generated always: leave it out with - drop: [total]",
                        "column serial of shop.customers is generated always: leave it out with - drop: [serial]");
    }

    @Test
    void aTypeThatCannotBeAssignedIsAProblem() {
        Schema schema = new Schema(List.of(
                new Column("id", ColumnType.parse("bigint"), TextFormat.STANDARD, 0),
                new Column("name", ColumnType.parse("date"), TextFormat.STANDARD, 1),
                new Column("E-Mail", ColumnType.TEXT, TextFormat.STANDARD, 2),
                new Column("active", ColumnType.parse("numeric"), TextFormat.STANDARD, 3)));

        assertThat(append("shop.customers").problems(schema))
                .containsExactly("column active of shop.customers: numeric cannot go into boolean;"
                        + " convert it with - set: { active: cast(active as boolean) }");
    }

    @Test
    void anUpsertNeedsAKeyWithAUniqueIndex() {
        Schema schema = text("id", "name", "E-Mail", "code");

        assertThat(upsert("shop.customers").problems(schema))
                .containsExactly("mode upsert needs the columns that identify a row: key: [id]");
        assertThat(upsert("shop.customers", "idd").problems(schema))
                .containsExactly("key column 'idd' is not in the rows: did you mean 'id'? (id, name, E-Mail, code)");
        assertThat(upsert("shop.customers", "code").problems(schema))
                .containsExactly(
                        "no unique index of shop.customers is on exactly the key [code] (there is one on [id] or"
                                + " [region, code]): CREATE UNIQUE INDEX ON \"shop\".\"customers\" (\"code\")");
    }

    @Test
    void missingPrivilegesNameTheGrant() throws Exception {
        DataSource other = role("b_reader");
        database.execute("GRANT USAGE ON SCHEMA shop TO b_reader; GRANT SELECT ON shop.customers TO b_reader;"
                + " GRANT UPDATE (id, name, \"E-Mail\") ON shop.customers TO b_reader");

        assertThat(TableLoad.upsert(other, "shop.customers", "id").problems(text("id", "name", "E-Mail")))
                .containsExactly(
                        "role b_reader lacks INSERT on shop.customers: GRANT INSERT ON \"shop\".\"customers\" TO"
                                + " \"b_reader\"");
    }

    @Test
    void rowLevelSecurityIsRefusedForWhomItApplies() throws Exception {
        DataSource other = role("b_writer");
        database.execute("GRANT USAGE ON SCHEMA shop TO b_writer; GRANT ALL ON shop.customers TO b_writer;"
                + " ALTER TABLE shop.customers ENABLE ROW LEVEL SECURITY");

        assertThat(TableLoad.append(other, "shop.customers").problems(text("id", "name", "E-Mail")))
                .containsExactly(
                        "row-level security of shop.customers applies to role b_writer, and COPY does not run under it:"
                                + " connect as a role with BYPASSRLS or as the table's owner");
        assertThat(append("shop.customers").problems(text("id", "name", "E-Mail")))
                .isEmpty();
    }

    private DataSource role(String name) throws Exception {
        try (var connection = database.admin().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + name
                    + "') THEN CREATE ROLE " + name + " LOGIN PASSWORD 'secret'; END IF; END $$");
        }
        return database.dataSource(name, "secret");
    }

    private TableLoad append(String table) {
        return TableLoad.append(target, table);
    }

    private TableLoad upsert(String table, String... key) {
        return TableLoad.upsert(target, table, key);
    }

    private static Schema text(String... names) {
        return Rows.of(names).schema();
    }
}
