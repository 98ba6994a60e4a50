package io.nightload.run;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.checkpoint.Instances;
import io.nightload.checkpoint.Instances.Successor;
import io.nightload.run.JobReport.Outcome;
import io.nightload.run.RunGuard.Turn;
import java.util.Optional;
import java.util.UUID;

/**
 * What has become of an instance that another process may have taken over from this one while it stood still. Of a complete one,
 * nobody may be told to resume it: without identifying parameters, the same command would load everything anew.
 */
record TakenOver(InstanceKey key, Instances instances, Turn turn) {

    /** The report of a run that did not complete, as it is after a look at who else went on with its instance. */
    JobReport judge(JobReport report, UUID run) {
        if (report.outcome() == Outcome.COMPLETED) {
            return report;
        }
        Optional<Successor> successor = instances.successor(key, run);
        if (successor.isPresent() && successor.get().complete()) {
            return report.ended(Outcome.COMPLETED_BY_ANOTHER, successor.get().process());
        }
        return turn.rival()
                .map(rival -> report.ended(Outcome.RUN_BY_ANOTHER, rival))
                .orElse(report);
    }

    /**
     * The report of a run that has lost its turn before it began.
     *
     * @throws BusyException unless the instance is complete
     */
    JobReport judge(BusyException lost, UUID run) {
        return instances
                .successor(key, run)
                .filter(Successor::complete)
                .map(by -> JobReport.ofNothing(0, key, Outcome.COMPLETED_BY_ANOTHER, by.process()))
                .orElseThrow(() -> turn.rival()
                        .map(rival -> new BusyException(key.job(), rival))
                        .orElse(lost));
    }
}
