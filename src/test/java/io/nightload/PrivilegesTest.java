package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a role may do that has the grants of {@code deploy/grants.sql}. */
@ExtendWith(TestDatabaseExtension.class)
class PrivilegesTest {

    private static final String ROLE = "least_" + ProcessHandle.current().pid();

    @TempDir
    private Path home;

    private Project project;
    private TestDatabase target;

    @BeforeEach
    void grantsWhatTheScriptSays(TestDatabase database) throws SQLException, IOException {
        target = database;
        target.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.customers (id int PRIMARY KEY, name text NOT NULL);
                CREATE TABLE shop.orders (id int PRIMARY KEY, customer_id int REFERENCES shop.customers, total numeric);
                CREATE TABLE shop.log (id bigserial PRIMARY KEY, customer_id int UNIQUE);
                CREATE TABLE shop.facts (order_id int PRIMARY KEY, customer text);
                CREATE TABLE shop.copies (id int PRIMARY KEY, name text)""");
        administer("CREATE ROLE " + ROLE + " LOGIN PASSWORD 'least'");
        administer("REVOKE TEMPORARY ON DATABASE " + name() + " FROM PUBLIC");
        administer(Files.readString(Path.of("deploy/grants.sql"))
                .replace("loader", ROLE)
                .replace("DATABASE shop", "DATABASE " + name()));
        project = new Project(home)
                .file("customers.csv", "id,name\n1,Ann\n2,Bob\n3,\n")
                .file("orders.csv", "id,customer_id,total\n1,1,9.90\n2,2,5\n3,77,1\n");
    }

    @AfterEach
    void dropsTheRole() throws SQLException {
        administer("DROP OWNED BY " + ROLE + " CASCADE; DROP ROLE " + ROLE);
    }

    @Test
    void theRoleLoadsByEachModeButReplaceAndRejectsWhatTheServerRefuses() {
        project.job("load", """
                steps:
                  - name: customers
                    source: { csv: customers.csv }
                    target: { table: { name: shop.customers, mode: upsert, key: [id] } }
                  - name: orders
                    source: { csv: orders.csv }
                    target: { table: { name: shop.orders, mode: append } }
                  - name: totals
                    source: { csv: orders.csv }
                    transform: [ keep: "customer_id <> '77'" ]
                    target: { table: { name: shop.orders, mode: update, key: [id] } }
                  - name: log
                    source: { csv: orders.csv }
                    transform: [ drop: [id, total] ]
                    target: { table: { name: shop.log, mode: append } }
                  - name: facts
                    source: { entity: shop.orders }
                    transform: [ select: { order_id: id, customer: customer.name } ]
                    target: { table: { name: shop.facts, mode: upsert, key: [order_id] } }
                  - name: copies
                    source: { table: shop.customers }
                    target: { entity: { root: shop.copies, mode: upsert } }
                """);

        Program.Ended ended = program().runHere("run", "load");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT order_id, customer FROM shop.facts ORDER BY 1"))
                .containsExactly("1|Ann", "2|Bob");
        assertThat(target.query("SELECT count(*) FROM shop.copies")).containsExactly("2");
    }

    @Test
    void replaceNeedsDeleteAndNoMore() throws SQLException {
        project.job("replace", """
                steps:
                  - name: customers
                    source: { csv: customers.csv }
                    target: { table: { name: shop.customers, mode: replace } }
                """);

        Program.Ended refused = program().runHere("run", "replace");

        assertThat(refused.exitCode()).as(refused.all()).isEqualTo(2);
        assertThat(refused.err()).contains("DELETE", ROLE);

        administer("GRANT DELETE ON shop.customers TO " + ROLE);
        Program.Ended ended = program().runHere("run", "replace");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT name FROM shop.customers ORDER BY 1")).containsExactly("Ann", "Bob");
    }

    @Test
    void withoutTemporaryTablesAnUpsertNamesTheGrant() throws SQLException {
        administer("REVOKE TEMPORARY ON DATABASE " + name() + " FROM " + ROLE);
        project.job("upsert", """
                steps:
                  - name: customers
                    source: { csv: customers.csv }
                    target: { table: { name: shop.customers, mode: upsert, key: [id] } }
                """);

        Program.Ended refused = program().runHere("run", "upsert");

        assertThat(refused.exitCode()).as(refused.all()).isEqualTo(2);
        assertThat(refused.err()).contains("GRANT TEMPORARY ON DATABASE");
    }

    @Test
    void withoutItsSchemaTheRoleIsToldWhoMakesIt() throws SQLException {
        administer("DROP SCHEMA nightload");
        project.job("one", "steps:\n  - name: one\n    sql: SELECT 1\n");

        Program.Ended refused = program().runHere("run", "one");

        assertThat(refused.exitCode()).as(refused.all()).isEqualTo(2);
        assertThat(refused.err()).contains("CREATE SCHEMA nightload AUTHORIZATION \"" + ROLE + "\"");
    }

    private Program program() {
        return project.program(target)
                .with("NIGHTLOAD_CONNECTIONS_TARGET_USERNAME", ROLE)
                .with("NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD", "least");
    }

    private String name() {
        return target.url().replaceFirst(".*/", "");
    }

    private void administer(String sql) throws SQLException {
        try (Connection connection = target.admin().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
