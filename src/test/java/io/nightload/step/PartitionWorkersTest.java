package io.nightload.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.checkpoint.Checkpoint;
import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.FrozenPartition;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.part.Source;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class PartitionWorkersTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final Repository repository = new Repository();
    private final StepExecution whole = repository.createStepExecution("rows", job());

    /** Does not take the second partition, once the first one runs. */
    private final class Repository extends ResourcelessJobRepository {
        @Override
        public StepExecution createStepExecution(String name, JobExecution job) {
            if (name.endsWith(":partition2")) {
                await(begun);
                throw new IllegalStateException("its disk is full");
            }
            return super.createStepExecution(name, job);
        }
    }

    @Test
    void aPartitionThatCannotBeginHaltsTheOthersAndIsTold() {
        assertThatThrownBy(() -> new PartitionWorkers(repository, whole).run(partitions(3), 2, work(begun)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the job repository did not take a partition of step rows: its disk is full; the others have"
                                + " ended after the chunk that they had in flight, and the same command resumes them");
    }

    @Test
    void noneBeginsAfterAStop() throws Exception {
        whole.setTerminateOnly();

        List<@Nullable StepExecution> ended =
                new PartitionWorkers(repository, whole).run(partitions(3), 2, work(begun));

        assertThat(ended).containsExactly(null, null, null);
    }

    /** A step that goes on until it is to stop. */
    private static PartitionWorkers.Work work(CountDownLatch begun) {
        return partition -> new Step() {
            @Override
            public String getName() {
                return "rows";
            }

            @Override
            public void execute(StepExecution execution) {
                begun.countDown();
                while (!execution.isTerminateOnly()) {
                    Thread.onSpinWait();
                }
                execution.setStatus(BatchStatus.STOPPED);
            }
        };
    }

    private JobExecution job() {
        return repository.createJobExecution(
                repository.createJobInstance("j", new JobParameters()), new JobParameters(), new ExecutionContext());
    }

    private static List<FrozenPartition> partitions(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new FrozenPartition(
                        new CheckpointKey(new InstanceKey("p", "j", "", 0), "rows", number),
                        new Source.Partition("part " + number, -1, Map.of()),
                        new Checkpoint(1, Map.of(), Map.of(), 0, null, null, false)))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
