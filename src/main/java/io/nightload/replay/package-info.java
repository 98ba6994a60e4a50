/**
 * Replays rejected rows: those that a step has rejected go through its transforms and into its target once more, after what was wrong
 * with them has been mended.
 *
 * <p><b>What is replayed with what.</b> Problem: the job file, the data and the target may all have changed since the rows were rejected; that is why they are
 * replayed. Choice: the step as the job file says it now, with the parameters of the execution that rejected them; its source is
 * planned, for the types of its columns, and never read. So a file has to lie where it lay, at least its header; and of a row of a database
 * only what the step read then is there ({@code part.kept}). Only steps with rejects are planned: what else is wrong with the job does not
 * matter. A step's limit of rejects, its budget and its partitions are those of a run, and not asked here.
 *
 * <p><b>What cannot be replayed</b> is refused before anything is: the rejects of a step that is no longer there, has no source any more, or replaces
 * its target, which must be given all rows at once and is mended by {@code run --again}; those of a step with {@code publish: step} that has
 * not published, whose other rows would come after them; those of an instance that was begun anew, whose rows the new one has read itself,
 * or that was abandoned; those of an older release where they may be parts of rows. Of a job without identifying parameters each instance that completed is work of its own, which no later one does anew. A step with {@code publish: step} that is complete is replayed chunk by chunk.
 *
 * <p><b>Who else is there.</b> A replay enters the work as a run does, so that a run of the same work and a replay wait for each other; and it becomes the
 * instance's last run, so that one which was paused takes no checkpoint any more. It is no execution of the job repository: its history is in
 * the rejects themselves. The steps behind the one that is replayed have run without its rows, and are not run again.
 */
@NullMarked
package io.nightload.replay;

import org.jspecify.annotations.NullMarked;
