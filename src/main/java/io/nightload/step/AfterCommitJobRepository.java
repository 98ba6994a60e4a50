package io.nightload.step;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
 * it before the rows. Of what a step says from chunk to chunk a word every five seconds is enough, because the checkpoint beside the rows
 * is what counts: each would be two commits more. What it says at its end stands outside of a chunk, and is passed on.
 *
 * <p>A run that another one has taken over finds its steps' ends written when it wakes; its own word counts no more.
 */
public final class AfterCommitJobRepository {

    private static final Logger LOG = LoggerFactory.getLogger(AfterCommitJobRepository.class);

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final JobRepository repository;
    private final LongSupplier nanos;
    private final Map<Update, Long> passed = new ConcurrentHashMap<>();

    private record Update(String method, long step) {}

    private AfterCommitJobRepository(JobRepository repository, LongSupplier nanos) {
        this.repository = repository;
        this.nanos = nanos;
    }

    /** The same repository, with the updates of steps kept back until after the commit. */
    public static JobRepository behind(JobRepository repository) {
        return behind(repository, System::nanoTime);
    }

    /** @param nanos a clock for the pauses between two words of a step */
    static JobRepository behind(JobRepository repository, LongSupplier nanos) {
        AfterCommitJobRepository behind = new AfterCommitJobRepository(repository, nanos);
        return (JobRepository) Proxy.newProxyInstance(
                JobRepository.class.getClassLoader(),
                new Class<?>[] {JobRepository.class},
                (proxy, method, arguments) -> behind.invoke(method, arguments));
    }

    private @Nullable Object invoke(Method method, @Nullable Object[] arguments) throws Throwable {
        if (!isStepUpdate(method, arguments) || !TransactionSynchronizationManager.isActualTransactionActive()) {
            return call(method, arguments);
        }
        if (!isDue(method, (StepExecution) Objects.requireNonNull(arguments[0]))) {
            return null;
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

    private boolean isDue(Method method, StepExecution step) {
        long now = nanos.getAsLong();
        Update update = new Update(method.getName(), step.getId());
        Long last = passed.get(update);
        if (last != null && now - last < PAUSE_NANOS) {
            return false;
        }
        passed.put(update, now);
        return true;
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
