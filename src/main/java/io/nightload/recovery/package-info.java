/**
 * Who may run, what people want of it, and what becomes of runs whose process is dead.
 *
 * <p>Liveness is a session-level advisory lock on a connection of its own to the control database: it goes when the
 * process dies, so that the next run resumes at once, and it cannot be left behind. The row in {@code nightload.lease}
 * beside it tells who holds it; its heartbeat shows that the holder is not merely connected but alive.
 *
 * <p>Problem: a process that is paused, or behind a network that is cut, keeps its session and so the lock. Choice: whoever wants it
 * waits until the heartbeat is older than the holder's own {@code expiry}, by the database's clock, and then ends that session; a
 * process of the same machine that is gone is not waited for. The holder may wake at any time after: that it commits nothing then is
 * up to the fences of its checkpoints, and not to this package. Cost: a job stands still for a minute, by default, when the machine that
 * ran it is cut off.
 *
 * <p>Problem: the sessions that it wrote with stay open too, and may hold rows locked for which the next run would wait without an end.
 * Choice: those of the job repository are ended by the server when they stand still in a transaction for five seconds; those that
 * wrote chunks are ended by whoever begins the instance again. Cost: none to a process that lives; one that pauses for longer connects
 * anew.
 *
 * <p>Problem: who was overtaken fails, and "failed" means "the same command resumes it"; but where the other one has completed a job without
 * identifying parameters, that command begins it anew. Choice: it looks, when it ends, what has become of its instance, and a lease that
 * somebody has had meanwhile is not taken again. Cost: a statement more at the end of a run that fails. What a process says in the row, it
 * says only where that is its session's, so that history never shows what was overtaken as running for as long as the other one lives.
 *
 * <p>A wish to stop is a row in {@code nightload.hold}, keyed by names like a checkpoint. The process that runs the instance reads it with
 * its heartbeat, and whoever starts it again reads it first, so that no retry of a scheduler undoes what a person said.
 */
@NullMarked
package io.nightload.recovery;

import org.jspecify.annotations.NullMarked;
