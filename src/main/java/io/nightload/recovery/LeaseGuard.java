package io.nightload.recovery;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.connection.Connections;
import io.nightload.run.RunGuard;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Keeps two live processes from running the same work. */
@Component
@Lazy
final class LeaseGuard implements RunGuard {

    private final Connections connections;
    private final DeadRuns deadRuns;

    LeaseGuard(Connections connections, @Lazy JobRepository repository) {
        this.connections = connections;
        this.deadRuns = new DeadRuns(repository);
    }

    @Override
    public Turn enter(InstanceKey work, Runnable onLost) {
        Lease lease = Lease.take(connections.dataSource(Connections.CONTROL), work, onLost);
        return new Turn() {
            @Override
            public boolean settleDead(String job, JobParameters parameters, boolean complete) {
                return deadRuns.settle(job, parameters, complete);
            }

            @Override
            public void running(long executionId) {
                lease.running(executionId);
            }

            @Override
            public void close() {
                lease.close();
            }
        };
    }
}
