package io.nightload.cli;

import io.nightload.cli.text.Output;
import io.nightload.spec.TimeSpan;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.TypeConversionException;

/** The program as a function of its arguments and its surroundings. */
public final class Cli {

    private static final int WIDEST_HELP = 120;

    private final Output output;
    private final Map<String, String> environment;
    private final Path directory;
    private final Clock clock;

    /**
     * @param environment the variables of the process
     * @param directory where relative paths begin
     * @param clock with the zone that times are shown in
     */
    public Cli(Output output, Map<String, String> environment, Path directory, Clock clock) {
        this.output = output;
        this.environment = environment;
        this.directory = directory;
        this.clock = clock;
    }

    /** Does what the arguments say, and returns the exit code. */
    public int execute(String... arguments) {
        Globals globals = new Globals(output, environment, directory);
        CommandLine root = new CommandLine(new RootCommand())
                .addMixin("globals", globals)
                .addSubcommand(new RunVerb(globals, clock, List.of(arguments)))
                .addSubcommand(new CheckVerb(globals, clock))
                .addSubcommand(new AdviseVerb(globals, clock))
                .addSubcommand(new HistoryVerb(globals, clock))
                .addSubcommand(new ShowVerb(globals, clock))
                .addSubcommand(new CommandLine(new RejectsVerb(globals)).addSubcommand(new ReplayVerb(globals, clock)))
                .addSubcommand(new RestartVerb(globals, clock, List.of(arguments)))
                .addSubcommand(new StopVerb(globals))
                .addSubcommand(new AbandonVerb(globals))
                .addSubcommand(new PruneVerb(globals, clock))
                .addSubcommand(new QueryVerb(globals))
                .addSubcommand(new ModelVerb(globals));
        root.setOut(new PrintWriter(output.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(output.err(), true, StandardCharsets.UTF_8));
        root.setExpandAtFiles(false);
        registerConverters(root);
        root.setUsageHelpWidth(Math.min(WIDEST_HELP, output.outTerminal().width()));
        boolean colour = output.outTerminal().colour();
        root.setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF));
        layOut(root);
        root.setParameterExceptionHandler(new UsageErrors(output));
        root.setExecutionExceptionHandler(new Failures(globals));
        return root.execute(arguments);
    }

    private static void layOut(CommandLine command) {
        command.getSubcommands().values().forEach(Cli::layOut);
        command.getCommandSpec()
                .usageMessage()
                .abbreviateSynopsis(true)
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n");
    }

    private static void registerConverters(CommandLine root) {
        root.registerConverter(ReportFormat.class, text -> word(text, ReportFormat.values()));
        root.registerConverter(TableFormat.class, text -> word(text, TableFormat.values()));
        root.registerConverter(Instant.class, Cli::instant);
        root.registerConverter(Duration.class, Cli::duration);
    }

    private static <T> T word(String text, T[] known) {
        return Arrays.stream(known)
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + Arrays.toString(known)));
    }

    private static Duration duration(String text) {
        return TimeSpan.parse(text)
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is not " + TimeSpan.EXPECTED));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no instant such as 2026-11-21T02:00:00Z or 2026-11-21T03:00:00+01:00");
        }
    }
}
