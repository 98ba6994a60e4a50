package io.nightload.run;

import io.nightload.plan.JobPlan;
import io.nightload.plan.StepPlan;
import java.util.List;

/** A job shall begin anew, but one of its steps has appended rows, which would be there twice. */
public final class AppendedRowsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private AppendedRowsException(StepPlan step) {
        super("--again would append the rows of step " + step.name() + " a second time to " + step.description()
                + ": make it mode: upsert, or delete its rows and its lines in nightload.checkpoint first ("
                + step.spec().position() + ")");
    }

    /** @throws AppendedRowsException if one of the steps with rows appends */
    static void check(JobPlan plan, List<String> stepsWithRows) {
        for (StepPlan step : plan.steps()) {
            if (step instanceof StepPlan.Rows rows
                    && stepsWithRows.contains(step.name())
                    && rows.target().map(target -> target.appends()).orElse(false)) {
                throw new AppendedRowsException(step);
            }
        }
    }
}
