package io.nightload.run;

import io.nightload.pool.ConnectionPool;
import io.nightload.step.StepReport;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps each step's report in the control schema. */
@Component
@Lazy
final class ReportStore {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcTemplate jdbc;

    ReportStore(ConnectionPool controlPool) {
        this.jdbc = new JdbcTemplate(controlPool.dataSource());
    }

    void keep(long executionId, StepReport report) {
        jdbc.update(
                "INSERT INTO nightload.report (execution_id, step, report) VALUES (?, ?, ?::jsonb)"
                        + " ON CONFLICT (execution_id, step) DO UPDATE SET report = excluded.report",
                executionId,
                report.step(),
                JSON.writeValueAsString(report));
    }
}
