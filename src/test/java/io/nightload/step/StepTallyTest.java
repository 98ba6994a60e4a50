package io.nightload.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.checkpoint.Checkpoint;
import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.FrozenPartition;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.part.Source;
import io.nightload.step.StepListener.StepProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepTallyTest implements StepListener {

    private static final long SIZE = 1_000;

    private final StepMeter meter = new StepMeter();
    private double secondsBefore;
    private final List<StepProgress> told = new ArrayList<>();

    @Override
    public void progress(StepProgress progress) {
        told.add(progress);
    }

    @Test
    void timeLeftFollowsFromWhatThisExecutionHasDone() {
        StepTally tally = tally(partition(1, 5, true), partition(2, 5, true), partition(3, 0, false));

        secondsBefore = meter.seconds();
        tally.progress(3, at(10));

        isLeft(last(), SIZE - 10, 10);
        assertThat(last().done()).isEqualTo(2 * SIZE + 10);
    }

    @Test
    void whatAResumedPartitionHadDoneIsNoneOfIt() {
        StepTally tally = tally(partition(1, 5, false));

        tally.progress(1, at(900));
        secondsBefore = meter.seconds();
        tally.progress(1, at(910));

        assertThat(told.get(0).secondsLeft()).as("nothing tells yet").isEqualTo(-1);
        isLeft(last(), 90, 10);
    }

    @Test
    void theFirstSecondsTellNothing() {
        assertThat(TimeLeft.USUAL.of(0.2, 10, 990)).isEqualTo(-1);
        assertThat(TimeLeft.USUAL.of(4, 10, 990)).isEqualTo(396);
        assertThat(TimeLeft.USUAL.of(4, 0, 1_000)).isEqualTo(-1);
    }

    private void isLeft(StepProgress progress, long rest, long gained) {
        double least = secondsBefore * rest / gained;
        double most = meter.seconds() * rest / gained;
        assertThat(progress.secondsLeft()).isBetween(least, most);
    }

    private StepProgress last() {
        return told.get(told.size() - 1);
    }

    private static StepProgress at(long done) {
        return new StepProgress("rows", 0, 0, 0, done, SIZE, -1);
    }

    private StepTally tally(FrozenPartition... partitions) {
        return new StepTally("rows", List.of(partitions), meter, this, new TimeLeft(0));
    }

    private static FrozenPartition partition(int number, long chunks, boolean complete) {
        return new FrozenPartition(
                new CheckpointKey(new InstanceKey("p", "j", "", 0), "rows", number),
                new Source.Partition("part " + number, SIZE, Map.of()),
                new Checkpoint(1, Map.of(), Map.of(), chunks, null, null, complete));
    }
}
