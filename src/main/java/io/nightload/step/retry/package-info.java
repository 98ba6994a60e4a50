/**
 * What failed for the moment is tried again.
 *
 * <p>Problem: a server that restarts, a deadlock, a rush for connections would each fail a night, and a scheduler that starts it anew
 * costs a job its warm caches and a person a page. Spring Batch's own retry runs in the transaction that is already aborted. Choice: the
 * chunk is tried again as a resume would: all that the step has open is closed, and after a pause the checkpoint says where it goes
 * on, behind a fence that was raised anew. Whatever became of the failed attempt, nothing of it can commit any more. Pauses double and
 * vary by a quarter, so that two jobs that met in a deadlock do not meet there again. Attempts are counted anew after each chunk that
 * commits: a long night may be disturbed more often than a short one. Cost: a step is opened again, some tens of milliseconds, where some
 * failures would have left its connections alive; and a failure that will not pass is known a minute and a half later.
 *
 * <p>A statement that somebody cancels ({@code pg_cancel_backend}) is not tried again: a person wants it gone, and the step fails with
 * the server's words, to be resumed when that person agrees. A backend that is terminated is tried again, since that is also how servers
 * restart. Cost: a server that does not speak English tells a cancel from a timeout by nothing, and both are tried again.
 *
 * <p>The job repository only tells the story of a run, and its database may be away for as long: {@link
 * io.nightload.step.retry.PatientJobRepository} tells it later.
 */
@NullMarked
package io.nightload.step.retry;

import org.jspecify.annotations.NullMarked;
