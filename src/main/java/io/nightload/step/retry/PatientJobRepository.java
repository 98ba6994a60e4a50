package io.nightload.step.retry;

import io.nightload.spec.Retry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * A job repository that waits for its database. What creates something is tried again only where nothing was sent: it might be
 * there twice. What updates takes the version as it is found, because an answer that was lost may have been a yes, and the lease
 * keeps others away.
 */
public final class PatientJobRepository {

    private static final Logger LOG = LoggerFactory.getLogger(PatientJobRepository.class);

    private final JobRepository repository;
    private final Retry retry;

    private PatientJobRepository(JobRepository repository, Retry retry) {
        this.repository = repository;
        this.retry = retry;
    }

    public static JobRepository of(JobRepository repository, Retry retry) {
        PatientJobRepository patient = new PatientJobRepository(repository, retry);
        return (JobRepository) Proxy.newProxyInstance(
                JobRepository.class.getClassLoader(),
                new Class<?>[] {JobRepository.class},
                (proxy, method, arguments) -> patient.invoke(method, arguments));
    }

    private @Nullable Object invoke(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        for (int attempt = 1; ; attempt++) {
            try {
                if (attempt > 1) {
                    takeVersion(arguments);
                }
                return method.invoke(repository, arguments);
            } catch (InvocationTargetException e) {
                awaitNext(attempt, method, arguments, e.getCause() == null ? e : e.getCause());
            } catch (RuntimeException e) {
                awaitNext(attempt, method, arguments, e);
            }
        }
    }

    private void awaitNext(int attempt, Method method, @Nullable Object @Nullable [] arguments, Throwable failure)
            throws Throwable {
        String reason = TransientFailure.reason(failure).orElse(null);
        boolean repeatable =
                !method.getName().startsWith("create") || failure instanceof CannotCreateTransactionException;
        if (reason == null || !repeatable || attempt >= retry.attempts()) {
            throw failure;
        }
        LOG.warn(
                "connection control: the job repository does not answer: {}; attempt {} of {} follows",
                reason,
                attempt + 1,
                retry.attempts());
        if (!Pause.end(Pause.varied(retry.pauseAfter(attempt)), () -> isStopped(arguments))) {
            throw failure;
        }
    }

    private void takeVersion(@Nullable Object @Nullable [] arguments) {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof StepExecution step) {
            StepExecution stored = repository.getStepExecution(step.getId());
            if (stored != null && stored.getVersion() != null) {
                step.setVersion(stored.getVersion());
            }
        }
    }

    private static boolean isStopped(@Nullable Object @Nullable [] arguments) {
        if (arguments == null || arguments.length == 0) {
            return false;
        }
        return (arguments[0] instanceof StepExecution step && step.isTerminateOnly())
                || (arguments[0] instanceof JobExecution job && job.isStopping());
    }
}
