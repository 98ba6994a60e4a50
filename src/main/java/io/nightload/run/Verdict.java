package io.nightload.run;

import io.nightload.part.CannotResumeException;
import io.nightload.spec.InvalidSpecException;
import io.nightload.step.StepReport;
import io.nightload.step.TooManyRejectsException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepExecution;

/** What an execution of Spring Batch means to us. */
final class Verdict {

    private Verdict() {}

    static JobReport.Outcome outcome(JobExecution execution) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            return JobReport.Outcome.COMPLETED;
        }
        List<Throwable> failures = failures(execution);
        if (failures.stream().anyMatch(TooManyRejectsException.class::isInstance)) {
            return JobReport.Outcome.TOO_MANY_REJECTS;
        }
        if (failures.stream().anyMatch(Verdict::isRefusal)) {
            return JobReport.Outcome.REFUSED;
        }
        return failures.isEmpty() ? JobReport.Outcome.INTERRUPTED : JobReport.Outcome.FAILED;
    }

    /** The first failure in a person's words, or null where there was none. */
    static @Nullable String error(JobExecution execution) {
        return failures(execution).stream().map(StepReport::message).findFirst().orElse(null);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof CannotResumeException || failure instanceof InvalidSpecException;
    }

    /** In the order in which the steps began: a step comes before its partitions, and says which of them is at fault. */
    private static List<Throwable> failures(JobExecution execution) {
        Stream<Throwable> ofSteps = execution.getStepExecutions().stream()
                .sorted(Comparator.comparingLong(StepExecution::getId))
                .flatMap(step -> step.getFailureExceptions().stream());
        return Stream.concat(ofSteps, execution.getFailureExceptions().stream())
                .map(StepReport::unwrap)
                .filter(failure -> !(failure instanceof JobInterruptedException))
                .toList();
    }
}
