package io.nightload.source;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts;
import io.nightload.part.Databases;
import io.nightload.part.Source;
import io.nightload.part.SourceContract;
import io.nightload.part.StepRuntime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class QuerySourceContractTest extends SourceContract {

    private DataSource target;

    @BeforeEach
    void findsTheDatabase(TestDatabase database) {
        target = database.dataSource();
    }

    @Override
    protected Databases databases() {
        return name -> Optional.of(target);
    }

    @Override
    protected StepRuntime runtime() {
        return new StepRuntime(target, name -> target, new Counts(), (row, error) -> {}, ZoneOffset.UTC, 1000);
    }

    @Override
    protected Source<?> source() {
        return new QuerySource();
    }

    @Override
    protected String readable() {
        return """
                query:
                  sql: |
                    WITH n AS (SELECT generate_series(1, 7) AS n)
                    SELECT nullif(n % 3, 0) AS third, n::text AS "Odd "" Name" FROM n; -- seven
                  key: [third desc nulls last, "Odd \\" Name"]
                """.replace("; -- seven", " -- seven");
    }

    @Override
    protected Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong("query: {}", "job.yaml:1:1: query lacks 'sql'"),
                new Wrong("query: 'SELECT ${x}'", "job.yaml:1:16: 'sql' is an expression, where parameters are bound"),
                new Wrong("query: 'SELECT :day'", "job.yaml:1:16: no parameter is called 'day'"),
                new Wrong("query: 'SELEC 1'", "job.yaml:1:8: reading query: syntax error at or near \"SELEC\""),
                new Wrong("query: 'SELECT 1 AS a, 2 AS a'", "job.yaml:1:8: several columns are called a"),
                new Wrong("query: 'CREATE TABLE x (y int)'", "job.yaml:1:8: the query gives no rows"),
                new Wrong(
                        "query: { sql: 'SELECT 1 AS a', read: paging }",
                        "job.yaml:1:38: read: paging needs an order: name the columns"),
                new Wrong(
                        "query: { sql: 'SELECT 1 AS a', key: [b desc] }",
                        "job.yaml:1:38: key: there is no column 'b': known are a"));
    }
}
