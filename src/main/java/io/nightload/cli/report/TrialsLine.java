package io.nightload.cli.report;

import io.nightload.advise.AdviceListener;
import io.nightload.cli.text.Output;
import io.nightload.cli.text.Units;
import java.time.Clock;

/** Says on the standard error output what is tried, while it is. */
public final class TrialsLine implements AdviceListener {

    private final Output output;
    private final ProgressLine line;

    public TrialsLine(Output output, Clock clock) {
        this.output = output;
        this.line = new ProgressLine(output, clock);
    }

    @Override
    public void trying(String step, String what, double secondsLeft) {
        line.show(() -> step + ": trying " + what + ", " + Units.wholeSeconds(secondsLeft) + " left");
    }

    @Override
    public void note(String message) {
        erase();
        output.complain(message);
    }

    /** Before something else is written. */
    public void erase() {
        line.erase();
    }
}
