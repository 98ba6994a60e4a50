package io.nightload.step;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A job repository that never runs ahead of the target: what a step says of itself inside a chunk's transaction is
 * passed on only when that transaction has committed, and is forgotten when it has not. Spring Batch alone would commit
 * it before the rows.
 *
 * <p>A run that another one has taken over finds its steps' ends written when it wakes; its own word counts no more.
 */
public final class AfterCommitJobRepository {

    private static final Logger LOG = LoggerFactory.getLogger(AfterCommitJobRepository.class);

    private final JobRepository repository;

    private AfterCommitJobRepository(JobRepository repository) {
        this.repository = repository;
    }

    /** The same repository, with the updates of steps kept back until after the commit. */
    public static JobRepository behind(JobRepository repository) {
        return (JobRepository) Proxy.newProxyInstance(
                JobRepository.class.getClassLoader(),
                new Class<?>[] {JobRepository.class},
                (proxy, method, arguments) -> new AfterCommitJobRepository(repository).invoke(method, arguments));
    }

    private @Nullable Object invoke(Method method, @Nullable Object[] arguments) throws Throwable {
        if (!isStepUpdate(method, arguments) || !TransactionSynchronizationManager.isActualTransactionActive()) {
            return call(method, arguments);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                try {
                    call(method, arguments);
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw new IllegalStateException("updating the job repository", e);
                }
            }
        });
        return null;
    }

    private static boolean isStepUpdate(Method method, @Nullable Object[] arguments) {
        return method.getName().startsWith("update") && arguments != null && arguments[0] instanceof StepExecution;
    }

    private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(repository, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof OptimisticLockingFailureException overtaken
                    && isStepUpdate(method, arguments)) {
                LOG.debug("the end of this step stands there already: {}", overtaken.getMessage());
                return null;
            }
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
