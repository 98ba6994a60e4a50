package io.nightload.cli;

import io.nightload.cli.text.Output;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

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
        Converters.register(root);
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
}
