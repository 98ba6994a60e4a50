package io.nightload.cli;

import io.nightload.cli.report.ModelReport;
import io.nightload.cli.text.Output;
import io.nightload.connection.Connections;
import io.nightload.model.Entity;
import io.nightload.model.Model;
import io.nightload.model.TableName;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Settings;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the entities around a table. */
@Command(
        name = "model",
        description = {
            "Prints the entities around a table: its columns, and the associations that its foreign keys make.",
            "The names are those that expressions, fetch plans and an entity source's where use."
        },
        footer = {
            "%nExamples:",
            "  nightload model shop.orders",
            "  nightload model shop.orders --depth 2",
            "  nightload model '\"My Schema\".\"Order Lines\"' --connection erp --output json",
            "%nExit codes: 0, 1 the database did not answer, 2 there is no such table."
        })
final class ModelVerb implements Callable<Integer> {

    private static final int DEEPEST = 5;

    private final Globals globals;

    @Parameters(index = "0", paramLabel = "NAME", description = "A table, as SQL writes it: schema.table.")
    private String name = "";

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "How many associations a path may have, 1 to " + DEEPEST + ". Default: ${DEFAULT-VALUE}.")
    private int depth = 1;

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "A connection of nightload.yaml. Default: ${DEFAULT-VALUE}.")
    private String connection = Connections.TARGET;

    @Option(names = "--output", paramLabel = "FORMAT", description = "The answer as ${COMPLETION-CANDIDATES}.")
    private ReportFormat format = ReportFormat.TEXT;

    ModelVerb(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        if (depth < 1 || depth > DEEPEST) {
            throw new RefusedException("--depth is " + depth + ", but takes 1 to " + DEEPEST);
        }
        Settings settings = globals.settings();
        try (Connections connections = globals.connections(settings)) {
            Model model = new Model(dataSource(connections));
            ModelReport report = ModelReport.of(model, find(model), depth);
            Output output = globals.output();
            output.print(format == ReportFormat.JSON ? report.json() : report.lines(output.outTerminal()));
            return 0;
        }
    }

    private DataSource dataSource(Connections connections) {
        try {
            return connections.dataSource(connection);
        } catch (NoSuchElementException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private Entity find(Model model) {
        try {
            return model.find(TableName.parse(name)).orElseThrow(() -> new RefusedException(missing(model)));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private String missing(Model model) {
        return "there is no table " + name
                + NearestWord.hint(
                        name, model.tables().stream().map(TableName::toString).toList());
    }
}
