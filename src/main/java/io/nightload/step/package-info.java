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
 * mode commits row by row.
 */
@NullMarked
package io.nightload.step;

import org.jspecify.annotations.NullMarked;
