package io.nightload.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;

class VerdictTest {

    @Test
    void ofSeveralFailuresTheStepsOwnIsTold() {
        JobExecution execution = new JobExecution(1, new JobInstance(1, "load"), new JobParameters());
        execution.setStatus(BatchStatus.FAILED);
        for (int partition = 20; partition > 0; partition--) {
            fails(execution, 11 + partition, "rows:partition" + partition, "of partition " + partition);
        }
        fails(execution, 11, "rows", "of the step");

        assertThat(Verdict.error(execution)).isEqualTo("of the step");
    }

    private static void fails(JobExecution execution, long id, String name, String why) {
        StepExecution step = new StepExecution(id, name, execution);
        step.addFailureException(new IllegalStateException(why));
        execution.addStepExecution(step);
    }
}
