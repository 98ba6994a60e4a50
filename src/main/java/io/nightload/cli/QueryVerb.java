package io.nightload.cli;

import io.nightload.cli.query.CsvRows;
import io.nightload.cli.query.JsonRows;
import io.nightload.cli.query.ReadOnlyQuery;
import io.nightload.cli.query.RowSink;
import io.nightload.cli.query.SqlComplaint;
import io.nightload.cli.query.TextRows;
import io.nightload.cli.text.Output;
import io.nightload.connection.ConnectionException;
import io.nightload.connection.Connections;
import io.nightload.connection.ServerError;
import io.nightload.spec.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a statement that reads. */
@Command(
        name = "query",
        description = {
            "Runs one SQL statement that reads, and prints its rows.",
            "Nothing can be written: it runs in a READ ONLY transaction, as the query of a cursor."
        },
        footer = {
            "%nExamples:",
            "  nightload query \"select * from shop.customers\" --limit 10",
            "  nightload query \"select step, count(*) from nightload.reject group by step\"",
            "  nightload query \"select * from mart.order_facts\" --output csv > facts.csv",
            "%nExit codes: 0, 1 the database did not answer, 2 the statement is wrong."
        })
final class QueryVerb implements Callable<Integer> {

    private final Globals globals;

    @Parameters(index = "0", paramLabel = "SQL", description = "SELECT, WITH, VALUES, TABLE, EXPLAIN or SHOW.")
    private String sql = "";

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "A connection of nightload.yaml. Default: ${DEFAULT-VALUE}.")
    private String connection = Connections.TARGET;

    @Option(names = "--limit", paramLabel = "N", description = "Print no more than so many rows.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--output", paramLabel = "FORMAT", description = "The rows as ${COMPLETION-CANDIDATES}.")
    private TableFormat format = TableFormat.TEXT;

    QueryVerb(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() throws SQLException {
        if (limit < 0) {
            throw new RefusedException("--limit " + limit + ": the most rows to print is 0 or more");
        }
        Output output = globals.output();
        Settings settings = globals.settings();
        try (Connections connections = globals.connections(settings);
                Connection opened = dataSource(connections).getConnection()) {
            new ReadOnlyQuery(sql, limit).run(opened, sink(output));
            return 0;
        } catch (ConnectionException e) {
            throw e;
        } catch (SQLException e) {
            ServerError error = ServerError.of(e);
            new SqlComplaint(error, sql).lines().forEach(output::complain);
            return error.isTransient() ? Failures.FAILED : Failures.REFUSED;
        }
    }

    private DataSource dataSource(Connections connections) {
        try {
            return connections.dataSource(connection);
        } catch (NoSuchElementException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private RowSink sink(Output output) {
        return switch (format) {
            case TEXT -> new TextRows(output.out(), output.outTerminal());
            case CSV -> new CsvRows(output.out());
            case JSON -> new JsonRows(output.out());
        };
    }
}
