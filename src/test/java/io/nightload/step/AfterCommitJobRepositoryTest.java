package io.nightload.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(TestDatabaseExtension.class)
class AfterCommitJobRepositoryTest {

    private final List<String> calls = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private final JobRepository repository = AfterCommitJobRepository.behind(
            (JobRepository) Proxy.newProxyInstance(
                    JobRepository.class.getClassLoader(),
                    new Class<?>[] {JobRepository.class},
                    (proxy, method, arguments) -> {
                        calls.add(method.getName());
                        return null;
                    }),
            clock::get);
    private final JobExecution job = new JobExecution(1, new JobInstance(1, "job"), new JobParameters());
    private final StepExecution step = new StepExecution(1, "step", job);

    @Test
    void whatAStepSaysInATransactionIsPassedOnAfterItsCommit(TestDatabase database) {
        transaction(database).executeWithoutResult(status -> {
            repository.updateExecutionContext(step);
            repository.update(step);
            assertThat(calls).isEmpty();
        });
        assertThat(calls).containsExactly("updateExecutionContext", "update");
    }

    @Test
    void whatAStepSaysInATransactionThatRollsBackIsForgotten(TestDatabase database) {
        assertThatThrownBy(() -> transaction(database).executeWithoutResult(status -> {
                    repository.update(step);
                    throw new IllegalStateException("a bad chunk");
                }))
                .hasMessage("a bad chunk");
        assertThat(calls).isEmpty();
    }

    @Test
    void aWordInFiveSecondsIsEnoughFromChunkToChunk(TestDatabase database) {
        for (int milliseconds : new int[] {0, 4999, 5001, 7500}) {
            clock.set(TimeUnit.MILLISECONDS.toNanos(milliseconds));
            transaction(database).executeWithoutResult(status -> repository.update(step));
        }
        assertThat(calls).hasSize(2);

        repository.update(step); // the end of the step
        assertThat(calls).hasSize(3);
    }

    @Test
    void outsideOfATransactionItIsPassedOnAtOnce() {
        repository.update(step);
        assertThat(calls).containsExactly("update");
    }

    @Test
    void whatAJobSaysIsPassedOnAtOnce(TestDatabase database) {
        transaction(database).executeWithoutResult(status -> {
            repository.update(job);
            assertThat(calls).containsExactly("update");
        });
    }

    private static TransactionTemplate transaction(TestDatabase database) {
        return new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    }
}
