package io.nightload.cli;

import io.nightload.cli.history.Execution;
import io.nightload.cli.history.RejectTable;
import io.nightload.cli.query.CsvFile;
import io.nightload.cli.query.CsvRows;
import io.nightload.cli.query.JsonRows;
import io.nightload.cli.query.RowSink;
import io.nightload.cli.query.TextRows;
import io.nightload.cli.text.Output;
import io.nightload.cli.text.Units;
import io.nightload.spec.NearestWord;
import io.nightload.step.StepReport;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists rejected rows. */
@Command(
        name = "rejects",
        description = {
            "Lists the rows that an execution rejected, and those before it that it went on from: each with its reason, its"
                    + " place in the file or its key, and as it came."
        },
        footer = {
            "%nExamples:",
            "  nightload rejects 7",
            "  nightload rejects nightly-shop --step customers",
            "  nightload rejects 7 --csv rejects.csv",
            "  nightload rejects -- replay    (of a job that is called replay)",
            "%nTo load them after all: nightload rejects replay --help"
        })
final class RejectsVerb implements Callable<Integer> {

    /** What stands for the standard output, and for the standard input, where a file is asked for. */
    static final Path STANDARD = Path.of("-");

    private final Globals globals;

    /** Not asked for where the verb beneath this one is typed. */
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = ExecutionChoice.LABEL,
            description = ExecutionChoice.DESCRIPTION)
    private @Nullable String which;

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--step", paramLabel = "NAME", description = "Only rows of this step.")
    private @Nullable String step;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write them to this file, in the place of what it holds; - is the standard output.")
    private @Nullable Path file;

    @Option(names = "--all", description = "Also those that were replayed, and so are rejected no longer.")
    private boolean all;

    @Option(names = "--output", paramLabel = "FORMAT", description = "The list as ${COMPLETION-CANDIDATES}.")
    private TableFormat format = TableFormat.TEXT;

    RejectsVerb(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() throws SQLException {
        if (file != null && format == TableFormat.JSON) {
            throw new RefusedException("--csv writes CSV, and --output is json: leave one of them out");
        }
        try (ControlDatabase control = new ControlDatabase(globals)) {
            Execution execution = choice().find(control);
            requireStep(control, execution);
            if (file == null) {
                print(control, execution, format);
            } else if (file.equals(STANDARD)) {
                print(control, execution, TableFormat.CSV);
            } else {
                export(control, execution, globals.path(file));
            }
        }
        return 0;
    }

    private ExecutionChoice choice() {
        if (which == null) {
            CommandSpec verb = Objects.requireNonNull(command);
            List<ArgSpec> missing = List.copyOf(verb.positionalParameters());
            throw new MissingParameterException(verb.commandLine(), missing, ExecutionChoice.LABEL + " is missing");
        }
        return new ExecutionChoice(which);
    }

    private void requireStep(ControlDatabase control, Execution execution) throws SQLException {
        List<String> steps = control.query(log -> log.steps(execution.id())).orElse(List.of()).stream()
                .map(StepReport::step)
                .toList();
        if (step != null && !steps.contains(step)) {
            throw new RefusedException(
                    "execution " + execution.id() + " has run no step '" + step + "'" + NearestWord.hint(step, steps));
        }
    }

    private void print(ControlDatabase control, Execution execution, TableFormat as) throws SQLException {
        Output output = globals.output();
        switch (as) {
            case TEXT ->
                write(control, execution, RejectTable.forPeople(all), new TextRows(output.out(), output.outTerminal()));
            case CSV -> write(control, execution, RejectTable.whole(), new CsvRows(output.out()));
            case JSON -> write(control, execution, RejectTable.whole(), new JsonRows(output.out()));
        }
    }

    private void export(ControlDatabase control, Execution execution, Path path) throws SQLException {
        try (CsvFile out = new CsvFile(path)) {
            long count = write(control, execution, RejectTable.whole(), out);
            if (!out.isIntact()) {
                throw new RefusedException("writing " + path + ": it takes no more, after " + count + " rows at most");
            }
            globals.output().complain(Units.count(count, "rejected row", "rejected rows") + " written to " + path);
        } catch (UncheckedIOException e) {
            boolean folder = e.getCause() instanceof NoSuchFileException;
            throw new RefusedException(
                    "writing " + path + ": " + (folder ? "its folder does not exist" : e.getMessage()));
        }
    }

    private long write(ControlDatabase control, Execution execution, RejectTable table, RowSink sink)
            throws SQLException {
        return control.queryTarget(target -> table.write(target, execution, step, all, sink))
                .orElse(0L);
    }
}
