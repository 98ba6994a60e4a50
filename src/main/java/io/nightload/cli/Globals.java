package io.nightload.cli;

import io.nightload.cli.text.Output;
import io.nightload.connection.Connections;
import io.nightload.spec.Problems;
import io.nightload.spec.Settings;
import io.nightload.spec.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every verb, and what follows from them. */
final class Globals {

    private final Output output;
    private final Map<String, String> environment;
    private final Path directory;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The project's folder. Default: the one of this folder and those above it that holds"
                    + " nightload.yaml or jobs/.")
    private @Nullable Path home;

    @Option(
            names = "--env",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "One of the environments in nightload.yaml.")
    private @Nullable String chosen;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "No colours (also by the variable NO_COLOR, and where there is no terminal).")
    private boolean noColor;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli sees it and prints
    private boolean help;

    Globals(Output output, Map<String, String> environment, Path directory) {
        this.output = output;
        this.environment = environment;
        this.directory = directory;
    }

    Output output() {
        return noColor ? output.withoutColour() : output;
    }

    boolean debug() {
        return debug;
    }

    /** A path as it was typed. */
    Path path(Path typed) {
        return directory.resolve(typed);
    }

    /** @throws io.nightload.spec.InvalidSpecException with all that is wrong with them */
    Settings settings() {
        Problems problems = new Problems();
        Path start = home == null ? directory : directory.resolve(home);
        Settings settings = new SettingsReader(start, environment, problems).read(chosen);
        problems.throwIfAny();
        Libraries.use(settings.home());
        return settings;
    }

    /** The project's databases; what a person should know of them is said on the error output. */
    Connections connections(Settings settings) {
        return new Connections(settings, output()::complain);
    }
}
