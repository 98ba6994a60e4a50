/**
 * One step as Spring Batch runs it.
 *
 * <p>{@link io.nightload.step.CheckpointedStep} is Spring Batch's {@code ChunkOrientedStep} with three things of our
 * own: the checkpoint in the target is taken before anything is read and written in the chunk's transaction
 * ({@code nightload.checkpoint}); a chunk ends after so many rows or bytes, whichever comes first, so that wide rows do
 * not fill the memory; and the step's connections are opened before it and closed after it.
 * {@link io.nightload.step.AfterCommitJobRepository} keeps the job repository behind the target, and
 * {@link io.nightload.step.TargetTransactionManager} finds out what became of a COMMIT whose answer was lost.
 *
 * <p>Spring Batch's own fault tolerance is never switched on: its retry runs in the aborted transaction, and its skip
 * mode commits row by row. What fails for the moment is tried again from the checkpoint ({@code step.retry}).
 *
 * <p><b>Partitions.</b> A step that is read in several is a {@link io.nightload.step.PartitionedStep}, and each partition a
 * {@code CheckpointedStep} with its own thread, connections, guard, checkpoint and execution in the job repository. Problem: a
 * crash may come between any two of them, the job file may want another number by then, and what belongs to the whole
 * (a replace's publication, what since remembers, the share of rejects) must happen once. Choice: the step has a checkpoint of
 * its own, with the number 0. One transaction freezes there, before any partition begins, what each of them reads; as long as none
 * has committed a chunk this may be done anew, behind the fences of whoever was about to. From then on the
 * partitions are those, and {@code partitions} says how many run at once. When all are complete, one more transaction completes the step. A
 * partition that fails lets the others end after the chunk that they have in flight: what they would go on to do the
 * resume does as well. Cost: two transactions a step, and one partition more or less is no way to a new division.
 *
 * <p>A source that cannot resume reads its only partition once more, into a new staging table and with new counts: the step divides
 * itself anew then. Whether a step is complete is asked of the partitions' checkpoints, never of what their executions say,
 * since a stop may come between the two.
 *
 * <p><b>Chunks grow.</b> Problem: the best number of rows depends on their width, the target and its distance. Choice: a step that
 * sets none begins with small chunks and lets them grow until one takes about half a second ({@link io.nightload.step.ChunkSize}): at 100 ms
 * what belongs to a chunk and not to its rows was a fifth of an upsert's time. Cost:
 * two runs do not cut their chunks alike, so that nothing may depend on where a chunk ends.
 *
 * <p><b>Reading ahead.</b> Problem: source and target wait for each other. Choice: while a chunk is written the next ones are read
 * ({@link io.nightload.step.AheadReader}), each with the position behind its last row, and the step commits that and no later one. Cost: a thread,
 * and three more chunks in memory; a reader whose rows still need it stands still until they are written.
 *
 * <p><b>One item is a chunk's rows.</b> Problem: Spring Batch takes a chunk's items one by one, and writes when it has all of them; meanwhile the
 * server has nothing to do, 5 ms for 30,000 rows, and as long as the transforms take where there are some. Choice: what it takes for an
 * item is the list of a chunk's rows, and a target that is {@link io.nightload.part.Streaming} pulls them through the transforms while it
 * sends. Cost: Spring Batch's own counts are of chunks, and are set to those of rows behind each attempt; a listener for its items would see
 * lists.
 *
 * <p>Spring Batch's own {@code PartitionStep} splits again on every restart, keeps its division in the job repository, and judges
 * by it what is complete; here the target does. Its table of step executions shows the step and each of its partitions, as
 * {@code step:partition1}, with the step's numbers the sum of theirs.
 */
@NullMarked
package io.nightload.step;

import org.jspecify.annotations.NullMarked;
