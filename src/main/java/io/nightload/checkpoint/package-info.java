/**
 * What commits with a chunk in the target's own transaction: the checkpoint and the rejected rows, and which instance of
 * a job they belong to.
 *
 * <p>Problem: the job repository may live in another database than the rows, and commits on its own. Choice: the truth
 * about how far a step is stands in the target, in {@code nightload.checkpoint}, keyed by names and never by Spring
 * Batch's ids, and the job repository only tells the story. Cost: two small statements a chunk, and a schema
 * {@code nightload} in every target.
 *
 * <p>Whoever wants to write takes the checkpoint first: taking it raises its fence, and every chunk's update names the
 * fence that it was taken with. A writer that was paused, taken for dead and overtaken finds no row to update, and its
 * chunk rolls back. The design put this into {@code target}; it is a package of its own because {@code run} and
 * {@code recovery} need it and nobody may import a part's package.
 *
 * <p>A run that was paused between two steps holds no checkpoint that could be taken from it. So each run puts its name into
 * {@code nightload.instance} when it begins or resumes one, and takes a step's checkpoint only as long as the name is its own. Cost: two small
 * queries a step.
 *
 * <p>A step's own checkpoint is partition 0; the partitions that it is read in, if any, are numbered from 1 and have their
 * bounds in the row. Whoever takes one of those must still hold the step's own, which is locked meanwhile: a run that was overtaken
 * while it was paused would take a partition that it had not begun from the live run, and end its backend. Cost: one more
 * statement for each partition. A checkpoint that was only taken to raise its fence names no writer, because the connection goes on
 * to somebody else. Their rows are never deleted, since a fence that began anew could be one that a writer taken for dead still holds.
 */
@NullMarked
package io.nightload.checkpoint;

import org.jspecify.annotations.NullMarked;
