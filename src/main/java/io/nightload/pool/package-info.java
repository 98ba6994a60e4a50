/**
 * Connections for one step: as many as it needs, opened before it and closed after it, with the waiting measured.
 *
 * <p>Problem: a pool that is smaller than its workers need makes them wait for each other, for ever where each holds one
 * connection and wants another; one that is larger takes connections from the rest of the company. Choice: the need
 * follows from the step's plan ({@link io.nightload.pool.PoolNeed}), and a pool has that size. A size that a person sets
 * is refused where it is smaller, before anything runs, and a server that has not so many left is met before the step
 * begins, not in the middle of it. A run holds all of its steps against the servers before the first one begins, for what a step has
 * done by then stays done, and each step once more when its turn comes. {@code check} and {@code run} refuse what a server could not give even if nobody else but the run itself were connected; that is not tried again. What a server
 * says counts for all steps, and all of them together wait two seconds for a place that was left a moment ago.
 * Cost: one connection and one query to each database before a run of several steps, and before a step; and a run waits for its scheduler's next try where a
 * later step might have found room by its turn.
 *
 * <p>The writer has a seat in the target's pool ({@code WriterSeat}): the checkpoint names the backend that writes, and
 * a pool alone would hand it out to whoever asks next.
 *
 * <p>The partitions of a step share its pools, each with a seat of its own. The need is counted for as many as run at once, and all of
 * them are opened before the first begins: a step that has not enough is refused, not stuck halfway. The step itself leaves its seat
 * while they work, and takes one again to complete.
 *
 * <p>Planning opens no pool: its parts look at their databases a dozen times, mostly one after the other. The last connection is kept between those
 * looks ({@link io.nightload.pool.ReusedConnections}), is as new for each of them, and is closed before anybody counts what a server has left.
 */
@NullMarked
package io.nightload.pool;

import org.jspecify.annotations.NullMarked;
