package io.nightload.spec.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatementTest {

    private static List<String> texts(String script) {
        return SqlStatement.ofScript(script).stream()
                .map(statement -> statement.sql().sql())
                .toList();
    }

    @Test
    void aScriptIsSplitAtItsSemicolons() {
        assertThat(texts("SELECT 1; SELECT ';', \";\", $$;$$ /*;*/ --;\n;\n\n;SELECT 2"))
                .containsExactly("SELECT 1", "SELECT ';', \";\", $$;$$ /*;*/ --;", "SELECT 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END FROM t; SELECT 2; END"
            })
    void statementsInAStatementStayInIt(String sql) {
        assertThat(texts(sql + "; SELECT 1")).containsExactly(sql, "SELECT 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", ";;", "-- nothing", "/* ; */ ;"})
    void spaceAndCommentsAreNoStatement(String script) {
        assertThat(texts(script)).isEmpty();
    }

    @Test
    void eachKnowsWhereItBeginsAndItsOwnParameters() {
        List<SqlStatement> statements = SqlStatement.ofScript("-- one\nSELECT :a;\n  DELETE FROM t WHERE b = :b");

        assertThat(statements).extracting(SqlStatement::offset).containsExactly(7, 20);
        assertThat(statements.get(1).sql())
                .isEqualTo(new BoundSql("DELETE FROM t WHERE b = ?", List.of(new BoundSql.Parameter("b", 44))));
    }

    @ParameterizedTest
    @CsvSource({
        "/* a */ commit,true",
        "End,true",
        "ABORT,true",
        "BEGIN,true",
        "START TRANSACTION,true",
        "ROLLBACK,true",
        "rollback work to savepoint s,false",
        "ROLLBACK -- back to start,true",
        "rollback /* x */ to s,false",
        "PREPARE TRANSACTION 'to',true",
        "PREPARE p AS SELECT 1,false",
        "SAVEPOINT s,false",
        "SELECT 'commit',false"
    })
    void whatBeginsOrEndsATransactionIsKnown(String sql, boolean controls) {
        assertThat(SqlStatement.ofScript(sql).get(0).controlsTransaction()).isEqualTo(controls);
    }
}
