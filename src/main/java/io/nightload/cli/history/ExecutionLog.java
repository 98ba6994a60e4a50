package io.nightload.cli.history;

import io.nightload.cli.history.Execution.Parameter;
import io.nightload.recovery.LeaseLock;
import io.nightload.step.StepReport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The executions of a project's jobs, as the control schema has them. */
public final class ExecutionLog {

    /** A report may be an older release's, which measured less, or a newer one's. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final TypeReference<List<Parameter>> PARAMETERS = new TypeReference<>() {};

    private static final String SELECT = """
            SELECT e.job_execution_id, i.job_name, e.start_time, e.end_time, e.exit_message,
              CASE WHEN NOT s.unfinished THEN lower(e.status) WHEN s.live THEN 'running' ELSE 'died' END AS status,
              (SELECT format('%%s by %%s on %%s UTC', h.kind, h.person,
                  to_char(h.since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'))
                FROM nightload.hold h WHERE h.execution_id = e.job_execution_id LIMIT 1) AS hold,
              coalesce((SELECT parameter_value::int FROM nightload.batch_job_execution_params a
                WHERE a.job_execution_id = e.job_execution_id AND a.parameter_name = 'nightload.again'), 0) AS again,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('name', j.parameter_name, 'value',
                  coalesce(j.parameter_value, ''), 'identifying', j.identifying = 'Y')
                  ORDER BY j.identifying DESC, j.parameter_name), '[]')
                FROM nightload.batch_job_execution_params j WHERE j.job_execution_id = e.job_execution_id
                  AND NOT starts_with(j.parameter_name, 'nightload.')) AS parameters,
              r.*
            FROM nightload.batch_job_execution e
            JOIN nightload.batch_job_instance i USING (job_instance_id)
            JOIN nightload.batch_job_execution_params p ON p.job_execution_id = e.job_execution_id
              AND p.parameter_name = 'nightload.project' AND p.parameter_value = ?
            CROSS JOIN LATERAL (
              SELECT coalesce(sum((c ->> 'READ')::bigint), 0) AS read,
                coalesce(sum(coalesce((c ->> 'INSERTED')::bigint, 0) + coalesce((c ->> 'UPDATED')::bigint, 0)
                  + coalesce((c ->> 'DELETED')::bigint, 0)), 0) AS written,
                coalesce(sum((c ->> 'REJECTED')::bigint), 0) AS rejected
              FROM (SELECT report -> 'executionCounts' AS c FROM nightload.report
                WHERE execution_id = e.job_execution_id) counts) r
            CROSS JOIN LATERAL (
              SELECT e.status IN ('STARTING', 'STARTED', 'STOPPING') AS unfinished, EXISTS (
                SELECT FROM nightload.lease l WHERE l.execution_id = e.job_execution_id AND %s) AS live) s
            WHERE\s""".formatted(LeaseLock.HELD);

    private static final String FAILED = " AND (e.status IN ('FAILED', 'UNKNOWN') OR (s.unfinished AND NOT s.live))";

    private static final String NEWEST = " ORDER BY e.job_execution_id DESC LIMIT ?";

    private final Connection control;
    private final String project;

    public ExecutionLog(Connection control, String project) {
        this.control = control;
        this.project = project;
    }

    /** The newest executions that a person asks for, the newest first. */
    public List<Execution> newest(HistoryFilter filter, long limit) throws SQLException {
        List<Object> values = new ArrayList<>();
        StringBuilder condition = new StringBuilder("true");
        if (filter.job() != null) {
            condition.append(" AND i.job_name = ?");
            values.add(filter.job());
        }
        if (filter.since() != null) {
            condition.append(" AND coalesce(e.start_time, e.create_time) >= ?");
            values.add(filter.since());
        }
        if (filter.failed()) {
            condition.append(FAILED);
        }
        values.add(limit);
        return query(condition + NEWEST, values.toArray());
    }

    /** Those of one job. */
    public List<Execution> newest(String job, long limit) throws SQLException {
        return newest(new HistoryFilter(job, null, false), limit);
    }

    /** Whether no job has run. */
    public boolean isEmpty() throws SQLException {
        return newest(new HistoryFilter(null, null, false), 1).isEmpty();
    }

    /** The newest execution of the same work, where there is a newer one. */
    public Optional<Execution> successor(Execution execution) throws SQLException {
        return query(
                        "i.job_name = ? AND e.job_execution_id > ? ORDER BY e.job_execution_id DESC",
                        execution.job(),
                        execution.id())
                .stream()
                .filter(later -> later.isSameWork(execution))
                .findFirst();
    }

    public Optional<Execution> find(long id) throws SQLException {
        return query("e.job_execution_id = ?", id).stream().findFirst();
    }

    /** What the steps of an execution did, in the order in which they ended. */
    public List<StepReport> steps(long id) throws SQLException {
        try (PreparedStatement statement = control.prepareStatement(
                "SELECT report FROM nightload.report WHERE execution_id = ? ORDER BY created, step")) {
            statement.setLong(1, id);
            List<StepReport> steps = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(JSON.readValue(rows.getString(1), StepReport.class));
                }
            }
            return steps;
        }
    }

    private List<Execution> query(String condition, Object... values) throws SQLException {
        try (PreparedStatement statement = control.prepareStatement(SELECT + condition)) {
            statement.setString(1, project);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 2, values[i]);
            }
            List<Execution> executions = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    executions.add(execution(rows));
                }
            }
            return executions;
        }
    }

    private Execution execution(ResultSet row) throws SQLException {
        return new Execution(
                row.getLong("job_execution_id"),
                row.getString("job_name"),
                project,
                row.getInt("again"),
                JSON.readValue(row.getString("parameters"), PARAMETERS),
                row.getString("status").toLowerCase(Locale.ROOT),
                row.getObject("start_time", LocalDateTime.class),
                row.getObject("end_time", LocalDateTime.class),
                row.getLong("read"),
                row.getLong("written"),
                row.getLong("rejected"),
                firstLine(row.getString("exit_message")),
                row.getString("hold"));
    }

    /** Spring Batch keeps a stack trace there, also of its own sign that a step was asked to stop. */
    private static @Nullable String firstLine(@Nullable String message) {
        return message == null || message.isBlank() || message.contains("JobInterruptedException")
                ? null
                : message.strip().lines().findFirst().orElseThrow();
    }
}
