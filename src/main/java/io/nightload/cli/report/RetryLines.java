package io.nightload.cli.report;

import io.nightload.cli.text.Units;
import io.nightload.step.StepReport;
import io.nightload.step.retry.RetryReport;
import java.util.ArrayList;
import java.util.List;

/** The steps that tried again what failed for the moment: one line each. */
public final class RetryLines {

    private RetryLines() {}

    public static List<String> of(List<StepReport> steps) {
        List<String> lines = new ArrayList<>();
        for (StepReport step : steps) {
            RetryReport retries = step.retries();
            if (retries != null) {
                lines.add("step %s tried again %s, after %s of pauses, the last time because of: %s"
                        .formatted(
                                step.step(),
                                Units.count(retries.count(), "time", "times"),
                                Units.duration(retries.pausedSeconds()),
                                retries.lastReason()));
            }
        }
        return lines;
    }
}
