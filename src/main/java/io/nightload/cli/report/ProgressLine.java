package io.nightload.cli.report;

import io.nightload.cli.text.DisplayWidth;
import io.nightload.cli.text.Output;
import io.nightload.cli.text.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The line that says how far a run is: on a terminal one that is redrawn, ten times a second at most; elsewhere one more
 * line with the time of day each ten seconds.
 */
final class ProgressLine {

    private static final Duration REDRAWN = Duration.ofMillis(100);
    private static final Duration LOGGED = Duration.ofSeconds(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final String ERASE = "\r\u001b[K";

    private final Output output;
    private final Terminal terminal;
    private final Clock clock;
    private Instant last;
    private boolean drawn;

    ProgressLine(Output output, Clock clock) {
        this.output = output;
        this.terminal = output.errTerminal();
        this.clock = clock;
        this.last = terminal.interactive() ? Instant.MIN : clock.instant();
    }

    /** Shows it, unless the last one was shown a moment ago. */
    void show(Supplier<String> line) {
        Instant now = clock.instant();
        if (now.isBefore(last.plus(terminal.interactive() ? REDRAWN : LOGGED))) {
            return;
        }
        last = now;
        if (terminal.interactive()) {
            // One column is left free: a terminal may wrap when the last one is written.
            output.err().print(ERASE + DisplayWidth.cut(line.get(), terminal.width() - 1));
            output.err().flush();
            drawn = true;
        } else {
            output.complain(TIME.format(now.atZone(clock.getZone())) + " " + line.get());
        }
    }

    /** Takes it off the terminal, so that something else can be written. */
    void erase() {
        if (drawn) {
            output.err().print(ERASE);
            output.err().flush();
            drawn = false;
        }
    }
}
