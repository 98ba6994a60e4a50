package io.nightload.step;

import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.checkpoint.reject.RejectRange;
import io.nightload.checkpoint.reject.RejectReader;
import io.nightload.checkpoint.reject.RejectsInHand;
import io.nightload.checkpoint.reject.ReplayedRows;
import io.nightload.part.kept.KeptRows;
import io.nightload.plan.StepPlan;
import io.nightload.pool.StepPools;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.step.retry.Retries;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.Step;

/** Makes the steps of one replay: each is a step of the job that reads its rejects instead of its source. */
public final class StepsOfRejects {

    private static final int MOST_TOLD = 5;

    private final StepEnvironment environment;
    private final RejectRange range;
    private final String person;
    private int told;
    private final String replay = UUID.randomUUID().toString();

    /**
     * @param range which rejects
     * @param person who replays them, as {@code user@host}
     */
    public StepsOfRejects(StepEnvironment environment, RejectRange range, String person) {
        this.environment = environment;
        this.range = range;
        this.person = person;
    }

    /** Replays the rejects of a step, chunk by chunk. */
    public Step step(StepPlan.Rows plan) {
        return new CheckpointedStep(environment, plan.spec(), plan.name(), () -> plan, this::open);
    }

    /**
     * Tries all of them in one transaction that is rolled back when it is closed.
     *
     * @throws io.nightload.pool.NoRoomException if a server has not as many connections left as it needs
     * @throws SQLException if a server does not answer
     */
    public TriedStep tried(StepPlan.Rows plan) throws SQLException {
        ChunkGuard guard = new ChunkGuard(plan.name(), null);
        RejectsInHand hand = new RejectsInHand();
        StepPlan.Rows replayed = replayed(plan, hand);
        StepPools pools = environment.pools(replayed, 1, guard);
        try {
            return new TriedStep(environment, replayed, pools, guard, share(hand, this::tellSome));
        } catch (RuntimeException e) {
            pools.close();
            throw e;
        }
    }

    /** The attempts of trying a step, each of them all of it. */
    public Retries retries(StepPlan.Rows plan) {
        return Retries.fromTheBeginning(
                "step " + plan.name(),
                plan.spec().options().retry().over(environment.retry()),
                environment.listener()::note);
    }

    private OpenStep open(StepPlan.Rows plan, long executionId, ChunkGuard guard, @Nullable StepCheckpoint before)
            throws SQLException {
        RejectsInHand hand = new RejectsInHand();
        StepPlan.Rows replayed = replayed(plan, hand);
        StepPools pools = environment.pools(replayed, 1, guard);
        try {
            StepShare share = share(hand, refusal -> {});
            StepCheckpoint taken = share.take(pools.target(), environment, replayed.name(), before);
            return new OpenStep(environment, replayed, pools, guard, executionId, share, taken);
        } catch (RuntimeException e) {
            pools.close();
            throw e;
        }
    }

    private StepPlan.Rows replayed(StepPlan.Rows plan, RejectsInHand hand) {
        KeptRows keeping = plan.keeping();
        return plan.with(new RejectSource(
                plan.source().schema(),
                keeping,
                runtime -> new RejectReader(runtime.target(), range, plan.name(), replay, keeping, hand)));
    }

    /** What is tried leaves no reasons in the table. */
    private void tellSome(String refusal) {
        if (told < MOST_TOLD) {
            told++;
            environment.listener().note(refusal);
        }
    }

    private StepShare share(RejectsInHand hand, Consumer<String> refusals) {
        return StepShare.ofRejects((target, key, executionId, counts, keeping, beginsAgain) ->
                new ReplayedRows(target, counts, hand, person, refusals));
    }
}
