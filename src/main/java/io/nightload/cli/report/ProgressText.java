package io.nightload.cli.report;

import io.nightload.cli.text.Units;
import io.nightload.step.StepListener.StepProgress;
import java.util.ArrayList;
import java.util.List;

/** How far a step is, in one line. */
final class ProgressText {

    private ProgressText() {}

    static String of(StepProgress progress) {
        List<String> parts = new ArrayList<>();
        parts.add(Units.count(progress.rows(), "row", "rows"));
        parts.add(Units.count(Math.round(progress.rowsPerSecond())) + "/s");
        if (progress.total() > 0) {
            double share = Math.min(1, (double) progress.done() / progress.total());
            // Rounded down: 100% is said when nothing is left.
            parts.add((int) (share * 100) + "% of " + Units.bytes(progress.total()));
        } else if (progress.done() > 0) {
            parts.add(Units.bytes(progress.done()));
        }
        if (progress.secondsLeft() > 0) {
            parts.add(Units.wholeSeconds(progress.secondsLeft()) + " left");
        }
        if (progress.rejected() > 0) {
            parts.add(Units.count(progress.rejected()) + " rejected");
        }
        return progress.step() + ": " + String.join(", ", parts);
    }
}
