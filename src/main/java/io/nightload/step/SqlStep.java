package io.nightload.step;

import io.nightload.checkpoint.Instances;
import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.connection.Connections;
import io.nightload.part.Counts;
import io.nightload.plan.StepPlan;
import io.nightload.pool.ConnectionPool;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.spec.sql.BoundSql;
import io.nightload.step.retry.Retries;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** A step of SQL: one transaction, with the mark that it is done in it. */
public final class SqlStep extends AbstractStep {

    private static final String CANCELLED = "57014";

    private final StepEnvironment environment;
    private final StepPlan.Sql plan;
    private @Nullable StepExecution execution;
    private StepMeter meter = new StepMeter();
    private final Retries retries;
    private @Nullable StepCheckpoint checkpoint;
    private boolean completeBefore;
    private long commits;
    private long statements;

    public SqlStep(StepEnvironment environment, StepPlan.Sql plan) {
        super(environment.repository());
        this.environment = environment;
        this.plan = plan;
        this.retries = new Retries(
                "step " + plan.name(),
                plan.spec().options().retry().over(environment.retry()),
                environment.listener()::note);
        setName(plan.name());
        setAllowStartIfComplete(true); // the checkpoint says whether it is
    }

    @Override
    protected void doExecutionRegistration(StepExecution stepExecution) {
        super.doExecutionRegistration(stepExecution);
        execution = stepExecution;
        meter = new StepMeter();
        environment.listener().stepStarted(plan.name(), plan.description());
    }

    @Override
    protected void doExecute(StepExecution stepExecution) throws Exception {
        retries.until(this::attempt, stepExecution::isTerminateOnly);
    }

    private void attempt() {
        String poolName = environment.instance().job() + "/" + plan.name() + "/target";
        try (ConnectionPool pool = new ConnectionPool(poolName, environment.target(), 1)) {
            attempt(pool.dataSource());
        }
    }

    private void attempt(DataSource target) {
        try {
            run(target, take(target));
        } catch (RuntimeException e) {
            if (TargetTransactionManager.isConnectionLost(e)) {
                retries.lost(List.of(Connections.TARGET));
            }
            throw e;
        }
    }

    private StepCheckpoint take(DataSource target) {
        @Nullable StepCheckpoint before = checkpoint;
        StepCheckpoint taken = before == null
                ? environment.take(target, plan.name(), 0)
                : before.takeAgain(target, environment.target());
        completeBefore = before == null && taken.held().complete();
        checkpoint = taken;
        return taken;
    }

    private void run(DataSource target, StepCheckpoint taken) {
        if (taken.held().complete()) {
            return;
        }
        taken.begin("[]", plan.definition(), Map.of());
        new TransactionTemplate(new TargetTransactionManager(target, taken, new ChunkGuard(plan.name(), null)))
                .executeWithoutResult(status -> {
                    JdbcTemplate jdbc = new JdbcTemplate(target);
                    plan.statements().forEach(statement -> execute(jdbc, statement));
                    taken.write(Map.of(), new Counts(), true);
                    statements++;
                    if (plan.name().equals(environment.lastStep())) {
                        new Instances(target).complete(environment.instance());
                    }
                });
        commits++;
    }

    private void execute(JdbcTemplate jdbc, StepPlan.Sql.Statement statement) {
        try {
            jdbc.execute(statement.sql().sql(), (PreparedStatementCallback<Boolean>)
                    prepared -> execute(prepared, statement.sql()));
        } catch (DataAccessException e) {
            throw e.getCause() instanceof SQLException sql ? new SqlFailedException(statement.position(), sql) : e;
        }
    }

    private boolean execute(PreparedStatement prepared, BoundSql sql) throws SQLException {
        sql.bind(prepared, plan.values());
        if (Objects.requireNonNull(execution).isTerminateOnly()) {
            throw new SQLException("stopped before the statement began", CANCELLED);
        }
        statements++;
        return prepared.execute();
    }

    @Override
    protected void close(ExecutionContext context) {
        StepExecution ended = Objects.requireNonNull(execution, "the step was not executed");
        StepReport.Status status = completeBefore && ended.getStatus() == BatchStatus.COMPLETED
                ? StepReport.Status.ALREADY_COMPLETE
                : StepMeter.status(ended);
        environment
                .listener()
                .stepEnded(meter.report(
                        plan.name(),
                        plan.description(),
                        status,
                        commits,
                        statements,
                        retries.report(),
                        StepReport.error(ended)));
    }
}
