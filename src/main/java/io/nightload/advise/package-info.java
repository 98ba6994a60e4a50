/**
 * Advice from measuring: a step's real chunks under other settings, all of them rolled back.
 *
 * <p><b>What is measured.</b> The reader, the transforms, the writer, the rejects and the checkpoint of the step itself
 * ({@link io.nightload.step.TriedStep}), over the same first rows of its source for every alternative, by
 * {@link io.nightload.advise.trial}.
 *
 * <p><b>One transaction for all chunks of a trial.</b> Problem: a chunk that is tried must leave nothing, but a replace
 * gathers its rows over many chunks, and a merge meets those of earlier chunks. Choice: the chunks of one trial, or of one of its
 * partitions, share a transaction, which is rolled back. Cost: the rows that it writes stay locked until then, about a
 * second, so that partitions that write the same rows wait for each other longer than in a run, and the
 * commits of the chunks are not in it, of which small chunks need many. So the time of a commit is measured by itself
 * ({@link io.nightload.advise.trial.CommitTime}) and counted once a chunk. A rolled back trial leaves what no rollback takes
 * back: gaps in sequences, and dead rows that autovacuum removes. A replace is measured up to its publication, which no
 * setting changes, and each of its partitions fills a staging table of its own.
 *
 * <p><b>The time is kept.</b> Problem: one chunk may take longer than all that a person wants to wait, and a slow transform hears no
 * signal. Choice: at the step's deadline, at four times what an alternative's trial should take, and where a person stops it, a trial is cut off: its statements are cancelled, its threads
 * interrupted, its transaction rolled back, and the table says "unfinished". Chunks that would be cut off anyway are named and not tried. Cost:
 * a row of a bean that heeds no interruption is waited for, and what was read for a trial that was cut off says nothing.
 *
 * <p><b>Noise is no advice.</b> Problem: the fastest of many alternatives is partly the luckiest. Choice: a gain counts where the slowest
 * round beats the other's fastest, and the best is then measured against what is set alone once more, unless it was twice as fast; only what wins both is advised. Cost: a third of the time,
 * and small gains on a busy machine go unseen.
 *
 * <p><b>Read and written in turn.</b> A run reads a chunk ahead of the one that it writes; a trial, which may end in the middle of
 * a chunk, does not. So a run is faster than its trial, by about the same for all chunks and fetch plans, and partitions,
 * which overlap what one piece does in turn here, gain somewhat less in a run.
 *
 * <p><b>One dimension at a time</b>: the fetch plan, then the size of a chunk with the best fetch plan, then the number of
 * partitions with both. All combinations would take minutes, and they hardly depend on each other. Of fetch plans that are as
 * fast as each other the one with fewer statements is advised, because a network that is slower tomorrow makes it the faster
 * one; of chunks the smaller, because it takes less memory; of partitions fewer, because each takes connections. Dividing a
 * source, once a run, is not in the numbers; and the partitions of a trial each begin where they would in a run, so that they read
 * other rows than a trial in one piece.
 *
 * <p><b>A live run is left alone.</b> Advice takes the job's lease like a run, so that neither measures, locks out or
 * deadlocks the other; a run that comes meanwhile is told to try later.
 *
 * <p>{@code lazy} stands in the table to show what it would cost; a job file cannot ask for it. It is tried with few rows, and
 * its statements are scaled to the chunk that is set.
 *
 * <p>The package stands beside {@code run}: it plans with {@code plan}, opens steps of {@code step}, asks {@code run}
 * for the lease, {@code pool} for room, and makes the target's tables ready by {@code connection}.
 */
@NullMarked
package io.nightload.advise;

import org.jspecify.annotations.NullMarked;
