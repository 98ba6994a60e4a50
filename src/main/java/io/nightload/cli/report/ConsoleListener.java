package io.nightload.cli.report;

import io.nightload.cli.text.Output;
import io.nightload.cli.text.Style;
import io.nightload.run.RunListener;
import io.nightload.step.StepReport;
import java.time.Clock;

/** Says on the standard error output what a run does while it does it. */
public final class ConsoleListener implements RunListener {

    private final Output output;
    private final String place;
    private final ProgressLine line;

    /** @param place where the run writes, for its first line: environment and database */
    public ConsoleListener(Output output, String place, Clock clock) {
        this.output = output;
        this.place = place;
        this.line = new ProgressLine(output, clock);
    }

    @Override
    public synchronized void jobStarted(long executionId, String job, String identity, boolean resumed) {
        String name = output.errTerminal().paint(Style.HEADING, identity.isEmpty() ? job : job + " " + identity);
        say(name + " into " + place + ", execution " + executionId
                + (resumed ? ", resuming what did not complete" : ""));
    }

    @Override
    public synchronized void note(String message) {
        say(message);
    }

    @Override
    public synchronized void progress(StepProgress progress) {
        line.show(() -> ProgressText.of(progress));
    }

    @Override
    public synchronized void stepEnded(StepReport report) {
        line.erase();
    }

    /** A sentence on a line of its own. */
    public synchronized void say(String message) {
        line.erase();
        output.complain(message);
    }
}
