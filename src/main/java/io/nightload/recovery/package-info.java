/**
 * Who may run, and what becomes of runs whose process is dead.
 *
 * <p>Liveness is a session-level advisory lock on a connection of its own to the control database: it goes when the
 * process dies, so that the next run resumes at once, and it cannot be left behind. The row in {@code nightload.lease}
 * beside it only tells a person who holds it; its heartbeat shows that the holder is not merely connected but alive.
 */
@NullMarked
package io.nightload.recovery;

import org.jspecify.annotations.NullMarked;
