package io.nightload;

import io.nightload.cli.Cli;
import io.nightload.cli.text.Output;
import io.nightload.spec.settings.ProjectHome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The program. */
public final class Nightload {

    private Nightload() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--debug")) {
            System.setProperty(Logging.LIBRARIES, "WARN"); // read when logging begins
        }
        Map<String, String> environment = System.getenv();
        Output output = Output.ofProcess(environment);
        Clock clock = Clock.system(ZoneId.systemDefault());
        int exitCode = new Cli(output, environment, directory(), clock).execute(arguments);
        output.out().flush();
        System.exit(exitCode);
    }

    /** Where a project is looked for: here, and where there is none, beside the launcher, which says where it stands. */
    private static Path directory() {
        Path here = Path.of("");
        String launcher = System.getProperty("nightload.home");
        return launcher == null || ProjectHome.find(here).isPresent() ? here : Path.of(launcher);
    }
}
