package io.nightload.cli;

import io.nightload.cli.text.Output;
import io.nightload.connection.ConnectionException;
import io.nightload.connection.MigrationException;
import io.nightload.connection.ServerError;
import io.nightload.plan.TooFewConnectionsException;
import io.nightload.replay.ReplayRefusedException;
import io.nightload.run.AppendedRowsException;
import io.nightload.run.BusyException;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a person and a scheduler are told when a verb ends with an exception. */
final class Failures implements IExecutionExceptionHandler {

    static final int FAILED = 1;
    static final int REFUSED = 2;
    static final int BUSY = 4;

    private final Globals globals;

    Failures(Globals globals) {
        this.globals = globals;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, @Nullable ParseResult parsed) {
        Output output = globals.output();
        Throwable failure = known(e);
        int exitCode = say(output, failure, command.getCommandName());
        if (globals.debug()) {
            e.printStackTrace(output.err());
        }
        return exitCode;
    }

    /** The first of the causes that says itself what is the matter: Spring wraps what its beans throw. */
    private static Throwable known(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSpecException
                    || cause instanceof SQLException
                    || cause instanceof MigrationException
                    || cause instanceof BusyException
                    || cause instanceof AppendedRowsException
                    || cause instanceof TooFewConnectionsException
                    || cause instanceof ReplayRefusedException
                    || cause instanceof RefusedException) {
                return cause;
            }
        }
        return failure;
    }

    private static int say(Output output, Throwable failure, String verb) {
        if (failure instanceof InvalidSpecException e) {
            return problems(output, e.problems(), verb);
        }
        if (failure instanceof ConnectionException e) {
            output.complain(String.valueOf(e.getMessage()));
            return e.isLasting() ? REFUSED : FAILED;
        }
        if (failure instanceof SQLException e) {
            ServerError error = ServerError.of(e);
            output.complain(
                    error.sqlState() == null
                            ? error.message()
                            : error.message() + " (SQLSTATE " + error.sqlState() + ")");
            return FAILED;
        }
        if (failure instanceof BusyException) {
            output.complain(String.valueOf(failure.getMessage()));
            return BUSY;
        }
        if (failure instanceof TooFewConnectionsException
                || (failure instanceof MigrationException e && e.isTransient())) {
            output.complain(String.valueOf(failure.getMessage()));
            return FAILED;
        }
        if (failure instanceof RefusedException
                || failure instanceof AppendedRowsException
                || failure instanceof ReplayRefusedException
                || failure instanceof MigrationException) {
            output.complain(String.valueOf(failure.getMessage()));
            return REFUSED;
        }
        output.complain("internal error: " + failure + " (run with --debug for the stack trace)");
        return FAILED;
    }

    /** One line each, and how many in which files. */
    private static int problems(Output output, List<Problem> problems, String verb) {
        problems.forEach(problem -> output.complain(problem.toString()));
        String files = problems.stream()
                .map(problem -> problem.position().file())
                .distinct()
                .collect(Collectors.joining(", "));
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        if (problems.stream().anyMatch(problem -> problem.position().line() > 0)) {
            output.complain(count + " in " + files + (verb.equals("run") ? "; nothing was run" : ""));
        }
        return REFUSED;
    }
}
