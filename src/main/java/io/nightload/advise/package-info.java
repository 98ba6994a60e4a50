/**
 * Advice from measuring: a step's real chunks under other settings, all of them rolled back.
 *
 * <p><b>What is measured.</b> The reader, the transforms, the writer, the rejects and the checkpoint of the step itself
 * ({@link io.nightload.step.TriedStep}), over the same first rows of its source for every alternative, in turns, after a
 * warm-up, and the medians are compared. A difference within the spread of the repetitions is none: what is set stays.
 *
 * <p><b>One transaction for all chunks of a trial.</b> Problem: a chunk that is tried must leave nothing, but a replace
 * gathers its rows over many chunks, and a merge meets those of earlier chunks. Choice: the chunks of one trial share a
 * transaction, which is rolled back. Cost: the rows that it writes stay locked until then, about a second, and the
 * commits of the chunks are not in it, of which small chunks need many. So the time of a commit is measured by itself
 * ({@code CommitTime}) and counted once a chunk. A rolled back trial leaves what no rollback takes back: gaps in
 * sequences, and dead rows that autovacuum removes. A replace is measured up to its publication, which no setting changes.
 *
 * <p><b>One dimension at a time</b>, the fetch plan first, then the size of a chunk with the best fetch plan: all
 * combinations would take minutes, and the two hardly depend on each other. A faster alternative must be so in every round, and
 * by a tenth, before it is advised. Of fetch plans that are as fast as each other the one with fewer statements is, because a
 * network that is slower tomorrow makes it the faster one; of sizes of chunks the smaller, because it takes less memory.
 *
 * <p><b>A live run is left alone.</b> Advice takes the job's lease like a run, so that neither measures, locks out or
 * deadlocks the other; a run that comes meanwhile is told to try later.
 *
 * <p>{@code lazy} stands in the table to show what it would cost; a job file cannot ask for it. It is tried with few rows, and
 * its statements are scaled to the chunk that is set.
 *
 * <p>The package stands beside {@code run}: it plans with {@code plan}, opens steps of {@code step}, asks {@code run}
 * for the lease, and makes the target's tables ready by {@code connection}.
 */
@NullMarked
package io.nightload.advise;

import org.jspecify.annotations.NullMarked;
