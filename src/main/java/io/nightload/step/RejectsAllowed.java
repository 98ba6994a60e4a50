package io.nightload.step;

import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.reject.ReplayedBefore;
import io.nightload.part.Counts;
import io.nightload.plan.StepPlan;
import io.nightload.spec.StepOptions;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How many rejects a step bears, of those that were not loaded after all. */
record RejectsAllowed(StepOptions.@Nullable RejectLimit limit, long replayed) {

    /**
     * Asks what was replayed where there is a limit at all.
     *
     * @param beginsAgain whether the rejects of before will be deleted, those that were replayed among them
     */
    static RejectsAllowed of(StepPlan.Rows plan, DataSource target, CheckpointKey key, boolean beginsAgain) {
        StepOptions.@Nullable RejectLimit limit = plan.spec().options().rejects();
        return new RejectsAllowed(limit, limit == null || beginsAgain ? 0 : ReplayedBefore.count(target, key));
    }

    /** @param counts of the whole step */
    Optional<TooManyRejectsException> tooMany(Counts counts, boolean atEnd) {
        return TooManyRejectsException.of(limit, counts, replayed, atEnd);
    }

    /** @throws TooManyRejectsException if there are more */
    void require(Counts counts, boolean atEnd) {
        tooMany(counts, atEnd).ifPresent(tooMany -> {
            throw tooMany;
        });
    }
}
