package io.nightload.spec;

import org.jspecify.annotations.Nullable;

/**
 * What a step may set beside its parts.
 *
 * @param chunk rows a chunk, 1 to 1,000,000, or null for the default
 * @param rejects how many rejected rows the step bears, or null for any number
 */
public record StepOptions(@Nullable Integer chunk, @Nullable RejectLimit rejects) {

    /**
     * @param rows the highest number that is borne, or -1 where {@code percent} says it
     * @param percent of the rows read, judged at the end of the step, or -1
     */
    public record RejectLimit(long rows, double percent, Position position) {}
}
