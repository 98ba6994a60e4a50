package io.nightload.cli;

import io.nightload.cli.text.Output;
import io.nightload.spec.NearestWord;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in two lines. */
final class UsageErrors implements IParameterExceptionHandler {

    private final Output output;

    UsageErrors(Output output) {
        this.output = output;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        output.complain(name + ": " + message(e, command));
        output.complain("see " + name + " --help");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException e, CommandLine command) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched().get(0), command);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing());
        }
        return lowerFirst(String.valueOf(e.getMessage()));
    }

    private static String unknown(String word, CommandLine command) {
        boolean verb = !command.getSubcommands().isEmpty() && !word.startsWith("-");
        Collection<String> known = verb
                ? command.getSubcommands().keySet()
                : command.getCommandSpec().optionsMap().keySet();
        String kind = verb ? "unknown verb" : word.startsWith("-") ? "unknown option" : "one word too many:";
        String hint = NearestWord.to(word, known)
                .map(near -> ": did you mean '" + near + "'?")
                .orElse("");
        return kind + " '" + word + "'" + hint;
    }

    private static String missing(List<ArgSpec> missing) {
        return missing.stream()
                        .map(UsageErrors::name)
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("") + " is missing";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    private static String lowerFirst(String message) {
        return message.isEmpty() ? message : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
