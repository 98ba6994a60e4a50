package io.nightload.cli;

import io.nightload.cli.history.Execution;
import io.nightload.cli.history.ExecutionLog;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The argument by which a verb is told one execution. */
final class ExecutionChoice {

    static final String LABEL = "EXECUTION|JOB";

    static final String DESCRIPTION = "A number from nightload history, or a job's name for its latest execution.";

    @Parameters(index = "0", paramLabel = LABEL, description = DESCRIPTION)
    private String which;

    /** To be told. */
    ExecutionChoice() {
        this("");
    }

    /** @param which as it was typed */
    ExecutionChoice(String which) {
        this.which = which;
    }

    /** As it was typed. */
    String which() {
        return which;
    }

    /** @throws RefusedException if there is none */
    Execution find(ControlDatabase control) throws SQLException {
        return control.query(this::find)
                .flatMap(found -> found)
                .orElseThrow(() -> new RefusedException("there is no execution of '" + which
                        + "' in this project: nightload history lists those there are"));
    }

    /**
     * Likewise, for a verb that says how the work goes on.
     *
     * @param verb for the message
     * @throws RefusedException if a later execution has gone on with it
     */
    Execution findLast(ControlDatabase control, String verb) throws SQLException {
        Execution found = find(control);
        Optional<Execution> successor =
                control.query(log -> log.successor(found)).flatMap(later -> later);
        if (successor.isPresent()) {
            throw new RefusedException("execution %d of %s is over; execution %d went on with it (%s): nightload %s %d"
                    .formatted(
                            found.id(),
                            found.name(),
                            successor.get().id(),
                            successor.get().status(),
                            verb,
                            successor.get().id()));
        }
        return found;
    }

    private Optional<Execution> find(ExecutionLog log) throws SQLException {
        return which.matches("[0-9]{1,18}")
                ? log.find(Long.parseLong(which))
                : log.newest(which, 1).stream().findFirst();
    }
}
