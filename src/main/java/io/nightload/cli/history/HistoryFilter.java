package io.nightload.cli.history;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Which executions a person asks for.
 *
 * @param job by its name, or null for all
 * @param since the earliest beginning in the zone of this JVM, or null for any
 * @param failed whether only those that failed or died
 */
public record HistoryFilter(@Nullable String job, @Nullable LocalDateTime since, boolean failed) {}
