package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class TestDatabaseTest {

    @Test
    void namesMustBeQualified(TestDatabase database) {
        database.execute("CREATE SCHEMA shop; CREATE TABLE shop.t (id int)");

        assertThatThrownBy(() -> database.query("SELECT * FROM t")).hasMessageContaining("\"t\" does not exist");
    }

    @Test
    void settingsOfTheSessionAreHostile(TestDatabase database) {
        assertThat(database.query("""
                        SELECT name, setting FROM pg_catalog.pg_db_role_setting, unnest(setconfig) s,
                          LATERAL (VALUES (split_part(s, '=', 1), split_part(s, '=', 2))) v (name, setting)
                        WHERE setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                        ORDER BY name COLLATE "C"
                        """))
                .containsExactly(
                        "DateStyle|SQL, DMY",
                        "IntervalStyle|sql_standard",
                        "TimeZone|Asia/Kathmandu",
                        "bytea_output|escape",
                        "extra_float_digits|0",
                        "search_path|nowhere");
    }

    @Test
    void textDoesNotSortByItsBytes(TestDatabase database) {
        database.assumeServer(15); // older databases do not sort by ICU's rules

        assertThat(database.queryOne("SELECT 'a' < 'B'")).isEqualTo("t");
    }

    @Test
    void aTestBeginsWithNoTable(TestDatabase database) {
        assertThat(database.count("SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname NOT IN "
                        + "('pg_catalog', 'information_schema')"))
                .isZero();
    }

    @Test
    void aWrongPasswordIsRefused(TestDatabase database) {
        assertThatThrownBy(
                        () -> database.dataSource(database.username(), "wrong").getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void aSecondServerIsAnotherOne(TestDatabase database) {
        String identifier = "SELECT system_identifier FROM pg_catalog.pg_control_system()";

        assertThat(database.secondServer().queryOne(identifier)).isNotEqualTo(database.queryOne(identifier));
    }

    @Test
    void anotherDatabaseIsOnTheSameServer(TestDatabase database) {
        String identifier = "SELECT system_identifier FROM pg_catalog.pg_control_system()";
        TestDatabase another = database.another();

        assertThat(another.url()).isNotEqualTo(database.url());
        assertThat(another.queryOne(identifier)).isEqualTo(database.queryOne(identifier));
    }
}
