package io.nightload.spec;

import org.jspecify.annotations.Nullable;

/**
 * What a step may set beside its parts.
 *
 * @param chunk rows a chunk, 1 to 1,000,000, or null for as many as take about half a second
 * @param partitions how many parts of its source it reads at once, or null for one
 * @param rejects how many rejected rows the step bears, or null for any number
 * @param pool how many connections it may open
 * @param budget what a chunk may cost, or null for anything
 * @param retry what it sets of how it tries again
 * @param atOnce whether its rows are published together when all of them are there, and not chunk by chunk
 */
public record StepOptions(
        @Nullable Integer chunk,
        @Nullable Partitions partitions,
        @Nullable RejectLimit rejects,
        PoolSizes pool,
        @Nullable Budget budget,
        RetryOptions retry,
        boolean atOnce) {

    /** Of a step that sets nothing. */
    public static final StepOptions NONE =
            new StepOptions(null, null, null, PoolSizes.FITTED, null, RetryOptions.NONE, false);

    /** @param number 1 to 100, or 0 for as many as cores and connections allow */
    public record Partitions(int number, Position position) {

        public boolean isAuto() {
            return number == 0;
        }
    }

    /** How many parts of its source it wants to read at once, where it says a number; otherwise 1. */
    public int partitionsAtLeast() {
        return partitions == null || partitions.isAuto() ? 1 : partitions.number();
    }

    /** The same with another size of chunks. */
    public StepOptions withChunk(@Nullable Integer rows) {
        return new StepOptions(rows, partitions, rejects, pool, budget, retry, atOnce);
    }

    /** The same in so many partitions, 1 to 100. */
    public StepOptions withPartitions(int number, Position position) {
        return new StepOptions(chunk, new Partitions(number, position), rejects, pool, budget, retry, atOnce);
    }

    /** What of them holds for rows that are replayed: not what a run is held to as a whole. */
    public StepOptions forReplay() {
        return new StepOptions(chunk, null, null, pool, null, retry, false);
    }

    /**
     * @param rows the highest number that is borne, or -1 where {@code percent} says it
     * @param percent of the rows read, judged at the end of the step, or -1
     */
    public record RejectLimit(long rows, double percent, Position position) {}

    /** @param statements the most that a chunk may send, those of the checkpoint and the rejects among them */
    public record Budget(int statements, Position position) {}
}
