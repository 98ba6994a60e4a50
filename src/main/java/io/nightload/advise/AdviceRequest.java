package io.nightload.advise;

import io.nightload.plan.LoadedJob;
import org.jspecify.annotations.Nullable;

/**
 * What shall be advised.
 *
 * @param step a step's name, or null for all that have a source
 * @param seconds that a step may take, about; the warm-up is part of it
 * @param rows that a trial reads at most, from the beginning of the source
 */
public record AdviceRequest(LoadedJob job, @Nullable String step, double seconds, long rows) {}
