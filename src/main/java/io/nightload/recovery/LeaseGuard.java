package io.nightload.recovery;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.connection.Connections;
import io.nightload.run.Hold;
import io.nightload.run.Patience;
import io.nightload.run.RunGuard;
import io.nightload.spec.LeaseTimes;
import io.nightload.spec.Settings;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Keeps two live processes from running the same work. */
@Component
@Lazy
final class LeaseGuard implements RunGuard {

    private final Connections connections;
    private final LeaseTimes times;
    private final DeadRuns deadRuns;

    LeaseGuard(Connections connections, Settings settings, @Lazy JobRepository repository) {
        this.connections = connections;
        this.times = settings.lease();
        this.deadRuns = new DeadRuns(repository);
    }

    @Override
    public Turn enter(InstanceKey work, Patience patience, Holder holder) {
        DataSource control = connections.dataSource(Connections.CONTROL);
        return new LeaseTurn(Lease.take(control, work, times, patience, holder), deadRuns);
    }

    private record LeaseTurn(Lease lease, DeadRuns deadRuns) implements Turn {

        @Override
        public boolean settleDead(String job, JobParameters parameters, boolean complete) {
            return deadRuns.settle(job, parameters, complete);
        }

        @Override
        public Optional<Hold> hold(InstanceKey key) {
            return lease.hold(key);
        }

        @Override
        public void release(InstanceKey key) {
            lease.release(key);
        }

        @Override
        public void abandon(InstanceKey key, long executionId, String person) {
            lease.abandon(key, executionId, person);
            deadRuns.abandon(executionId, "abandoned by " + person);
        }

        @Override
        public String process() {
            return ThisProcess.shown();
        }

        @Override
        public Optional<String> rival() {
            return lease.rival();
        }

        @Override
        public void requireHeld() {
            lease.requireHeld();
        }

        @Override
        public void running(InstanceKey key, long executionId) {
            lease.running(key, executionId);
        }

        @Override
        public void close() {
            lease.close();
        }
    }
}
