package io.nightload.advise;

import java.util.List;

/**
 * The alternatives of one dimension.
 *
 * @param dimension {@code fetch} or {@code chunk}, as a job file writes it
 */
public record Comparison(String dimension, List<Alternative> alternatives) {}
