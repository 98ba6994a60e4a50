package io.nightload.source;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts;
import io.nightload.part.Databases;
import io.nightload.part.Source;
import io.nightload.part.SourceContract;
import io.nightload.part.StepRuntime;
import java.time.ZoneOffset;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class TableSourceContractTest extends SourceContract {

    private DataSource legacy;

    @BeforeEach
    void makesTables(TestDatabase database) {
        legacy = database.dataSource();
        database.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.orders (id int PRIMARY KEY, region text, total numeric(9,2), code text UNIQUE, note json);
                INSERT INTO shop.orders VALUES (1, 'north', 1.50, 'a'), (2, NULL, 2, NULL), (3, 'north', NULL, 'c'),
                  (4, 'south', 3, 'd'), (5, NULL, NULL, NULL);
                CREATE TABLE shop.heap (x int);
                ANALYZE shop.orders""");
    }

    @Override
    protected Databases databases() {
        return name -> {
            if (!name.equals("legacy")) {
                throw new NoSuchElementException("no connection is called " + name);
            }
            return Optional.of(legacy);
        };
    }

    @Override
    protected StepRuntime runtime() {
        return new StepRuntime(legacy, name -> legacy, new Counts(), (row, error) -> {}, ZoneOffset.UTC, 1000);
    }

    @Override
    protected Source<?> source() {
        return new TableSource();
    }

    @Override
    protected String readable() {
        return "table: { name: shop.orders, connection: legacy, columns: [id, total], key: [region desc, id], fetch_size: 2 }";
    }

    @Override
    protected Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong("table: {}", "job.yaml:1:1: table lacks 'name'"),
                new Wrong("table: 'a.b.c.d'", "job.yaml:1:8: 'a.b.c.d' is no table's name"),
                with("connection: lgacy", 13, "no connection is called lgacy"),
                with("connection: legacy, columns: [id, totl]", 35, "columns: there is no column 'totl'"),
                with("connection: legacy, columns: [id, id]", 35, "columns has id twice"),
                with("connection: legacy, where: 'id = :dat'", 34, "no parameter is called 'dat'"),
                with("connection: legacy, fetch_size: 0", 33, "fetch_size is 0, but takes a number of rows"),
                with("connection: legacy, read: curser", 27, "'read' cannot be 'curser': did you mean 'cursor'?"),
                with("connection: legacy, key: [idd]", 27, "key: there is no column 'idd': did you mean 'id'?"),
                with("connection: legacy, key: [region]", 27, "key (region) is not unique: shop.orders has no unique"),
                with("connection: legacy, key: [code]", 27, "key (code) is not unique: of the unique index over code"),
                with("connection: legacy, since: region", 28, "since: region is text, but takes a timestamp"),
                with("connection: legacy, since: { column: id, overlap: 2h }", 51, "overlap is '2h', but of a column"),
                new Wrong(
                        "table: { name: shop.heap, connection: legacy, read: paging }",
                        "job.yaml:1:53: read: paging needs an order, and shop.heap has no primary key"),
                new Wrong(
                        "table: { name: shop.nothing, connection: legacy }",
                        "job.yaml:1:16: reading shop.nothing: relation \"shop.nothing\" does not exist"));
    }

    /** @param column where the problem is, in the options alone */
    private static Wrong with(String options, int column, String problem) {
        String start = "table: { name: shop.orders, ";
        return new Wrong(start + options + " }", "job.yaml:1:" + (start.length() + column) + ": " + problem);
    }
}
