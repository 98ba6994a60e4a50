package io.nightload.part;

import java.time.ZoneId;
import javax.sql.DataSource;

/**
 * What a part sees of its step while it runs.
 *
 * @param target connections to the target; inside a chunk {@code DataSourceUtils.getConnection} gives the one of the
 *     chunk's transaction
 * @param counts of the chunk in flight
 * @param rejects of the chunk in flight
 * @param zone for timestamps without an offset
 */
public record StepRuntime(DataSource target, Counts counts, Rejects rejects, ZoneId zone) {}
