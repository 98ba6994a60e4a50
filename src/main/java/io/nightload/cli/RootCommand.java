package io.nightload.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nightload} itself, which does nothing without a verb. */
@Command(
        name = "nightload",
        description = "Loads data into PostgreSQL in restartable jobs.",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        versionProvider = RootCommand.Version.class,
        footer = {
            "%nA job is a file jobs/NAME.yaml. Examples:",
            "  nightload run nightly-shop date=2026-11-20",
            "  nightload history",
            "  nightload VERB --help"
        })
final class RootCommand implements Runnable {

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli sees it and prints
    private boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }

    /** What the jar says of itself. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            @Nullable String version = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "nightload " + (version == null ? "(built from sources)" : version) + ", Java " + Runtime.version()
            };
        }
    }
}
